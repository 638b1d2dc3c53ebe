import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLedger } from '../testing/ledger.ts'
import type { Database } from './database.ts'
import { openSqlite } from './sqlite.ts'
import { createWritable } from './writable.ts'

const start = Date.UTC(2026, 10, 21, 12)
let dir: string
let ledger: Database
let writes: number
let writable: ReturnType<typeof createWritable>
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-writable-'))
  ledger = openSqlite(dir, 0)
  writes = 0
  writable = createWritable({
    ...ledger,
    write: (changes) => {
      writes++
      return ledger.write(changes)
    },
  })
})
afterEach(async () => {
  await ledger.close()
  rmSync(dir, { recursive: true })
})
const prove = (afterMs: number) => writable.proveWritable(start + afterMs)

test('a ledger that monitors ask about every second is written to every ten', async () => {
  await Promise.all([prove(0), prove(0), prove(0)])
  for (let second = 1; second < 60; second++) await prove(second * 1_000)
  expect(writes).toBe(6)
})

test('a clock that was set back proves it anew', async () => {
  await prove(60_000)
  await prove(0)
  expect(writes).toBe(2)
})

test('one that cannot be written any more is noticed after ten seconds, and can be again at once', async () => {
  await prove(0)
  const letGo = openLedger(dir).lock()
  await prove(9_999)
  await expect(prove(10_000)).rejects.toMatchObject({ code: 'busy' })
  letGo()
  await prove(10_001)
})

test('one whose last write failed is not believed to be writable', async () => {
  await prove(0)
  const letGo = openLedger(dir).lock()
  const sale = { text: "INSERT INTO terminal (terminal_id) VALUES ('caixa-1')", values: [] }
  await expect(writable.db.write([sale])).rejects.toMatchObject({ code: 'busy' })
  await expect(prove(1)).rejects.toMatchObject({ code: 'busy' })
  letGo()
})
