import { amountDue, lastPaymentDate, type NewCobv, putCobv } from '@balcao/pix'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { daysBefore, termsOf } from './testing/arbitraries.ts'
import { newTxid, openStranger, type Stranger } from './testing/stranger.ts'

/**
 * What packages/pix expects a charge with due date to cost, against what the sandbox asks for it. The two were written
 * apart from the same texts: where they differ, one of them has misread.
 */
let bank: Stranger
beforeAll(async () => {
  bank = await openStranger()
})
afterAll(() => bank.close())

/** Brasília's day, when the stranger's clock stands still. */
const today = '2026-03-10'
const seed = 20260310
const count = 300
/** Some three seconds of work, on a machine that may be busy with other tests. */
const patienceMs = 60_000

/** Due up to five months from today, over Easter, Carnival's year and 1 May; paid from today to some days late. */
const charges = fc.integer({ min: 0, max: 150 }).chain((days) => {
  const dueDate = daysBefore(today, -days)
  return fc.record({
    terms: termsOf(dueDate),
    dueDate: fc.constant(dueDate),
    // 99% a day for 240 days on more than this has more digits than the wire has room for.
    amountCents: fc.oneof(
      fc.integer({ min: 50_00, max: 999_99 }),
      fc.integer({ min: 50_00, max: 1_000_000_000 }),
    ),
    validDaysAfterDue: fc.integer({ min: 0, max: 90 }),
    /** Of the days on which it may be paid, in thousandths. */
    when: fc.integer({ min: 0, max: 1000 }),
  })
})

const reais = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
const part = (name: string, cents: number) => (cents > 0 ? { [name]: reais(cents) } : {})

async function locationOf(cobv: NewCobv): Promise<string> {
  const { method, path, body } = putCobv(newTxid(), cobv)
  return (await bank.does(method, path, JSON.parse(body ?? ''))).json.location
}

test(
  `of ${count} charges the amount on a day is the same on both sides, part by part`,
  async () => {
    const seen = { early: 0, late: 0, nothing: 0 }
    for (const { terms, when, ...charge } of fc.sample(charges, { seed, numRuns: count })) {
      const cobv: NewCobv = {
        ...charge,
        ...terms,
        chave: bank.chave,
        debtor: { cpf: '12345678909', name: 'Ana' },
      }
      const last = lastPaymentDate(cobv)
      const days = Math.round(((Date.parse(last) - Date.parse(today)) / 86_400_000) * (when / 1000))
      const paidOn = daysBefore(today, -days)
      const due = amountDue(cobv, paidOn)
      if (due.discountCents > 0) seen.early += 1
      if (due.fineCents + due.interestCents > 0) seen.late += 1
      if (due.totalCents === 0) seen.nothing += 1

      const location = await locationOf(cobv)
      const { json } = await bank.reads(location, { DPP: paidOn })
      expect({ cobv, paidOn, valor: json.valor }).toEqual({
        cobv,
        paidOn,
        valor: {
          original: reais(due.originalCents),
          ...part('abatimento', due.rebateCents),
          ...part('desconto', due.discountCents),
          ...part('multa', due.fineCents),
          ...part('juros', due.interestCents),
          final: reais(due.totalCents),
        },
      })
      // Both agree that there is no day after the last.
      expect((await bank.reads(location, { DPP: daysBefore(last, -1) })).status).toBe(400)
    }
    // The comparison is of something: terms were at work, in time and late, and discounts that ate everything.
    expect(Math.min(seen.early, seen.late, seen.nothing)).toBeGreaterThan(10)
  },
  patienceMs,
)
