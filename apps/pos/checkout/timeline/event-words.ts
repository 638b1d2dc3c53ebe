import type { Doer, TimelineEvent } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { formatTime } from '../format-time.ts'
import { timelineWords as words } from '../words/history.ts'

/** One thing that happened, in a sentence without its time. */
export function eventWords(event: TimelineEvent): string {
  switch (event.kind) {
    case 'created':
      return words.created(formatCents(event.amountCents)) + byWords(event.by)
    case 'code-painted':
      return words.codePainted
    case 'paid':
      return words.paid(formatCents(event.amountCents))
    case 'heard':
      return words.heard[event.heardBy]
    case 'paid-painted':
      return words.paidPainted
    case 'extended':
      return words.extended(formatTime(event.expiresAt)) + byWords(event.by)
    case 'cancel-asked':
      return words.cancelAsked + byWords(event.by)
    case 'cancelled':
      return words.cancelled
    case 'expired':
      return words.expired
    case 'refund':
      // Whoever asked for it has asked; what came of it is the bank's doing.
      return (
        words.refund[event.status](formatCents(event.amountCents)) +
        (event.status === 'requested' ? byWords(event.by) : '') +
        (event.allowedBy === undefined ? '' : words.allowedBy(event.allowedBy))
      )
    case 'receipt-printed':
      return words.receiptPrinted + byWords(event.by)
  }
}

/** Nothing where nobody did it, or nobody knows who. */
function byWords(by: Doer): string {
  switch (by.kind) {
    case 'person':
      return words.by(by.name)
    case 'device':
      return words.byDevice(by.name)
    case 'key':
      return words.bySoftware
    case 'itself':
    case 'unknown':
      return ''
  }
}

/** `1,2`, with a figure after the comma below ten seconds alone. */
export const formatSeconds = (ms: number): string =>
  (ms / 1000).toLocaleString('pt-BR', {
    minimumFractionDigits: ms < 10_000 ? 1 : 0,
    maximumFractionDigits: ms < 10_000 ? 1 : 0,
  })
