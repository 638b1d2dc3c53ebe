import type {
  RecurrenceCharge as ChargeJson,
  Offer,
  RecurrenceDetails,
  Recurrence as RecurrenceJson,
  SentProposal,
} from '@balcao/contracts'
import {
  cycleToCharge,
  lastCancelDay,
  mayCancelCharge,
  type Recurrence,
  type RecurrenceCharge,
  retryWindow,
} from '@balcao/domain'
import * as z from 'zod/mini'
import type { RecurrencePayment } from '../store/recurrence-charges.ts'
import type { KeptProposal } from '../store/recurrence-proposals.ts'
import type { RecurrenceDeed } from '../store/recurrences.ts'
import { iso } from './charges.ts'

/** For the screens of a terminal: nothing of the payer is in it. */
export const presentOffer = (recurrence: Recurrence): Offer => {
  const mayAgree = recurrence.status === 'offered' && recurrence.ending === null
  return {
    recurrenceId: recurrence.recurrenceId,
    version: recurrence.version,
    status: recurrence.status,
    txid: recurrence.txid,
    terms: recurrence.terms,
    codeAlone: mayAgree ? recurrence.codes.alone : null,
    codeWithCharge: mayAgree ? recurrence.codes.withCharge : null,
    end: recurrence.end,
    ending: recurrence.ending,
  }
}

export function presentRecurrence(
  recurrence: Recurrence,
  charges: readonly RecurrenceCharge[],
  today: string,
): RecurrenceJson {
  const counted = charges.filter(({ status }) => status !== 'rejected' && status !== 'cancelled')
  const missing =
    recurrence.status === 'approved'
      ? cycleToCharge(
          recurrence.terms,
          counted.map(({ dueDay }) => dueDay),
          today,
        )
      : undefined
  return {
    ...presentOffer(recurrence),
    terminalId: recurrence.terminalId,
    pspId: recurrence.idRec,
    debtorName: recurrence.debtor.name,
    debtorDocument: maskedDocument(recurrence.debtor.document),
    journey: recurrence.journey,
    createdAt: iso(recurrence.createdAtMs),
    cycleToCharge: missing === undefined ? null : { firstDay: missing.firstDay, untilDay: missing.untilDay },
  }
}

/** As banks show it: of a CPF the middle alone, a CNPJ whole (Central Bank, user experience of the Pix). */
const maskedDocument = (document: string) =>
  document.length === 11
    ? `***.${document.slice(3, 6)}.${document.slice(6, 9)}-**`
    : document.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5')

export const presentRecurrenceCharge = (
  charge: RecurrenceCharge,
  { terms }: Pick<Recurrence, 'terms'>,
  payment: RecurrencePayment | undefined,
  today: string,
): ChargeJson => ({
  txid: charge.txid,
  version: charge.version,
  status: charge.status,
  amountCents: charge.amountCents,
  dueDay: charge.dueDay,
  info: charge.info,
  tries: [...charge.tries],
  endCode: charge.endCode,
  refusal: charge.refusal,
  createdAt: iso(charge.createdAtMs),
  mayCancel: mayCancelCharge(charge, today),
  cancelUntil: `${lastCancelDay(charge)}T23:59:59-03:00`,
  retry: retryWindow(charge, terms.retryPolicy, today) ?? null,
  payment: payment
    ? { endToEndId: payment.endToEndId, amountCents: payment.amountCents, paidAt: iso(payment.paidAtMs) }
    : null,
})

export const presentProposal = (proposal: KeptProposal): SentProposal => ({
  proposalId: proposal.proposalId,
  status: proposal.status,
  ispb: proposal.recipient.ispb,
  expiresAt: iso(proposal.expiresAtMs),
  createdAt: iso(proposal.createdAtMs),
  refusal: proposal.refusal,
})

/** What the audit says of a change, as far as a timeline tells of it. */
const Detail = z.object({
  to: z.optional(z.string()),
  status: z.optional(z.string()),
  deed: z.optional(z.string()),
  try: z.optional(z.string()),
  txid: z.optional(z.nullable(z.string())),
  ending: z.optional(z.nullable(z.string())),
})

/** Without what only we see: that a code was read, that the PSP has an id for it. */
export function presentRecurrenceTimeline(deeds: readonly RecurrenceDeed[]): RecurrenceDetails['timeline'] {
  return deeds.flatMap(({ atMs, action, detail }) => {
    const { to, status, deed, try: attempt, txid, ending } = Detail.parse(JSON.parse(detail))
    const what = deed ?? action.replace(/^recurrence-/, '')
    const becomes = to ?? status ?? attempt ?? null
    if (action === 'recurrence-changed' && to === undefined)
      return ending ? [{ at: iso(atMs), what: 'over', status: ending, txid: null }] : []
    const ofCharge = action.startsWith('recurrence-charge') || action === 'recurrence-deed'
    return [{ at: iso(atMs), what, status: becomes, txid: (ofCharge ? txid : null) ?? null }]
  })
}
