import { Reconciliation, ReconciliationLine } from '@balcao/contracts'
import { cycleStart, dayAfter, startOfDay, wallTime } from '@balcao/domain'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { agreeToRecurrence, type Circle } from '../testing/agreed-recurrence.ts'
import { openPayerScreen } from '../testing/payer-screen.ts'
import { patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const zone = 'America/Sao_Paulo'
const minute = 60_000
const hour = 60 * minute
const limitCents = 5_000
const openingCents = 500_000

/** What becomes of a month's charge; the amounts differ so that no sum is right by accident. */
type Month = [cents: number, becomes: 'paid' | 'over-limit' | 'retried' | 'cancelled' | 'too-late' | 'last']
const months: Month[] = [
  [2_950, 'paid'],
  [5_000, 'paid'],
  [5_001, 'over-limit'],
  [3_107, 'paid'],
  [4_213, 'retried'],
  [1, 'paid'],
  [2_989, 'cancelled'],
  [3_331, 'too-late'],
  [2_711, 'paid'],
  [4_999, 'paid'],
  [2_503, 'paid'],
  [3_779, 'last'],
]
const afterTheEnd = 2_221

type Pix = { endToEndId: string; txid: string; valor: string }
type PspBooks = {
  now: string
  pix: Pix[]
  cobsR: { txid: string; pix?: Pix[] }[]
  billings: { txid: string; endToEndId: string; status: string; value: number }[]
  accounts: { id: string; balanceCents: number }[]
}
const psp = async () => (await world.control('GET', '/state')).json as PspBooks
const moveTo = (nowMs: number) => world.control('POST', '/clock', { nowMs })
const midnight = (day: string) => startOfDay(day, zone)
const cents = (value: string | number) => Math.round(Number(value) * 100)

/** Nothing in the account while `during` goes on, and everything again after it. */
async function withoutMoney(during: () => Promise<unknown>) {
  const { balanceCents } = (await psp()).accounts[0] ?? { balanceCents: 0 }
  await world.control('PUT', '/payer', { balanceCents: 0, overdraftCents: 0 })
  await during()
  await world.control('PUT', '/payer', { balanceCents })
}

/** One month from the morning of its settlement on. */
const stories: Record<
  Exclude<Month[1], 'last'>,
  (c: Circle, txid: string, day: string, due: number) => Promise<void>
> = {
  async paid(circle, txid, day, due) {
    await moveTo(midnight(day))
    await circle.paid(txid, due)
  },
  async 'over-limit'(circle, txid, day, due) {
    const screen = await openPayerScreen(world)
    await moveTo(midnight(day))
    await circle.billing(txid, { status: 'refused', reason: expect.stringMatching(/máximo/) })
    const isTold = ({ notices }: { notices: { what: string; amountCents: number | null }[] }) =>
      notices.some(({ what, amountCents }) => what === 'billing-refused' && amountCents === due)
    await screen.until(isTold)
    screen.close()
    await circle.charge(txid, { tries: [{ status: 'rejected', code: 'AM02' }], payment: null })
    expect((await circle.payer()).status).toBe('active')
    expect((await circle.shop()).recurrence.status).toBe('approved')
  },
  async retried(circle, txid, day, due) {
    await withoutMoney(() => moveTo(midnight(day) + 19 * hour))
    await circle.billing(txid, { status: 'expired' })
    const failed = await circle.charge(txid, { status: 'active', retry: { fromDay: dayAfter(day) } })
    const again = dayAfter(failed?.retry?.fromDay ?? '')
    const asked = await circle.retry(txid, again)
    expect(asked.status, asked.text).toBeLessThan(300)
    await world.control('POST', '/clock', { advanceMs: 1_000 })
    await circle.billing(txid, { status: 'scheduled', day: again })
    await moveTo(midnight(again))
    await circle.paid(txid, due)
  },
  async cancelled(circle, txid, day) {
    await moveTo(midnight(day) - minute)
    const done = await circle.cancelBilling(txid)
    expect(done.status, done.text).toBe(200)
    await moveTo(midnight(day) + 19 * hour)
    await circle.charge(txid, { status: 'cancelled', payment: null })
    await circle.billing(txid, { status: 'cancelled', cancelUntil: null })
    expect((await circle.shop()).recurrence.status).toBe('approved')
  },
  // Without money at midnight it is still open, and its payer would take it back.
  async 'too-late'(circle, txid, day, due) {
    await withoutMoney(async () => {
      await moveTo(midnight(day))
      // By our last word of it there was time until now: the provider is the one who says no, and then we know.
      expect(problemOf(await circle.cancelBilling(txid)).name).toBe('too-late')
      const asked = await world.calls('cancelBilling')
      expect(problemOf(await circle.cancelBilling(txid)).name).toBe('too-late')
      expect(await world.calls('cancelBilling')).toBe(asked)
      await circle.charge(txid, { status: 'active' })
    })
    await moveTo(midnight(day) + 19 * hour)
    await circle.paid(txid, due)
  },
}

test('a year of it: what the shop has received is what the payer has paid, to the cent', async () => {
  const firstDay = dayAfter(wallTime(world.clock.now(), zone).day, 20)
  const calendar = { firstDay, frequency: 'monthly' } as const
  const circle = await agreeToRecurrence(world, firstDay, {
    maximumCents: limitCents,
    useAccountLimit: false,
  })
  for (const [month, [due, becomes]] of months.entries()) {
    // The last one is due on the last day of its cycle, so that the next is in the payer's calendar with it.
    const dueDay =
      becomes === 'last'
        ? dayAfter(cycleStart(calendar, month + 1), -1)
        : dayAfter(cycleStart(calendar, month), 6)
    await moveTo(midnight(dayAfter(dueDay, -4)) + 12 * hour)
    const { txid, day } = await circle.bill(dueDay, due)
    if (becomes !== 'last') await stories[becomes](circle, txid, day, due)
    else await endedByThePayer(circle, { txid, day, due, laterDay: dayAfter(dueDay, 5) })
  }
  await ledgersAgree(circle)
}, 180_000)

/** What is due on the day is paid in its evening, what comes later never is. */
async function endedByThePayer(
  circle: Circle,
  { txid, day, due, laterDay }: { txid: string; day: string; due: number; laterDay: string },
) {
  // No charge is sent to the payer's bank more than ten days ahead.
  await moveTo(midnight(day) - 12 * hour)
  const later = await circle.bill(laterDay, afterTheEnd)
  await withoutMoney(async () => {
    await moveTo(midnight(day) + hour)
    const ended = await circle.cancel()
    expect(ended.status, ended.text).toBe(200)
    expect(ended.json).toMatchObject({ status: 'cancelled' })
    await circle.billing(later.txid, { status: 'cancelled' })
    await circle.charge(later.txid, { status: 'cancelled' })
    await circle.charge(txid, { status: 'active' })
  })
  expect((await circle.shop()).recurrence).toMatchObject({ status: 'cancelled', end: { by: 'payer' } })
  await moveTo(midnight(day) + 19 * hour)
  await circle.paid(txid, due)
  await moveTo(midnight(later.day) + 24 * hour)
}

async function ledgersAgree(circle: Circle) {
  const { charges } = await circle.shop()
  const books = await psp()
  const expected = months.filter(([, becomes]) => becomes !== 'over-limit' && becomes !== 'cancelled')
  const received = charges.flatMap(({ txid, payment }) => (payment === null ? [] : [{ txid, ...payment }]))
  expect(charges.length).toBe(months.length + 1)
  expect(charges.find(({ amountCents }) => amountCents > limitCents)?.status, 'out of days').toBe('expired')
  expect(received.map(({ amountCents }) => amountCents).toSorted()).toEqual(
    expected.map(([due]) => due).toSorted(),
  )

  const ours = received.map(({ txid, endToEndId, amountCents }) => [txid, endToEndId, amountCents]).toSorted()
  const ofPix = (pix: Pix[]) =>
    pix.map(({ txid, endToEndId, valor }) => [txid, endToEndId, cents(valor)]).toSorted()
  expect(ofPix(books.pix), 'the PSP has as many Pix').toEqual(ours)
  expect(ofPix(books.cobsR.flatMap(({ pix = [] }) => pix)), 'by the same charges').toEqual(ours)
  const ofProvider = books.billings.filter(({ status }) => status === 'PAID')
  const debited = ofProvider.map(({ txid, endToEndId, value }) => [txid, endToEndId, cents(value)])
  expect(debited.toSorted(), 'the provider has debited them').toEqual(ours)
  const shown = (await circle.billings()).filter(({ status }) => status === 'paid')
  expect(
    shown.map(({ txid, amountCents }) => [txid, amountCents]).toSorted(),
    'and the payer sees them',
  ).toEqual(ours.map(([txid, , amountCents]) => [txid, amountCents]))
  const totalCents = expected.reduce((sum, [due]) => sum + due, 0)
  expect(books.accounts[0]?.balanceCents).toBe(openingCents - totalCents)
  await readingsAgree(received, books.now, totalCents)
}

/** Read from the bank's lists month by month, as the office does. */
async function readingsAgree(received: { txid: string; paidAt: string }[], now: string, totalCents: number) {
  const lines: ReconciliationLine[] = []
  let readCents = 0
  const first = received.map(({ paidAt }) => paidAt).sort()[0] ?? ''
  const lastDay = wallTime(Date.parse(now), zone).day
  for (let from = wallTime(Date.parse(first), zone).day; from <= lastDay; from = dayAfter(from, 31)) {
    const period = { from, to: dayAfter(from, 30) }
    expect((await world.api('POST', '/api/reconciliation', period)).status).toBe(202)
    const query = new URLSearchParams(period)
    const read = await vi.waitFor(async () => {
      const found = Reconciliation.parse((await world.api('GET', `/api/reconciliation?${query}`)).json)
      expect(found.reading.status).toBe('done')
      return found
    }, patience)
    expect(read.there).toEqual(read.here)
    readCents += read.here.received.cents
    const { json } = await world.api('GET', `/api/reconciliation/lines?${query}`)
    lines.push(...(json as { lines: unknown[] }).lines.map((line) => ReconciliationLine.parse(line)))
  }
  expect(readCents).toBe(totalCents)
  expect(lines.map(({ kind }) => kind)).toEqual(received.map(() => 'matched'))
  expect(lines.map(({ txid }) => txid).sort()).toEqual(received.map(({ txid }) => txid).sort())
}
