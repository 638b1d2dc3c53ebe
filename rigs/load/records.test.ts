import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { newCharge } from '@balcao/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccessStore } from '../../apps/bff/src/store/access.ts'
import { openSqlite } from '../../apps/bff/src/store/sqlite.ts'
import { createStore } from '../../apps/bff/src/store/store.ts'
import { seededFolder } from '../../apps/sandbox/src/seeded-folder.ts'
import { payer } from '../../sim/world/canaries.ts'
import { shopKey } from '../processes.ts'
import { nothingThere, txid } from './one-sale.ts'
import { untrueState } from './promises.ts'
import { promisesOfState } from './promises-of-state.ts'
import { readRecords } from './records.ts'

const startMs = Date.UTC(2026, 2, 1, 12)
let folder: string
let head: string
beforeAll(async () => {
  folder = seededFolder()
  const database = openSqlite(folder, startMs)
  const store = createStore(database)
  const access = createAccessStore(database)
  const sale = { txid, terminalId: 'caixa-1', amountCents: 2350, description: null }
  await store.insertCharge(newCharge(sale, startMs), '{}', 'person:ana')
  const pix = { endToEndId: 'E1', txid: 'another', amountCents: 100, paidAtMs: startMs }
  await store.insertOrphan(pix, { heardBy: 'asking', nowMs: startMs })
  await access.sealAudit(100)
  const { place, hash } = await access.auditHead()
  head = `{"head":"${place}:${hash}"}`
  await database.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

const triggers = ['audit_is_not_deleted', 'audit_is_not_changed']
  .map((name) => `DROP TRIGGER ${name};`)
  .join('')
/** Of the ledger that somebody has changed behind the BFF's back, and of the log beside it. */
async function brokenBy(sql: string, log: string): Promise<string[]> {
  const copy = mkdtempSync(join(tmpdir(), 'balcao-records-'))
  try {
    cpSync(folder, copy, { recursive: true })
    const database = new DatabaseSync(join(copy, 'balcao.sqlite'))
    database.exec(`PRAGMA ignore_check_constraints = ON; ${triggers} ${sql}`)
    database.close()
    const records = await readRecords(copy, `${head}\n${log}`)
    return untrueState({ ledger: [], psp: nothingThere, records }).map(({ invariant }) => invariant)
  } finally {
    rmSync(copy, { recursive: true })
  }
}

const rows: readonly [sentence: string, breaks: readonly string[], sql: string, log: string][] = [
  ['as it was written', [], '', '{"msg":"charge changed"}'],
  ['whose audit was changed', ['I11'], `UPDATE audit SET actor = 'person:beto' WHERE place = 1`, ''],
  ['whose audit was cut off', ['I11', 'I16'], 'DELETE FROM audit', ''],
  [
    'whose display shows what is not there',
    ['I13'],
    `PRAGMA foreign_keys = OFF; UPDATE terminal SET current_txid = '${'b'.repeat(32)}'`,
    '',
  ],
  [
    'whose display shows the sale of another till',
    ['I13'],
    `INSERT INTO terminal (terminal_id, current_txid) VALUES ('caixa-2', '${txid}')`,
    '',
  ],
  ['with a token in its log', ['I15'], '', '{"authorization":"Bearer x"}'],
  [
    'with a token in its log that nothing goes before',
    ['I15'],
    '',
    `{"held":"${'aB-_'.repeat(11).slice(1)}"}`,
  ],
  ['with the key of the software in its log', ['I15'], '', shopKey],
  ['with a code to pay in its log', ['I15'], '', '0014br.gov.bcb.pix'],
  ['with a payer in its log', ['I15'], '', payer.cpf],
  [
    'with a payer in a kept notification',
    ['I15'],
    `INSERT INTO inbox (received_at_ms, body) VALUES (0, '${payer.nome}')`,
    '',
  ],
  ['with a change that nobody wrote down', ['I16'], 'UPDATE charge SET version = version + 1', ''],
  [
    'with a sale that nobody made',
    ['I16'],
    `INSERT INTO audit (at_ms, actor, action, subject, detail) VALUES (0, 'balcao', 'charge-created', 'charge:x', '{}')`,
    '',
  ],
  ['with no cents', ['I21'], 'UPDATE pix SET amount_cents = 0', ''],
]

test.each(rows)('a ledger %s breaks %s', async (_sentence, breaks, sql, log) => {
  expect([...new Set(await brokenBy(sql, log))]).toEqual(breaks)
})

test('each promise that is read from the disk has a row that breaks it', () => {
  const readFromDisk = promisesOfState.filter(({ broken }) => String(broken).includes('records'))
  const broken = new Set(rows.flatMap(([, breaks]) => breaks))
  expect(readFromDisk.map(({ invariant }) => invariant).filter((one) => !broken.has(one))).toEqual([])
  expect(readFromDisk).toHaveLength(5)
})
