import { type Billing, isFinal, type Recurrence, type RecurrenceRequest } from '@balcao/payer-api'
import type { Notice, Seen } from '../store/payer-notices.ts'

/** What the provider has of our account. */
export type Listed = { requests: RecurrenceRequest[]; recurrences: Recurrence[]; billings: Billing[] }

/** What something is told as: whatever differs in it is a change, and `noticeAfter` says which of them a person hears of. */
type Sight = Seen & {
  noticeAfter: (before: Seen | undefined) => Omit<Notice, 'occasion'> | undefined
  isActionable?: boolean
}

/** Written with the first look, whatever there was to see: from then on everything else is new. */
const firstLook: Seen = { subject: 'provider', state: 'seen', updatedAtMs: 0 }

/**
 * What the provider shows now that it did not show before. The order in which its messages came plays no part: only what it says when it
 * is asked does, and of that the later (by `updatedAt`). What was there before the first look is no news, save what waits for an answer.
 */
export async function changesOf(
  listed: Listed,
  known: (subjects: readonly string[]) => Promise<Map<string, Seen>>,
  isFirst: boolean,
): Promise<{ seen: Seen[]; notices: Notice[] }> {
  const names = new Map(listed.recurrences.map(({ recId, receiver }) => [recId, receiver?.name ?? null]))
  const sights = [
    ...listed.requests.map(sightOfRequest),
    ...listed.recurrences.map(sightOfRecurrence),
    ...listed.billings.map((billing) => sightOfBilling(billing, names.get(billing.recId) ?? null)),
  ]
  const before = await known(sights.map(({ subject }) => subject))
  const news = sights.filter(({ subject, state, updatedAtMs }) => {
    const old = before.get(subject)
    return old === undefined || (old.state !== state && old.updatedAtMs <= updatedAtMs)
  })
  const notices = news
    .filter(({ isActionable }) => !isFirst || isActionable === true)
    .flatMap(({ subject, state, updatedAtMs, noticeAfter }) => {
      const notice = noticeAfter(before.get(subject))
      return notice === undefined ? [] : [{ ...notice, occasion: `${subject} ${state} ${updatedAtMs}` }]
    })
  const seen = news.map(({ subject, state, updatedAtMs }) => ({ subject, state, updatedAtMs }))
  return { seen: isFirst ? [firstLook, ...seen] : seen, notices }
}

function sightOfRequest(request: RecurrenceRequest): Sight {
  const { requestRecId, recId, status, rawStatus, terms, updatedAtMs } = request
  const isOpen = status === 'RECEIVED'
  return {
    subject: `proposal:${requestRecId}`,
    state: rawStatus,
    updatedAtMs,
    isActionable: isOpen,
    noticeAfter: () =>
      isOpen
        ? {
            ...{ what: 'proposal', atMs: updatedAtMs, reason: null },
            ...{ recurrenceId: recId, proposalId: requestRecId },
            receiverName: terms?.receiver?.name ?? null,
            amountCents: terms?.value.recValueCents ?? null,
          }
        : undefined,
  }
}

function sightOfRecurrence(recurrence: Recurrence): Sight {
  const { recId, rawStatus, integrationStatus, limits, receiver, updatedAtMs, value } = recurrence
  const { cancellation, authorization } = recurrence
  const standing = `${rawStatus} ${integrationStatus ?? ''}`
  const word = whatOfRecurrence(recurrence)
  const isEnd = word === 'cancelled' || word === 'rejected'
  return {
    subject: `recurrence:${recId}`,
    // With the limits: a recurrence that is configured stays as it is otherwise.
    state: `${standing} ${limits.maximumValueCents ?? 'none'} ${limits.useAccountLimit}`,
    updatedAtMs,
    noticeAfter(before) {
      if (word === undefined) return undefined
      const isConfigured = word === 'authorized' && before?.state.startsWith(`${standing} `) === true
      const amountCents = isConfigured ? limits.maximumValueCents : value.recValueCents
      return {
        ...{ what: isConfigured ? 'configured' : word, atMs: updatedAtMs },
        ...{ recurrenceId: recId, proposalId: null, receiverName: receiver?.name ?? null },
        amountCents: amountCents ?? null,
        reason: isEnd
          ? (cancellation?.description ?? cancellation?.code ?? authorization?.rejectionCode ?? null)
          : null,
      }
    },
  }
}

/** An approval that has not come back from the Central Bank is no news yet. */
function whatOfRecurrence(recurrence: Recurrence): Notice['what'] | undefined {
  switch (recurrence.status) {
    case 'APPROVED':
      return isFinal(recurrence) ? 'authorized' : undefined
    case 'REJECTED':
      return 'rejected'
    case 'CANCELED':
      return 'cancelled'
    case 'EXPIRED':
    case 'undetermined':
      return undefined
  }
}

function sightOfBilling(billing: Billing, receiverName: string | null): Sight {
  const { txid, recId, status, rawStatus, updatedAtMs, rejection, cancellation, amountCents, receiver } =
    billing
  const what = billingWords[status]
  return {
    subject: `billing:${txid}`,
    state: rawStatus,
    updatedAtMs,
    noticeAfter: () =>
      what && {
        ...{ what, atMs: updatedAtMs, recurrenceId: recId, proposalId: null, amountCents },
        receiverName: receiver?.name ?? receiverName,
        reason:
          rejection?.description ??
          rejection?.code ??
          cancellation?.description ??
          cancellation?.code ??
          null,
      },
  }
}

const billingWords: Readonly<Record<Billing['status'], Notice['what'] | undefined>> = {
  SCHEDULED: 'billing-scheduled',
  PAID: 'billing-paid',
  REJECTED: 'billing-refused',
  CANCELED: 'billing-cancelled',
  EXPIRED: undefined,
  undetermined: undefined,
}
