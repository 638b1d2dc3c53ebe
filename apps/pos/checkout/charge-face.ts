import type { Charge } from '@balcao/contracts'
import type { Connection } from '@balcao/shell'

/** What a charge means to whoever looks at it now. The server's states, plus what this screen's own clock already knows. */
export type Face =
  /** The intent is written and the PSP's answer is not known. */
  | 'opening'
  /** A cancel or the end of its time was reached: one last look at the PSP decides, and a payment wins. */
  | 'verifying'
  | 'awaiting'
  | 'underpaid'
  | 'paid'
  | 'expired'
  | 'cancelled'
  /** The PSP would not create it. */
  | 'refused'

export function faceOf(charge: Charge, serverNowMs: number): Face {
  switch (charge.status) {
    case 'paid':
      return 'paid'
    case 'opening':
      return 'opening'
    case 'awaiting':
      if (charge.pending !== null || remainingMs(charge, serverNowMs) <= 0) return 'verifying'
      return charge.flags.includes('underpaid') ? 'underpaid' : 'awaiting'
    case 'expired':
      return charge.flags.includes('underpaid') ? 'underpaid' : 'expired'
    case 'cancelled':
      if (charge.flags.includes('refused')) return 'refused'
      return charge.flags.includes('underpaid') ? 'underpaid' : 'cancelled'
  }
}

/** Zero where the PSP has not yet said until when. */
export const remainingMs = (charge: Charge, serverNowMs: number) =>
  charge.expiresAt === null ? 0 : Date.parse(charge.expiresAt) - serverNowMs

/** The text to draw as a QR Code, or null: nobody may scan what is closed, out of time, half paid, or shown by a screen that is stale. */
export const scannableText = (charge: Charge, face: Face, connection: Connection) =>
  face === 'awaiting' && connection.state !== 'stale' ? charge.pixCopiaECola : null

/** Still to be decided: it may yet be paid. */
export const isOpen = ({ status }: Charge) => status === 'opening' || status === 'awaiting'

export const lastPaidAt = ({ payments }: Charge) =>
  payments.reduce<string | undefined>(
    (latest, { paidAt }) => (latest && Date.parse(latest) > Date.parse(paidAt) ? latest : paidAt),
    undefined,
  )
