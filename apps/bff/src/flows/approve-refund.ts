import { approvalMs, isAtLeast } from '@balcao/domain'
import { type Asker, actorName } from '../access/asker.ts'
import { type AccessDeps, type Proof, provePin, type Who } from './sign-in.ts'

export type RefundToAllow = { refundId: string; amountCents: number }
export type Approving = { kind: 'allowed' } | { kind: 'may-not' } | Exclude<Proof, { kind: 'right' }>

/**
 * A manager allows one refund on somebody else's screen, by a PIN that is asked for then and there. The word holds for this refund and
 * this amount, for a minute and once; whoever asks for a refund does not allow it.
 */
export async function approveRefund(
  deps: AccessDeps,
  asker: Asker,
  who: Who,
  { refundId, amountCents }: RefundToAllow,
): Promise<Approving> {
  const proof = await provePin(deps, asker, who)
  if (proof.kind !== 'right') return proof
  const { person } = proof
  const isOwn = asker.actor.kind === 'person' && asker.actor.personId === person.personId
  const isEnough = person.refundLimitCents === null || person.refundLimitCents >= amountCents
  if (isOwn || !isAtLeast(person.role, 'manager') || !isEnough) return { kind: 'may-not' }
  const nowMs = deps.clock.now()
  await deps.access.allow(
    { refundId, amountCents, approverId: person.personId, expiresAtMs: nowMs + approvalMs },
    {
      actor: `person:${person.personId}`,
      action: 'refund-allowed',
      subject: `refund:${refundId}`,
      detail: { amountCents, asker: actorName(asker) },
    },
    nowMs,
  )
  return { kind: 'allowed' }
}

/**
 * Whether whoever asks may return this much: by their own limit, or by a manager's word, which is used up. What was asked for before is
 * the same refund, whoever asks for it again.
 */
export async function mayRefund(
  { access, clock }: Pick<AccessDeps, 'access' | 'clock'>,
  { actor }: Asker,
  { refundId, amountCents }: RefundToAllow,
  refundsSoFar: () => Promise<readonly { readonly id: string }[]>,
): Promise<boolean> {
  if (actor.kind === 'key') return true
  if (actor.kind === 'nobody') return false
  if (actor.refundLimitCents === null || amountCents <= actor.refundLimitCents) return true
  if ((await refundsSoFar()).some(({ id }) => id === refundId)) return true
  return access.useApproval(refundId, amountCents, clock.now())
}
