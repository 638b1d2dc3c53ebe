import type { ReconciliationLine } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'

type Line = Pick<ReconciliationLine, 'kind' | 'here' | 'there'>

/** What a line means, with the figures that differ where it is about figures. */
export function meaningOf({ kind, here, there }: Line): string {
  const { meaning } = kindWords[kind]
  if (!here || !there) return meaning
  switch (kind) {
    case 'different-amount':
    case 'charge-differs':
      return here.amountCents === there.amountCents
        ? meaning
        : `${meaning} ${lineWords.amountsOf(formatCents(here.amountCents), formatCents(there.amountCents))}`
    case 'refund-differs':
      return `${meaning} ${lineWords.returnedOf(formatCents(here.refundedCents), formatCents(there.refundedCents))}`
    default:
      return meaning
  }
}

/** What is left of the money of a line, by whichever side has heard of more refunds. The server decides again. */
export const leftOf = ({ here, there }: Line): number =>
  Math.min(...[here, there].flatMap((side) => (side ? side.amountCents - side.refundedCents : [])))
