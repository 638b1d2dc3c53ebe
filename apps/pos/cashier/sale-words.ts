import type { Charge } from '@balcao/contracts'
import { formatCents, type Tone } from '@balcao/ui'
import { type Face, lastPaidAt } from '../checkout/charge-face.ts'
import { formatTime } from '../checkout/format-time.ts'
import { cashierWords } from '../checkout/words/cashier.ts'

export const toneOf: Record<Face, Tone> = {
  opening: 'accent',
  verifying: 'accent',
  awaiting: 'accent',
  underpaid: 'attention',
  paid: 'paid',
  expired: 'neutral',
  cancelled: 'neutral',
  refused: 'danger',
}

/** What the cashier should know of a charge beyond its state, one sentence each. */
export function sentencesFor(charge: Charge, face: Face): string[] {
  switch (face) {
    case 'opening':
      return [cashierWords.checking]
    case 'verifying':
      return [charge.pending === 'cancel' ? cashierWords.cancelling : cashierWords.ending]
    case 'awaiting':
      return []
    case 'underpaid':
      return [underpaidWords(charge)]
    case 'paid':
      return paidWords(charge)
    case 'expired':
      return [cashierWords.expired]
    case 'cancelled':
      return [cashierWords.cancelled]
    case 'refused':
      return [cashierWords.refused]
  }
}

const underpaidWords = ({ receivedCents, amountCents }: Charge) =>
  cashierWords.underpaid(
    formatCents(receivedCents),
    formatCents(amountCents),
    formatCents(Math.max(0, amountCents - receivedCents)),
  )

function paidWords(charge: Charge): string[] {
  const { flags, receivedCents, amountCents } = charge
  const words = []
  if (flags.includes('late')) words.push(cashierWords.late)
  if (flags.includes('duplicate')) words.push(cashierWords.duplicate)
  if (receivedCents > amountCents) words.push(cashierWords.overpaid(formatCents(receivedCents - amountCents)))
  return words
}

/** `R$ 23,50 · 14:02:10`, which follows the word Pago. */
export function paidLine(charge: Charge): string {
  const paidAt = lastPaidAt(charge)
  const parts = [formatCents(charge.amountCents), ...(paidAt ? [formatTime(paidAt, 'seconds')] : [])]
  return parts.join(' · ')
}
