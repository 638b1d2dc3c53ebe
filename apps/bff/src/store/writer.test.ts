import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Change } from './database.ts'
import { StoreError } from './errors.ts'
import { createCommit, createWriter, openForWriting } from './writer.ts'

let dir: string
let path: string
let database: DatabaseSync
let commit: ReturnType<typeof createCommit>
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-commit-'))
  path = join(dir, 'ledger.sqlite')
  database = openForWriting(path)
  database.exec('CREATE TABLE word (word TEXT PRIMARY KEY) STRICT')
  commit = createCommit(database, path)
})
afterEach(() => {
  database.close()
  rmSync(dir, { recursive: true })
})

const put = (word: string): Change => ({ text: 'INSERT INTO word VALUES (?)', values: [word] })
const together = (...transactions: Change[][]) => commit(transactions)
const kinds = (...transactions: Change[][]) =>
  together(...transactions).map((answer) => ('kind' in answer ? answer.kind : answer.code))
/** As another process sees it: only what is committed. */
function committed(): unknown[] {
  const other = new DatabaseSync(path, { readOnly: true })
  const rows = other.prepare('SELECT word FROM word ORDER BY word').all()
  other.close()
  return rows.map((row) => row.word)
}

test('transactions that come together cost one commit, and each has its own answer', () => {
  const exec = vi.spyOn(database, 'exec')
  const read: Change = { text: 'SELECT word FROM word', values: [] }
  const answered = together([put('a')], [put('b'), read])
  expect(answered).toMatchObject([
    { kind: 'written', rows: [[]] },
    { kind: 'written', rows: [[], [{ word: 'a' }, { word: 'b' }]] },
  ])
  expect(exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length).toBe(1)
  expect(committed()).toEqual(['a', 'b'])
})

test('one that fails is undone alone and whole', () => {
  expect(kinds([put('a')], [put('half'), put('a')], [put('b')])).toEqual([
    'written',
    'unavailable',
    'written',
  ])
  expect(committed()).toEqual(['a', 'b'])
})

test('one that meets other rows than it expected is undone alone and whole, and says which statement it was', () => {
  const rename: Change = { text: "UPDATE word SET word = 'z' WHERE word = ?", values: ['none'], expects: 1 }
  const answered = together([put('a')], [put('half'), rename], [put('b')])
  expect(answered[1]).toEqual({ kind: 'unexpected', index: 1 })
  expect(committed()).toEqual(['a', 'b'])
})

test('where the disk is full, what is told as done is there and what is told as failed is not', () => {
  together([put('a')])
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number }
  database.exec(`PRAGMA max_page_count = ${pages}`)
  const large = 'x'.repeat(100_000)
  const words = ['b', large, 'c']
  const answered = together(...words.map((word) => [put(word)]))
  expect(answered[1]).toMatchObject({ code: 'unavailable' })
  const told = words.filter((_, index) => !(answered[index] instanceof StoreError))
  expect(committed()).toEqual(['a', ...told])
  database.exec('PRAGMA max_page_count = 1000000')
  expect(kinds([put(large)])).toEqual(['written'])
  expect(committed()).toEqual(['a', ...told, large])
})

test('a commit that fails is a failure of every transaction in it, and the next one finds its way', () => {
  const { exec } = DatabaseSync.prototype
  const broken = vi.spyOn(database, 'exec').mockImplementation((sql) => {
    if (sql === 'COMMIT') throw Object.assign(new Error('disk I/O error'), { errcode: 10 })
    exec.call(database, sql)
  })
  expect(kinds([put('a')], [put('b')])).toEqual(['unavailable', 'unavailable'])
  expect(committed()).toEqual([])
  broken.mockRestore()
  expect(kinds([put('c')])).toEqual(['written'])
  expect(committed()).toEqual(['c'])
})

test('while another program writes, nothing is done and the answer says so', () => {
  const other = new DatabaseSync(path)
  other.exec('BEGIN IMMEDIATE')
  expect(kinds([put('a')])).toEqual(['busy'])
  other.exec('ROLLBACK')
  other.close()
  expect(kinds([put('a')])).toEqual(['written'])
})

test('everything that was asked for is on the disk when the writer is closed, in a few commits', async () => {
  const exec = vi.spyOn(database, 'exec')
  const writer = createWriter(database, path)
  const many = Array.from({ length: 1_000 }, (_, index) => writer.write([put(String(index))]))
  await writer.close()
  expect(committed().length).toBe(1_000)
  expect(new Set((await Promise.all(many)).map(({ kind }) => kind))).toEqual(new Set(['written']))
  expect(exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length).toBeLessThan(10)
  database = openForWriting(path)
})

test('what one asks for after it was answered goes into a commit of its own', async () => {
  const writer = createWriter(database, path)
  await writer.write([put('a')])
  expect(committed()).toEqual(['a'])
  await expect(writer.write([put('a')])).rejects.toMatchObject({ code: 'unavailable' })
})

test('a write that comes after the end is refused, and harms nobody', async () => {
  const writer = createWriter(openForWriting(path), path)
  await writer.close()
  await expect(writer.write([put('late')])).rejects.toThrow('is closed')
  expect(committed()).toEqual([])
})
