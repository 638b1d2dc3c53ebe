import type { ReconciliationLine } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import { leftOfPix } from '../refunds/refundable.ts'

type Line = Pick<ReconciliationLine, 'kind' | 'here' | 'there'>

/** What a line means, with the figures that differ where it is about figures. */
export function meaningOf({ kind, here, there }: Line): string {
  const { meaning } = kindWords[kind]
  if (!here || !there) return meaning
  switch (kind) {
    case 'charge-differs':
      if (here.amountCents === there.amountCents) return lineWords.concludedThere
      return `${meaning} ${lineWords.amountsOf(formatCents(here.amountCents), formatCents(there.amountCents))}`
    case 'different-amount':
      return `${meaning} ${lineWords.amountsOf(formatCents(here.amountCents), formatCents(there.amountCents))}`
    case 'refund-differs':
      return `${meaning} ${lineWords.returnedOf(formatCents(here.refundedCents), formatCents(there.refundedCents))}`
    default:
      return meaning
  }
}

/** What is left of the money of a line, by whichever side has heard of more refunds. The server decides again. */
export function leftOf({
  here,
  there,
  refunds,
}: Pick<ReconciliationLine, 'here' | 'there' | 'refunds'>): number {
  const leftHere = here ? leftOfPix(here.amountCents, refunds) : Number.POSITIVE_INFINITY
  const leftThere = there ? there.amountCents - there.refundedCents : Number.POSITIVE_INFINITY
  return Math.min(leftHere, leftThere)
}
