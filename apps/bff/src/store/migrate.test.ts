import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openSqlite } from './sqlite.ts'
import { createStore } from './store.ts'

const first = '0001-ledger.sql'
const text = readFileSync(new URL(`../../migrations/${first}`, import.meta.url), 'utf8')
const txid = 'a'.repeat(32)

test('a ledger of the first version keeps its money and its refunds', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'balcao-migrate-'))
  const old = new DatabaseSync(join(dir, 'balcao.sqlite'))
  old.exec(text)
  old.exec(
    'CREATE TABLE migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at_ms INTEGER NOT NULL) STRICT',
  )
  old
    .prepare('INSERT INTO migration VALUES (?, ?, 0)')
    .run(first, createHash('sha256').update(text).digest('hex'))
  old.exec(`
    INSERT INTO charge VALUES ('${txid}', 'caixa-1', 500, NULL, 3, 'paid', NULL, 1, 2, '000201', '', '{}');
    INSERT INTO pix VALUES ('E1', '${txid}', 500, 10, 11, 'webhook');
    INSERT INTO refund VALUES ('E1', 'd1', '${txid}', 200, 'processing', NULL, 20);
    INSERT INTO refund VALUES ('E1', 'd2', '${txid}', 300, 'not-realized', 'Sem saldo', 30);
  `)
  old.close()

  const store = createStore(openSqlite(dir, 0))
  const refund = { endToEndId: 'E1', origin: 'here', description: null }
  expect(await store.charge(txid)).toMatchObject({
    version: 3,
    payments: [{ endToEndId: 'E1', amountCents: 500 }],
    refunds: [
      { ...refund, id: 'd1', amountCents: 200, status: 'processing', reason: null, askedAtMs: 20 },
      { ...refund, id: 'd2', amountCents: 300, status: 'not-realized', reason: 'Sem saldo', askedAtMs: 30 },
    ],
  })
  expect((await store.openRefunds()).map(({ id }) => id)).toEqual(['d1'])
  await store.close()
  rmSync(dir, { recursive: true })
})
