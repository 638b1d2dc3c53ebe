import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Writer } from './database.ts'
import { createGroupCommit } from './group-commit.ts'

let dir: string
let database: DatabaseSync
let commits: ReturnType<typeof createGroupCommit>
let asked: string[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-commit-'))
  database = new DatabaseSync(join(dir, 'ledger.sqlite'))
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE word (word TEXT PRIMARY KEY) STRICT')
  asked = []
  const { exec } = DatabaseSync.prototype
  vi.spyOn(database, 'exec').mockImplementation((sql) => {
    asked.push(sql)
    exec.call(database, sql)
  })
  const writer: Writer = {
    all: async <Row>(text: string) => database.prepare(text).all() as Row[],
    run: async (text, ...values) => Number(database.prepare(text).run(...values).changes),
  }
  commits = createGroupCommit(database, writer)
})
afterEach(() => {
  database.close()
  rmSync(dir, { recursive: true })
})

const put = (word: string) =>
  commits.write(async (writer) => {
    await writer.run('INSERT INTO word VALUES (?)', word)
    return word
  })
/** As another process sees it: only what is committed. */
function committed(): unknown[] {
  const other = new DatabaseSync(join(dir, 'ledger.sqlite'), { readOnly: true })
  const rows = other.prepare('SELECT word FROM word ORDER BY word').all()
  other.close()
  return rows.map((row) => row.word)
}
const outcomes = async (promises: Promise<unknown>[]) =>
  (await Promise.allSettled(promises)).map(({ status }) => status)
const counted = (sql: string) => asked.filter((one) => one === sql).length

test('changes that come together cost one commit, and each hears its own answer', async () => {
  expect(await Promise.all(['a', 'b', 'c'].map(put))).toEqual(['a', 'b', 'c'])
  expect(counted('COMMIT')).toBe(1)
  expect(committed()).toEqual(['a', 'b', 'c'])
})

test('a change is told as done when it is committed, and not before', async () => {
  const seen = await put('a').then(committed)
  expect(seen).toEqual(['a'])
})

test('one that fails is undone alone', async () => {
  expect(await outcomes([put('a'), put('a'), put('b')])).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(committed()).toEqual(['a', 'b'])
})

test('one that fails half-way leaves nothing of its first half', async () => {
  const half = commits.write(async (writer) => {
    await writer.run('INSERT INTO word VALUES (?)', 'half')
    throw new Error('the rule is broken')
  })
  expect(await outcomes([put('a'), half])).toEqual(['fulfilled', 'rejected'])
  expect(committed()).toEqual(['a'])
})

test('where the disk is full, what is told as done is there and what is told as failed is not', async () => {
  await put('a')
  const { page_count: pages } = database.prepare('PRAGMA page_count').get() as { page_count: number }
  database.exec(`PRAGMA max_page_count = ${pages}`)
  const large = 'x'.repeat(100_000)
  const results = await Promise.allSettled(['b', large, 'c'].map(put))
  expect(results[1]?.status).toBe('rejected')
  const told = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  expect(committed()).toEqual(['a', ...told])
  database.exec('PRAGMA max_page_count = 1000000')
  await put(large)
  expect(committed()).toEqual(['a', ...told, large])
})

test('a commit that fails is a failure of every change in it', async () => {
  const { exec } = DatabaseSync.prototype
  vi.mocked(database.exec).mockImplementation((sql) => {
    if (sql === 'COMMIT') throw new Error('disk I/O error')
    exec.call(database, sql)
  })
  expect(await outcomes([put('a'), put('b')])).toEqual(['rejected', 'rejected'])
  expect(committed()).toEqual([])
  vi.mocked(database.exec).mockRestore()
  expect(await put('c')).toBe('c')
  expect(committed()).toEqual(['c'])
})

test('nothing waits any more once it is settled, however much came', async () => {
  const many = Array.from({ length: 1_000 }, (_, index) => put(String(index)))
  await commits.settled()
  expect(committed().length).toBe(1_000)
  await Promise.all(many)
})
