import { approvalMs, isAtLeast } from '@balcao/domain'
import { type Actor, type Asker, actorName } from '../access/asker.ts'
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
 * Asks for a refund within the own limit; where that is not enough a manager's word is used up, and it is asked for without one. The
 * limit is looked at where the amount is reserved, so that many refunds at once do not each find that nothing has gone back yet.
 */
export async function askWithinLimit<Outcome extends { kind: string }>(
  { access, clock }: Pick<AccessDeps, 'access' | 'clock'>,
  { actor }: Asker,
  refund: RefundToAllow,
  ask: (limitCents: number | null) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await ask(limitOf(actor))
  if (outcome.kind !== 'above-limit' || !(await access.useApproval(refund, clock.now()))) return outcome
  return ask(null)
}

const limitOf = (actor: Actor) =>
  actor.kind === 'person' ? actor.refundLimitCents : actor.kind === 'key' ? null : 0
