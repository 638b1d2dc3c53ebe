import { advance, type Charge, type RefundAsked } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { commitFact } from './commit-fact.ts'
import { sendRefund } from './send-refund.ts'
import { settleCharge } from './settle-charge.ts'

export type RefundRefused = { kind: 'not-found' | 'not-refundable' | 'refund-id-reused' | 'above-limit' }
export type Refunding =
  /** In the ledger as it stands: requested where the PSP has not answered, and followed until it is final. */
  { kind: 'asked'; charge: Charge } | RefundRefused

/** Reserves the amount in the ledger, asks the PSP, commits what it answered. The same id again is the same refund. */
export async function refundCharge(deps: Deps, txid: string, asked: RefundAsked): Promise<Refunding> {
  const fact = { kind: 'refund-asked', asked } as const
  const before = await deps.store.charge(txid)
  // The PSP is not asked for somebody who needs a manager first.
  const first = before && advance(before, fact, deps.psp.nowMs())
  if (first?.kind === 'refused' && first.code === 'above-limit') return { kind: 'above-limit' }
  if (before?.status === 'paid' && !before.refunds.some(({ id }) => id === asked.id))
    await lookFirst(deps, txid)
  const decision = await commitFact(deps, txid, fact)
  if (decision === undefined) return { kind: 'not-found' }
  if (decision.kind === 'refused') {
    const { code } = decision
    return { kind: code === 'refund-id-reused' || code === 'above-limit' ? code : 'not-refundable' }
  }
  if (decision.kind === 'advanced') {
    const refund = decision.charge.refunds.find(({ id }) => id === asked.id)
    if (refund !== undefined) await sendRefund(deps, refund, 'first')
  }
  const charge = await deps.store.charge(txid)
  return charge === undefined ? { kind: 'not-found' } : { kind: 'asked', charge }
}

/** What was returned elsewhere, or before an older ledger was restored, is gone: the PSP knows. Where it is silent the ledger has to do. */
async function lookFirst(deps: Deps, txid: string): Promise<void> {
  try {
    await settleCharge(deps, txid, 'asking')
  } catch (error) {
    if (!(error instanceof PixError)) throw error
  }
}
