import type {
  PayerBilling,
  PayerDeed,
  PayerRecurrence,
  PayerRecurrenceDetail,
  Proposal,
  VerifiedCode,
} from '@balcao/contracts'
import {
  type Billing,
  type History,
  isFinal,
  type Party,
  type Recurrence,
  type RecurrenceRequest,
} from '@balcao/payer-api'
import { statusOfProposal } from '../flows/answer-proposal.ts'
import { mayCancel } from '../flows/manage-recurrence.ts'
import type { Mirrored } from '../flows/mirror-account.ts'
import { dayOfBilling, lastCancelMs, termsOf } from '../flows/payer-terms.ts'
import type { ShownCode } from '../flows/read-payer-code.ts'
import type { ProposalAnswered } from '../store/payer-answers.ts'
import type { Deed } from '../store/payer-deeds.ts'
import { iso } from './charges.ts'

type Receiver = Proposal['receiver']

/** What stands out of a person's document for somebody who knows it: a company's is public, and shown whole. */
const masked = (document: string | null) =>
  document !== null && /^\d{11}$/.test(document)
    ? `***.${document.slice(3, 6)}.${document.slice(6, 9)}-**`
    : document

const receiverOf = (party: Party | undefined): Receiver => ({
  name: party?.name ?? 'Recebedor sem nome',
  document: masked(party?.taxDocument?.number ?? null),
  ispb: party?.participantIspb ?? null,
})
const shownReceiver = (receiver: {
  name: string
  document: string | null
  ispb: string | null
}): Receiver => ({
  ...receiver,
  document: masked(receiver.document),
})

export function presentCode({ pixCopiaECola, journey, payment, offer, signedBy }: ShownCode): VerifiedCode {
  return {
    pixCopiaECola,
    journey,
    payment: payment && {
      kind: payment.kind,
      txid: payment.txid,
      amountCents: payment.amountCents,
      dueDay: payment.dueDay,
      expiresAt: payment.expiresAtMs === null ? null : iso(payment.expiresAtMs),
      receiver: shownReceiver(payment.receiver),
      message: payment.message,
    },
    offer: offer && { ...offer, receiver: shownReceiver(offer.receiver) },
    signedBy,
  }
}

export function presentDeed({ deedId, shown, request, payment, authorization }: Deed): PayerDeed {
  const code = JSON.parse(shown) as ShownCode
  const asked = JSON.parse(request) as { pay?: { amountCents: number } }
  const receiver = (payment === null ? code.offer : code.payment)?.receiver
  return {
    deedId,
    receiver: receiver === undefined ? receiverOf(undefined) : shownReceiver(receiver),
    amountCents: asked.pay?.amountCents ?? null,
    payment: payment && {
      status: payment.status,
      reason: payment.reason,
      at: iso(payment.atMs),
      // Given out before it is paid, it proves nothing yet.
      endToEndId: payment.status === 'done' ? payment.endToEndId : null,
    },
    authorization: authorization && {
      status: stepWords[authorization.status],
      reason: authorization.reason,
      at: iso(authorization.atMs),
      recurrenceId: authorization.recurrenceId,
    },
  }
}

/** To whoever waits for it, what is waited for plays no part. */
const stepWords = {
  waiting: 'asked',
  asked: 'asked',
  sent: 'asked',
  done: 'done',
  refused: 'refused',
  skipped: 'skipped',
} as const

/** Undefined where it cannot be told what is proposed: then it is not shown, and the log says so. */
export function presentProposal(
  request: RecurrenceRequest,
  answered: ProposalAnswered | undefined,
  nowMs: number,
): Proposal | undefined {
  const terms = request.terms && termsOf(request.terms)
  if (terms === undefined || request.expirationDateMs === undefined) return undefined
  return {
    proposalId: request.requestRecId,
    recurrenceId: request.recId,
    receiver: receiverOf(request.terms?.receiver),
    terms,
    receivedAt: iso(request.createdAtMs),
    expiresAt: iso(request.expirationDateMs),
    status: statusOfProposal(request, answered, nowMs),
  }
}

