import { newCharge } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everyDatabase, type Ledgers } from '../testing/ledgers.ts'
import type { Database } from './database.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const txid = 'a'.repeat(32)

describe.each(everyDatabase)('prints of receipts in %s', (_name, begin) => {
  let ledgers: Ledgers
  let database: Database
  let store: Store
  beforeAll(async () => {
    ledgers = await begin()
  }, 60_000)
  afterAll(() => ledgers.close(), 60_000)
  beforeEach(async () => {
    await ledgers.empty(start)
    database = await ledgers.open()
    store = createStore(database)
    const asked = { txid, terminalId: 'caixa-1', amountCents: 2350, description: null }
    await store.insertCharge(newCharge(asked, start), '')
  })
  afterEach(() => store.close())

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
