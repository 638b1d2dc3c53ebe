import type { RecurrenceTerms } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { frequencyWords, termsWords } from './words/recurrence.ts'

/** `2026-12-31` as people write it. A day of the calendar has no time zone, so no Date is asked. */
const formatDay = (day: string): string => day.split('-').reverse().join('/')

/** Everything that a payer is asked to agree to, how much first. */
export function termsSentences(terms: RecurrenceTerms): string[] {
  const { fixedCents, frequency, firstDay, lastDay, retryPolicy } = terms
  const amount = fixedCents === null ? termsWords.varies : formatCents(fixedCents)
  const sentence = termsWords.amount(amount, frequencyWords[frequency])
  return [
    sentence.charAt(0).toUpperCase() + sentence.slice(1),
    lastDay === null
      ? termsWords.from(formatDay(firstDay))
      : termsWords.between(formatDay(firstDay), formatDay(lastDay)),
    retryPolicy === 'none' ? termsWords.noRetries : termsWords.retries,
  ]
}
