/**
 * What is true of returning money. A refund is asked for one Pix; until the PSP says that it was not realised its amount is taken,
 * so that two people at two tills cannot return more than came in.
 */
export type RefundStatus = 'requested' | 'processing' | 'refunded' | 'not-realized'

export type Refund = {
  /** Ours, made before the PSP is asked; or the PSP's own, for a refund made elsewhere. One Pix has an id once. */
  readonly id: string
  readonly endToEndId: string
  readonly amountCents: number
  readonly status: RefundStatus
  /** Who began it: this shop here; the PSP's own screens, elsewhere; or the Central Bank's special return mechanism, MED. */
  readonly origin: 'here' | 'elsewhere' | 'med'
  /** What the payer is told. Part of the request: a retry with other words would be another request to the PSP. */
  readonly description: string | null
  /** Why it was not realised, in the PSP's words. */
  readonly reason: string | null
  readonly askedAtMs: number
}

type Pix = { readonly endToEndId: string; readonly amountCents: number }

/** Money that the PSP says has gone out is believed over everything, also over a refusal that was concluded from its silence. */
const order: Record<RefundStatus, number> = { requested: 0, processing: 1, 'not-realized': 2, refunded: 3 }

/** What is left of one Pix to return: its amount less every refund that was not refused. */
export const refundableCents = (pix: Pix, refunds: readonly Refund[]) =>
  refunds
    .filter(({ endToEndId, status }) => endToEndId === pix.endToEndId && status !== 'not-realized')
    .reduce((left, { amountCents }) => left - amountCents, pix.amountCents)

export const refundedCents = ({ refunds }: { readonly refunds: readonly Refund[] }) =>
  refunds.filter(({ status }) => status === 'refunded').reduce((sum, { amountCents }) => sum + amountCents, 0)

export type RefundAsked = {
  readonly id: string
  readonly amountCents: number
  /** Which Pix; without it the latest one that has this much left, which is the surplus one where somebody paid twice. */
  readonly endToEndId: string | null
  readonly description: string | null
  /** How much whoever asks may return of one sale, in all that went back of it here; null: all of it, or somebody else allows this one. */
  readonly limitCents: number | null
}

export type AskDecision =
  | { readonly kind: 'asked'; readonly refund: Refund }
  | { readonly kind: 'already-done' }
  | { readonly kind: 'refused'; readonly code: 'not-refundable' | 'refund-id-reused' | 'above-limit' }

/**
 * Decides whether a refund may be asked for. The same id with the same amount is the same refund, in the words in which it was first
 * asked for.
 */
export function askRefund(
  payments: readonly Pix[],
  refunds: readonly Refund[],
  asked: RefundAsked,
  nowMs: number,
): AskDecision {
  const known = refunds.find(({ id }) => id === asked.id)
  if (known !== undefined) {
    const isSame =
      known.amountCents === asked.amountCents &&
      (asked.endToEndId === null || asked.endToEndId === known.endToEndId)
    return isSame ? { kind: 'already-done' } : { kind: 'refused', code: 'refund-id-reused' }
  }
  const pix = payments.findLast(
    (payment) =>
      (asked.endToEndId === null || payment.endToEndId === asked.endToEndId) &&
      refundableCents(payment, refunds) >= asked.amountCents,
  )
  if (pix === undefined) return { kind: 'refused', code: 'not-refundable' }
  if (asked.limitCents !== null && returnedHereCents(refunds) + asked.amountCents > asked.limitCents)
    return { kind: 'refused', code: 'above-limit' }
  return {
    kind: 'asked',
    refund: {
      id: asked.id,
      endToEndId: pix.endToEndId,
      amountCents: asked.amountCents,
      status: 'requested',
      origin: 'here',
      description: asked.description,
      reason: null,
      askedAtMs: nowMs,
    },
  }
}

/** Many small refunds make a large one. What the bank returned by itself is nobody's here. */
const returnedHereCents = (refunds: readonly Refund[]) =>
  refunds
    .filter(({ origin, status }) => origin === 'here' && status !== 'not-realized')
    .reduce((sum, { amountCents }) => sum + amountCents, 0)

/** Whether the PSP lists a refund that is not known, or one that has come further. */
export const hasNews = (known: readonly Refund[], told: readonly Refund[]): boolean =>
  told.some((refund) => isNews(known.find(isSameAs(refund)), refund))

/** Takes in what the PSP lists: refunds made elsewhere appear, and a status only moves forward. Oldest first. */
export function mergeRefunds(known: readonly Refund[], told: readonly Refund[]): readonly Refund[] {
  const merged = [...known]
  for (const refund of told) {
    const place = merged.findIndex(isSameAs(refund))
    const before = merged[place]
    if (before === undefined) merged.push(refund)
    else if (isNews(before, refund))
      merged[place] = { ...before, status: refund.status, reason: refund.reason }
  }
  return merged.sort((a, b) => a.askedAtMs - b.askedAtMs || (key(a) < key(b) ? -1 : 1))
}

const isNews = (before: Refund | undefined, told: Refund) =>
  before === undefined || order[told.status] > order[before.status]

const isSameAs = (refund: Refund) => (other: Refund) => key(other) === key(refund)
const key = ({ endToEndId, id }: Refund) => `${endToEndId} ${id}`
