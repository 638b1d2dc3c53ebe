import { newCharge } from '@balcao/domain'
import { beforeEach, expect, test } from 'vitest'
import { onEveryDatabase } from '../testing/ledgers.ts'
import type { Database } from './database.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const txid = 'a'.repeat(32)

onEveryDatabase('prints of receipts', start, (ledger) => {
  let database: Database
  let store: Store
  beforeEach(async () => {
    database = ledger()
    store = createStore(database)
    const asked = { txid, terminalId: 'caixa-1', amountCents: 2350, description: null }
    await store.insertCharge(newCharge(asked, start), '')
  })

  test('are counted, and each stands in the audit', async () => {
    expect(await store.receiptPrints(txid)).toBe(0)
    expect(await store.notePrint(txid, 'person:ana', start)).toBe(1)
    expect(await store.notePrint(txid, 'key', start + 1)).toBe(2)
    expect(await store.receiptPrints(txid)).toBe(2)
    const rows = await database.all<{ actor: string; subject: string; atMs: number }>(
      `SELECT actor, subject, at_ms AS "atMs" FROM audit WHERE action = 'receipt-printed' ORDER BY seq`,
    )
    expect(rows).toEqual([
      { actor: 'person:ana', subject: `charge:${txid}`, atMs: start },
      { actor: 'key', subject: `charge:${txid}`, atMs: start + 1 },
    ])
  })

  test('at the same moment are not the same copy', async () => {
    const copies = await Promise.all([1, 2, 3, 4].map(() => store.notePrint(txid, 'key', start)))
    expect(copies.toSorted()).toEqual([1, 2, 3, 4])
  })
})