export function presentRecurrence(
  recurrence: Recurrence,
  { billings }: Mirrored,
): PayerRecurrence | undefined {
  const terms = termsOf(recurrence)
  if (terms === undefined) return undefined
  const [next] = billings
    .filter(({ recId, status }) => recId === recurrence.recId && status === 'SCHEDULED')
    .toSorted((one, other) => dayOfBilling(one).localeCompare(dayOfBilling(other)))
  return {
    recurrenceId: recurrence.recId,
    receiver: receiverOf(recurrence.receiver),
    terms,
    status: standingOf(recurrence),
    journey: journeyOf(recurrence),
    maximumCents: recurrence.limits.maximumValueCents ?? null,
    useAccountLimit: recurrence.limits.useAccountLimit,
    next: next === undefined ? null : { day: dayOfBilling(next), amountCents: next.amountCents },
    oddities: odditiesOf(recurrence),
  }
}

/** An approval is final when it has come back from the Central Bank, and not before. */
function standingOf({ status, integrationStatus }: Recurrence): PayerRecurrence['status'] {
  switch (status) {
    case 'APPROVED':
      return isFinal({ status, ...(integrationStatus && { integrationStatus }) }) ? 'active' : 'confirming'
    case 'REJECTED':
      return 'rejected'
    case 'CANCELED':
      return 'cancelled'
    case 'EXPIRED':
      return 'expired'
    case 'undetermined':
      return 'confirming'
  }
}

const journeys = { JOURNEY_1: 1, JOURNEY_2: 2, JOURNEY_3: 3, JOURNEY_4: 4 } as const
const journeyOf = ({ activation }: Recurrence) =>
  activation === undefined || activation.journey === 'undetermined' ? null : journeys[activation.journey]

const odditiesOf = ({ flags, status, rawStatus, integrationStatus, recId, retryPolicy }: Recurrence) => [
  ...flags.map((flag) => `${flag}: ${recId} ${retryPolicy}`),
  ...(status === 'undetermined' ? [`unknown-status: ${rawStatus}`] : []),
  ...(integrationStatus === 'undetermined' ? ['unknown-integration-status'] : []),
]

export function presentBilling(billing: Billing, { recurrences }: Mirrored, nowMs: number): PayerBilling {
  const { txid, recId, amountCents, status, rejection, cancellation } = billing
  const recurrence = recurrences.find((one) => one.recId === recId)
  return {
    txid,
    recurrenceId: recId,
    receiver: receiverOf(billing.receiver ?? recurrence?.receiver),
    day: dayOfBilling(billing),
    amountCents,
    status: billingWords[status],
    reason:
      rejection?.description ?? rejection?.code ?? cancellation?.description ?? cancellation?.code ?? null,
    cancelUntil: mayCancel(billing, nowMs) ? iso(lastCancelMs(billing)) : null,
  }
}

const billingWords = {
  SCHEDULED: 'scheduled',
  PAID: 'paid',
  REJECTED: 'refused',
  CANCELED: 'cancelled',
  EXPIRED: 'expired',
  undetermined: 'other',
} as const

/** What comes first, then what is over, newest first. */
export function presentBillings(mirrored: Mirrored, nowMs: number): PayerBilling[] {
  const all = mirrored.billings.map((billing) => presentBilling(billing, mirrored, nowMs))
  const byDay = all.toSorted(
    (one, other) => one.day.localeCompare(other.day) || one.txid.localeCompare(other.txid),
  )
  return [
    ...byDay.filter(({ status }) => status === 'scheduled'),
    ...byDay.filter(({ status }) => status !== 'scheduled').reverse(),
  ]
}

/** What happened to it, oldest first; a proposal that it came of is where it began. */
export function presentHistory(
  histories: readonly History[],
  request: RecurrenceRequest | undefined,
): PayerRecurrenceDetail['history'] {
  const told = histories.map((history) => ({
    at: iso(history.createdAtMs),
    what: historyWord(history),
    detail: history.cancellation?.description ?? history.cancellation?.code ?? null,
  }))
  const offered = request && { at: iso(request.createdAtMs), what: 'offered' as const, detail: null }
  return [...(offered ? [offered] : []), ...told].toSorted((one, other) => one.at.localeCompare(other.at))
}

function historyWord(history: History): PayerRecurrenceDetail['history'][number]['what'] {
  switch (history.type) {
    case 'AUTHORIZATION':
      return isFinal(history) ? 'confirmed' : 'authorized'
    case 'CONFIGURATION':
      return 'configured'
    case 'REJECTION':
      return 'rejected'
    case 'CANCELLATION':
      return 'cancelled'
    case 'undetermined':
      return history.status === 'EXPIRED' ? 'expired' : 'other'
  }
}
