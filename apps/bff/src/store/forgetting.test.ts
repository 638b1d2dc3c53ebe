import { advance, type Charge, newCharge, type PspTruth } from '@balcao/domain'
import { beforeEach, expect, test } from 'vitest'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const day = 24 * 3_600_000
const note = { heardBy: 'asking', nowMs: start } as const
const deed = { actor: 'key', action: 'pix-forgotten', subject: 'pix:E1' }
const txidOf = (n: number) => `${n}`.padStart(32, '0')
const chargeOf = (n: number, atMs: number): Charge =>
  newCharge({ txid: txidOf(n), terminalId: 'caixa-1', amountCents: 2350, description: 'Para a Ana' }, atMs)

onEveryDatabase('what people typed', start, (ledger) => {
  let store: Store
  /** Charges 1 to 3, one a day, of which the first two are paid. */
  beforeEach(async () => {
    store = createStore(ledger())
    for (const n of [1, 2, 3]) {
      await store.insertCharge(chargeOf(n, start + n * day), '{"solicitacaoPagador":"Para a Ana"}')
      await store.addNote(`charge-${txidOf(n)}`, { text: 'A Ana ligou', txid: null, atMs: start + n * day })
      if (n < 3) await store.advance(txidOf(n), (charge) => advance(charge, paid(n), start), note)
    }
  })
  const paid = (n: number): PspTruth => ({
    ...{ kind: 'psp-says', status: 'concluded', expiresAtMs: start, copiaECola: '000201', refunds: [] },
    payments: [{ endToEndId: `E${n}`, amountCents: 2350, paidAtMs: start }],
  })
  const textsOf = async (n: number) => ({
    description: (await store.charge(txidOf(n)))?.description,
    bytes: await store.pspRequest(txidOf(n)),
    notes: [...(await store.notesOf([`charge-${txidOf(n)}`])).values()].flat().map(({ text }) => text),
  })
  const all = {
    ...{ description: 'Para a Ana', bytes: '{"solicitacaoPagador":"Para a Ana"}', notes: ['A Ana ligou'] },
  }
  const nothing = { description: null, bytes: '', notes: ['(apagado)'] }

  test('is erased for the span that is over, and the money stays', async () => {
    const before = await store.charge(txidOf(1))
    await store.forgetTexts(0, start + 2 * day)
    expect(await textsOf(1)).toEqual(nothing)
    expect(await store.charge(txidOf(1))).toEqual({ ...before, description: null })
    expect(await textsOf(2)).toEqual(all)
    expect(await store.forgottenUntil()).toBe(start + 2 * day)
  })

  test('of a charge that is still open is needed to open it', async () => {
    await store.forgetTexts(0, start + 10 * day)
    expect(await textsOf(2)).toEqual(nothing)
    expect(await textsOf(3)).toEqual({ ...all, notes: ['(apagado)'] })
  })

  test('about one Pix is erased at once, and about no other', async () => {
    expect(await store.forgetPix('E1', deed, start)).toBe(true)
    expect(await textsOf(1)).toEqual(nothing)
    expect(await textsOf(2)).toEqual(all)
    expect(await store.forgetPix('E9', deed, start)).toBe(false)
  })
})
