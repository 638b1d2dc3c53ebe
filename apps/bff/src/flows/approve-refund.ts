import { approvalMs, isAtLeast, type Refund } from '@balcao/domain'
import { type Asker, actorName } from '../access/asker.ts'
import { type AccessDeps, type Proof, provePin, type Who } from './sign-in.ts'

/** `of` is the txid of the charge, or the endToEndId of a Pix that pays none. */
export type RefundToAllow = { of: string; refundId: string; amountCents: number }
export type Approving = { kind: 'allowed' } | { kind: 'may-not' } | Exclude<Proof, { kind: 'right' }>

/**
 * A manager allows one refund on somebody else's screen, by a PIN that is asked for then and there. The word holds for this refund of
 * this sale and this amount, for a minute and once; whoever asks for a refund does not allow it.
 */
export async function approveRefund(
  deps: AccessDeps,
  asker: Asker,
  who: Who,
  { of, refundId, amountCents }: RefundToAllow,
): Promise<Approving> {
  const proof = await provePin(deps, asker, who)
  if (proof.kind !== 'right') return proof
  const { person } = proof
  const isOwn = asker.actor.kind === 'person' && asker.actor.personId === person.personId
  const isEnough = person.refundLimitCents === null || person.refundLimitCents >= amountCents
  if (isOwn || !isAtLeast(person.role, 'manager') || !isEnough) return { kind: 'may-not' }
  const nowMs = deps.clock.now()
  await deps.access.allow(
    { of, refundId, amountCents, approverId: person.personId, expiresAtMs: nowMs + approvalMs },
    {
      actor: `person:${person.personId}`,
      action: 'refund-allowed',
      subject: `refund:${refundId}`,
      detail: { of, amountCents, asker: actorName(asker) },
    },
    nowMs,
  )
  return { kind: 'allowed' }
}

/**
 * Whether whoever asks may return this much: by their own limit, or by a manager's word, which is used up. What went back of the sale
 * before counts as well, or many small refunds would make a large one. What was asked for before is the same refund, whoever asks for it again.
 */
export async function mayRefund(
  { access, clock }: Pick<AccessDeps, 'access' | 'clock'>,
  { actor }: Asker,
  { of, refundId, amountCents }: RefundToAllow,
  refundsSoFar: () => Promise<readonly Refund[]>,
): Promise<boolean> {
  if (actor.kind === 'key') return true
  if (actor.kind === 'nobody') return false
  if (actor.refundLimitCents === null) return true
  const before = await refundsSoFar()
  if (before.some(({ id }) => id === refundId)) return true
  if (amountCents + returnedHere(before) <= actor.refundLimitCents) return true
  return access.useApproval({ of, refundId, amountCents }, clock.now())
}

/** What the bank returned by itself is nobody's here. */
const returnedHere = (refunds: readonly Refund[]) =>
  refunds
    .filter(({ origin, status }) => origin === 'here' && status !== 'not-realized')
    .reduce((sum, { amountCents }) => sum + amountCents, 0)
