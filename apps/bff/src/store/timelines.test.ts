import { newCharge } from '@balcao/domain'
import { beforeEach, expect, test } from 'vitest'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { createAccessStore } from './access.ts'
import type { Database } from './database.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const txid = 'a'.repeat(32)
const ana = '1'.repeat(32)

onEveryDatabase('what is kept of a sale', start, (ledger) => {
  let db: Database
  let store: Store
  beforeEach(async () => {
    db = ledger()
    store = createStore(db)
    const charge = newCharge({ txid, terminalId: 'caixa-1', amountCents: 2350, description: null }, start)
    await store.insertCharge(charge, '', `person:${ana}`)
  })

  test('is when it was first shown, however often that is said and in whatever order it is written', async () => {
    await store.keepPaintings([
      { txid, what: 'code', atMs: start + 1 },
      { txid, what: 'code', atMs: start + 2 },
    ])
    await store.keepPaintings([
      { txid, what: 'code', atMs: start + 3 },
      { txid, what: 'paid', atMs: start + 4 },
    ])
    const paintings = (await store.saleFacts(txid))?.paintings
    expect(paintings?.toSorted((a, b) => a.atMs - b.atMs)).toEqual([
      { txid, what: 'code', atMs: start + 1 },
      { txid, what: 'paid', atMs: start + 4 },
    ])
  })

  test('is who made it and what was done, with the names of today, and nothing of other sales', async () => {
    const access = createAccessStore(db)
    const person = {
      personId: ana,
      role: 'operator',
      refundLimitCents: null,
      isActive: true,
      pinHash: '',
    } as const
    const deed = { actor: 'key', action: 'person-changed', subject: `person:${ana}` }
    for (const name of ['Ana', 'Ana Maria'])
      await access.savePerson({ ...person, name }, { isSomebodyLeft: false }, deed, start)
    const told = { actor: `person:${ana}`, action: 'charge-changed', subject: `charge:${txid}` }
    await access.note({ ...told, detail: { version: 2, pending: 'cancel' } }, start + 5)
    await access.note({ ...told, subject: `charge:${'b'.repeat(32)}` }, start + 6)
    await access.note({ ...told, action: 'receipt-printed', actor: 'key' }, start + 7)
    const facts = await store.saleFacts(txid)
    expect(facts).toMatchObject({ madeBy: `person:${ana}`, heard: [], paintings: [] })
    expect(facts?.deeds).toEqual([
      { atMs: start + 5, actor: told.actor, action: 'charge-changed', detail: { pending: 'cancel' } },
      { atMs: start + 7, actor: 'key', action: 'receipt-printed', detail: {} },
    ])
    expect(facts?.names).toEqual(new Map([[`person:${ana}`, 'Ana Maria']]))
    expect(await store.saleFacts('c'.repeat(32))).toBeUndefined()
  })
})
