import type { NewPixRefund } from '@balcao/contracts'
import { formatCents, parseCents } from '@balcao/ui'
import { refundWords } from '../../checkout/words/refund.ts'

/** API Pix 2.9.0, Devolucao.descricao. */
const reasonCharacters = 140

export type RefundRead = {
  /** Undefined while something is wrong. */
  refund: NewPixRefund | undefined
  amountError: string | undefined
  reasonError: string | undefined
}

/**
 * What a person typed into the dialog, as a request or as words about what is wrong with it. By hand, because the contract's
 * schema would bring parts of its library to the till; which characters are forbidden the server says, and names the field.
 */
export function readRefund(amount: string, reason: string, leftCents: number): RefundRead {
  const amountCents = parseCents(amount)
  const isAmount = amountCents !== null && amountCents >= 1 && amountCents <= leftCents
  const why = reason.trim()
  const characters = [...why].length
  const isReason = characters <= reasonCharacters
  return {
    refund: isAmount && isReason ? { amountCents, ...(why && { reason: why }) } : undefined,
    amountError: isAmount ? undefined : refundWords.wrongAmount(formatCents(leftCents)),
    reasonError: isReason ? undefined : refundWords.reasonTooLong(characters),
  }
}
