import { type AskDecision, askRefund, mergeRefunds, type Refund, type RefundAsked } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import type { Orphan } from '../store/refunds.ts'
import type { RefundRefused } from './refund-charge.ts'
import { sendRefund } from './send-refund.ts'

export type RefundingPix =
  | { kind: 'asked'; refund: Refund }
  | RefundRefused
  /** The refund belongs to that charge, whose screens show it. */
  | { kind: 'pays-charge'; txid: string }

/** Returns money that pays no charge of ours, with the guarantees of a charge's: reserved first, then asked for, then followed. */
export async function refundPix(
  deps: Deps,
  endToEndId: string,
  asked: Omit<RefundAsked, 'endToEndId'>,
): Promise<RefundingPix> {
  const { store, psp } = deps
  let decision: AskDecision | undefined
  const decide = (orphan: Orphan) => {
    decision = askRefund([orphan], orphan.refunds, { ...asked, endToEndId }, psp.nowMs())
    return decision.kind === 'asked' ? mergeRefunds(orphan.refunds, [decision.refund]) : orphan.refunds
  }
  await store.advanceOrphan(endToEndId, decide, { by: deps.by, nowMs: deps.clock.now() })
  if (decision === undefined) {
    const txid = await store.chargeOf(endToEndId)
    return txid === undefined ? { kind: 'not-found' } : { kind: 'pays-charge', txid }
  }
  if (decision.kind === 'refused') return { kind: decision.code }
  if (decision.kind === 'asked') await sendRefund(deps, decision.refund, 'first')
  const refund = (await store.refundsOf([endToEndId])).find(({ id }) => id === asked.id)
  return refund === undefined ? { kind: 'not-found' } : { kind: 'asked', refund }
}
