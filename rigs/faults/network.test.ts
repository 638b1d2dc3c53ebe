import { type Charge, Health } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { newTxid } from '../../apps/bff/src/testing/world.ts'
import { untrueNow } from '../load/look.ts'
import type { Cable } from '../proxy/cable.ts'
import { openShop, type Shop } from '../shop.ts'
import { hold } from './held.ts'

/** The BFF rests from a PSP that it could not reach for up to half a minute. Only a test that fails waits for longer. */
const patience = { timeout: 60_000, interval: 100 }
const testLimitMs = 150_000

let shop: Shop
let held: ReturnType<typeof hold>
beforeAll(async () => {
  shop = await openShop({}, { webhook: { reorder: true, duplicate: 2 } })
  await shop.startBff()
  held = hold(shop)
}, testLimitMs)
afterAll(async () => {
  held.close()
  await shop.close()
}, testLimitMs)

const create = (txid: string) => held.create(txid, 2350)
const comesTo = (txid: string, wanted: Partial<Charge>) =>
  vi.waitFor(async () => expect(await shop.charge(txid)).toMatchObject(wanted), patience)
const becomes = (txid: string, status: Charge['status']) => comesTo(txid, { status })
/** Asked for again where the BFF rests from the PSP. */
async function show(txid: string) {
  await vi.waitFor(
    async () => expect(await create(txid)).toMatchObject({ status: expect.toBeOneOf([200, 201]) }),
    patience,
  )
  await becomes(txid, 'awaiting')
}
const pspPart = async () => {
  const answer = await shop.api('GET', '/api/health')
  return Health.parse(answer === 'no-answer' ? undefined : answer.json).psp.status
}
/** The way to the PSP is well, and the BFF knows it. */
beforeEach(async () => {
  await vi.waitFor(async () => {
    expect(await pspPart()).toBe('ok')
    expect(await create(newTxid())).toMatchObject({ status: 201 })
  }, patience)
}, testLimitMs)
afterEach(() => shop.cable.mend())

const troubles: [sentence: string, begin: (cable: Cable) => void][] = [
  [
    'every connection is reset, and no new one comes about',
    (cable) => {
      cable.refuse()
      cable.reset()
    },
  ],
  [
    'the connection dies in the middle of the request',
    (cable) => cable.trouble({ cutAfterBytes: 1, cut: 'reset' }, 'up'),
  ],
  [
    'the PSP ends the connection before its answer',
    (cable) => cable.trouble({ cutAfterBytes: 0, cut: 'end' }, 'down'),
  ],
  ['the answer breaks off in the middle', (cable) => void cable.afterBytes('down', 200, () => cable.reset())],
  [
    'the request gets there and nothing ever comes back',
    (cable) => cable.trouble({ isSilent: true }, 'down'),
  ],
  [
    'a new connection is answered by nobody',
    (cable) => {
      cable.reset()
      cable.trouble({ isSilent: true })
    },
  ],
  [
    'a byte comes now and then',
    (cable) => {
      cable.reset()
      cable.trouble({ bytesPerSecond: 20 })
    },
  ],
]

test.each(troubles)(
  'where %s, the sale is being verified, and in the end it is one charge with one code',
  async (_sentence, begin) => {
    const txid = newTxid()
    begin(shop.cable)
    const answer = await create(txid)
    expect(answer).toMatchObject({ status: 202, json: { status: 'opening', flags: [] } })
    shop.cable.mend()
    await becomes(txid, 'awaiting')
    const again = await create(txid)
    expect(again).toMatchObject({ status: 200 })
    const cobs = (await shop.psp()).cobs.filter((cob) => cob.txid === txid)
    expect(cobs).toMatchObject([{ status: 'ATIVA', revisao: 0, valor: { original: '23.50' } }])
    expect(again).toMatchObject({ json: { pixCopiaECola: cobs[0]?.pixCopiaECola } })
    expect(await untrueNow(shop)).toEqual([])
  },
  testLimitMs,
)

test(
  'a slow and far PSP is one that answers',
  async () => {
    shop.cable.trouble({ delayMs: 150 })
    const txid = newTxid()
    await create(txid)
    await becomes(txid, 'awaiting')
    await shop.pay((await shop.charge(txid)).pixCopiaECola ?? '')
    await becomes(txid, 'paid')
    expect(await untrueNow(shop)).toEqual([])
  },
  testLimitMs,
)

test(
  'after all of it, and a day’s sales in trouble, every promise is kept, and the screens show nothing else',
  async () => {
    const [paid, twice, taken] = [newTxid(), newTxid(), newTxid()]
    const [refunded, half, last] = [newTxid(), newTxid(), newTxid()]
    for (const txid of [paid, twice, taken]) {
      await create(txid)
      await becomes(txid, 'awaiting')
    }
    // Nobody pays it, and when it was made nobody heard of it: it is there in the end, and a till was told nothing else.
    const unheard = newTxid()
    shop.cable.trouble({ cutAfterBytes: 0, cut: 'end' }, 'down')
    await create(unheard)
    shop.cable.mend()
    const pay = async (txid: string, cents?: number) =>
      shop.pay((await shop.charge(txid)).pixCopiaECola ?? '', cents)
    // The latest sale is the one that the displays show: Pago and what goes back of it, half of the money, and Pago again.
    await show(refunded)
    shop.cable.afterBytes('down', 200, () => shop.cable.reset())
    await Promise.all([pay(paid), pay(twice), pay(twice), pay(refunded), held.cancel(taken)])
    await becomes(refunded, 'paid')
    shop.cable.afterBytes('up', 200, () => shop.cable.reset())
    // The same wish twice: one refund.
    await Promise.all([held.refund(refunded, 'd1', 1000), held.refund(refunded, 'd1', 1000)])
    await comesTo(refunded, { status: 'paid', refundedCents: 1000 })
    await show(half)
    await pay(half, 1175)
    await comesTo(half, { status: 'awaiting', flags: ['underpaid'] })
    await show(last)
    await pay(last)
    await becomes(last, 'paid')
    expect(await held.broken()).toEqual([])
    expect((await shop.charge(unheard)).status).toBe('awaiting')
    expect((await shop.charge(twice)).flags).toEqual(['duplicate', 'overpaid'])
  },
  testLimitMs,
)
