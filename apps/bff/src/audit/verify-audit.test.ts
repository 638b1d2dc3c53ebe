import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAudit } from '../store/audit.ts'
import { openSqlite } from '../store/sqlite.ts'
import { tellVerdict, verifyAudit } from './verify-audit.ts'

let dir: string
let close = async () => {}
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-audit-'))
})
afterEach(async () => {
  await close()
  rmSync(dir, { recursive: true })
})

function open() {
  const database = openSqlite(dir, 0)
  close = database.close
  return createAudit(database)
}
/** Twenty deeds, in a chain. */
async function written() {
  const audit = open()
  for (let n = 1; n <= 20; n++)
    await audit.note({ actor: 'key', action: 'tried', subject: `row:${n}`, detail: { n } }, n)
  while ((await audit.sealAudit(7)) > 0);
  return audit
}
/** What somebody does who has the file, and takes away what would stop them. */
function behind(sql: string) {
  const database = new DatabaseSync(join(dir, 'balcao.sqlite'))
  for (const name of ['audit_is_not_deleted', 'audit_is_not_changed']) database.exec(`DROP TRIGGER ${name}`)
  database.exec(sql)
  database.close()
}

test('a chain that nobody touched is whole, and says its head', async () => {
  const audit = await written()
  const verdict = await verifyAudit(audit)
  expect(verdict).toEqual({ kind: 'whole', rows: 20, head: await audit.auditHead(), waiting: 0 })
})

test('rows of one moment are chained once, however many do it at once', async () => {
  const audit = open()
  for (let n = 1; n <= 9; n++) await audit.note({ actor: 'key', action: 'tried', subject: `${n}` }, n)
  const sealed = await Promise.all([audit.sealAudit(100), audit.sealAudit(100), audit.sealAudit(100)])
  expect(sealed.sort()).toEqual([0, 0, 9])
  expect(await verifyAudit(audit)).toMatchObject({ kind: 'whole', rows: 9 })
})

test('rows that are not chained yet are counted, and are not called whole', async () => {
  const audit = open()
  expect(tellVerdict(await verifyAudit(audit))).toBe('No row is in the chain yet.')
  for (const n of [1, 2, 3]) await audit.note({ actor: 'key', action: 'tried', subject: `${n}` }, n)
  const before = await verifyAudit(audit)
  expect(before).toMatchObject({ rows: 0, waiting: 3 })
  expect(tellVerdict(before)).toMatch(/^No row is in the chain yet\.\nNot chained yet: 3 newer\./)
  await audit.sealAudit(2)
  expect(tellVerdict(await verifyAudit(audit))).toMatch(
    /^2 rows, whole\. Head 2:.{64}\nNot chained yet: 1 newer\./,
  )
  await audit.sealAudit(2)
  expect(tellVerdict(await verifyAudit(audit))).toMatch(/^3 rows, whole\. Head 3:.{64}$/)
})

describe('a row that somebody', () => {
  const tampering: [string, string, number, string][] = [
    ['changed', "UPDATE audit SET detail = '{}' WHERE place = 5", 5, 'changed'],
    ['gave to another actor', "UPDATE audit SET actor = 'psp' WHERE place = 1", 1, 'changed'],
    ['took out', 'DELETE FROM audit WHERE place = 12', 12, 'missing'],
    [
      'took out, moving the others up',
      'DELETE FROM audit WHERE place = 12; UPDATE audit SET place = -place WHERE place > 12; UPDATE audit SET place = -place - 1 WHERE place < 0',
      12,
      'changed',
    ],
    [
      'exchanged with its neighbour',
      'UPDATE audit SET place = -8 WHERE place = 8; UPDATE audit SET place = 8 WHERE place = 9; UPDATE audit SET place = 9 WHERE place = -8',
      8,
      'changed',
    ],
    [
      'put in',
      "UPDATE audit SET place = -place WHERE place > 3; UPDATE audit SET place = 1 - place WHERE place < 0; INSERT INTO audit (at_ms, actor, action, subject, detail, place, hash) VALUES (3, 'key', 'x', 'y', '{}', 4, 'ab')",
      4,
      'changed',
    ],
  ]
  test.each(tampering)('%s is named', async (_, sql, place, why) => {
    const audit = await written()
    behind(sql)
    expect(await verifyAudit(audit)).toEqual({ kind: 'broken', place, why })
  })

  test('cut off at the end is missed where its head was written down', async () => {
    const audit = await written()
    const head = await audit.auditHead()
    behind('DELETE FROM audit WHERE place > 17')
    expect(await verifyAudit(audit)).toMatchObject({ kind: 'whole', rows: 17 })
    expect(await verifyAudit(audit, head)).toEqual({ kind: 'broken', place: 18, why: 'head-missing' })
  })
})

test('the ledger itself lets no row be changed or taken out', async () => {
  await written()
  const database = new DatabaseSync(join(dir, 'balcao.sqlite'))
  expect(() => database.exec('DELETE FROM audit WHERE place = 3')).toThrow(/only added to/)
  expect(() => database.exec("UPDATE audit SET actor = 'psp' WHERE place = 3")).toThrow(/only added to/)
  database.close()
})
