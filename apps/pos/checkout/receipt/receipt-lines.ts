import type { Receipt } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { receiptFlagWords, receiptWords } from '../words/receipt.ts'

/** A receipt in the order in which it is read: the same on paper, on the till's screen and on the customer's phone. */
export type ReceiptLine =
  /** In the middle, the largest. */
  | { readonly kind: 'shop'; readonly text: string }
  | { readonly kind: 'title'; readonly text: string }
  /** What nobody should miss. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'fact'; readonly label: string; readonly value: string; readonly isMain?: boolean }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'rule' }

/** `copy` is 1 for the receipt itself and on a screen. */
export function receiptLines(receipt: Receipt, copy = 1): ReceiptLine[] {
  const { amountCents, receivedCents, refundedCents, timeZone } = receipt
  const when = (instant: string) => formatIn(timeZone, instant)
  const notices = [
    ...returnedWords(receipt),
    ...receipt.flags.flatMap((flag) => receiptFlagWords[flag] ?? []),
  ]
  return [
    { kind: 'shop', text: receipt.shopName },
    { kind: 'title', text: receiptWords.title },
    ...(copy > 1 ? [{ kind: 'notice', text: receiptWords.copy(copy) } as const] : []),
    { kind: 'rule' },
    { ...fact(receiptWords.amount, formatCents(amountCents)), isMain: true },
    ...(receivedCents === amountCents ? [] : [fact(receiptWords.received, formatCents(receivedCents))]),
    ...(refundedCents === 0 ? [] : [fact(receiptWords.returned, formatCents(refundedCents))]),
    fact(receiptWords.paidAt, when(receipt.paidAt)),
    fact(receiptWords.sale, receiptWords.ending(receipt.txidEnd)),
    ...paymentLines(receipt, when),
    ...receipt.refunds.flatMap(({ status, amountCents, askedAt }) => [
      fact(receiptWords.refund(status), formatCents(amountCents)),
      { kind: 'note', text: when(askedAt) } as const,
    ]),
    ...notices.map((text) => ({ kind: 'notice', text }) as const),
    { kind: 'rule' },
    ...(receipt.receiptText ?? '')
      .split('\n')
      .filter((text) => text.trim() !== '')
      .map((text) => ({ kind: 'note', text }) as const),
    { kind: 'note', text: receiptWords.notFiscal },
  ]
}

const fact = (label: string, value: string) => ({ kind: 'fact', label, value }) as const

/** One Pix is the usual; of several, each says how much it was. */
function paymentLines({ payments }: Receipt, when: (instant: string) => string): ReceiptLine[] {
  if (payments.length === 1)
    return payments.map(({ endToEndIdEnd }) => fact(receiptWords.pix, receiptWords.ending(endToEndIdEnd)))
  return payments.flatMap(({ endToEndIdEnd, amountCents, paidAt }) => [
    fact(`${receiptWords.pix} ${receiptWords.ending(endToEndIdEnd)}`, formatCents(amountCents)),
    { kind: 'note', text: when(paidAt) } as const,
  ])
}

function returnedWords({ receivedCents, refundedCents }: Receipt): string[] {
  if (refundedCents === 0) return []
  return [refundedCents >= receivedCents ? receiptWords.allReturned : receiptWords.partReturned]
}

/** `22/11/2026 14:02:10`, in the shop's zone. */
function formatIn(timeZone: string, instant: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    ...({ day: '2-digit', month: '2-digit', year: 'numeric' } as const),
    ...({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const),
  }).formatToParts(new Date(instant))
  const the = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? ''
  return `${the('day')}/${the('month')}/${the('year')} ${the('hour')}:${the('minute')}:${the('second')}`
}
