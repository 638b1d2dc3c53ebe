import { advance } from '@balcao/domain'
import { beforeEach, expect, test } from 'vitest'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { chargeOf, note, pix, start, truth, txidOf } from '../testing/stored-charges.ts'
import { createStore, type Store } from './store.ts'

onEveryDatabase('what the ledger lists', start, (ledger) => {
  let store: Store
  beforeEach(() => {
    store = createStore(ledger())
  })
  const says = (n: number, fact: ReturnType<typeof truth>) =>
    store.advance(txidOf(n), (charge) => advance(charge, fact, start + 2000), note)

  test('shows on a terminal what is current, open and latest, and nothing of another terminal', async () => {
    for (const n of [1, 2, 3, 4]) await store.insertCharge(chargeOf(n), '')
    await store.insertCharge(chargeOf(5, 'caixa-2'), '')
    for (const n of [2, 3, 4]) await says(n, truth({ payments: [pix(`E${n}`)] }))
    const charges = await store.chargesAt('caixa-1', 2)
    expect(charges.map(({ txid }) => Number(txid))).toEqual([4, 3, 1])
    expect((await store.faceOf('caixa-1')).current).toEqual(charges[0])
    await store.setCurrent('caixa-1', null)
    expect((await store.faceOf('caixa-1')).current).toBeUndefined()
    expect(await store.chargesAt('caixa-1', 0)).toEqual([charges[2]])
    expect(await store.chargesAt('nunca', 5)).toEqual([])
  })

  test('lists newest first, by terminal, by state and page by page', async () => {
    for (const n of [1, 2, 3]) await store.insertCharge(chargeOf(n, n === 2 ? 'caixa-2' : 'caixa-1'), '')
    await says(3, truth({ payments: [pix('E3')] }))
    const list = async (filter: object) =>
      (await store.listCharges({ limit: 10, ...filter })).charges.map(({ txid }) => Number(txid))
    expect(await list({})).toEqual([3, 2, 1])
    expect(await list({ terminalId: 'caixa-1' })).toEqual([3, 1])
    expect(await list({ status: 'paid' })).toEqual([3])
    expect(await list({ before: { createdAtMs: start + 3 }, limit: 1 })).toEqual([2])
  })

  test('sorts by bytes, whatever language the database speaks', async () => {
    const txids = ['B', 'a', 'b', 'C'].map((letter) => letter.repeat(32))
    for (const txid of txids) await store.insertCharge({ ...chargeOf(1), txid }, '')
    const { charges: listed } = await store.listCharges({ limit: 10 })
    expect(listed.map(({ txid }) => txid)).toEqual(txids.toSorted())
    const before = { createdAtMs: start + 1, txid: 'C'.repeat(32) }
    const rest = await store.listCharges({ limit: 10, before })
    expect(rest.charges.map(({ txid }) => txid[0])).toEqual(['a', 'b'])
  })

  test('knows what is open, where, and what somebody has to ask about', async () => {
    for (const n of [1, 2, 3, 4]) await store.insertCharge(chargeOf(n, `caixa-${n}`), '')
    await says(2, truth({ expiresAtMs: start + 5_000 }))
    await says(3, truth({ payments: [pix('E3')] }))
    await says(4, truth())
    await store.advance(txidOf(4), (charge) => advance(charge, { kind: 'cancel-asked' }, start + 2000), note)
    const unfinished = async (nowMs: number) =>
      (await store.unfinishedCharges(nowMs)).map(({ txid }) => Number(txid)).sort()
    expect(await unfinished(start + 4_999)).toEqual([1, 4])
    expect(await unfinished(start + 5_000)).toEqual([1, 2, 4])
    expect(await store.countOpen()).toBe(3)
    expect((await store.waitingTerminals()).sort()).toEqual(['caixa-1', 'caixa-2', 'caixa-4'])
  })
})
