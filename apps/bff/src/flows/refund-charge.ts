import type { Charge, Refund, RefundAsked } from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { commitFact } from './commit-fact.ts'

export type Refunding =
  /** In the ledger as it stands: requested where the PSP has not answered, and followed until it is final. */
  { kind: 'asked'; charge: Charge } | { kind: 'not-found' | 'not-refundable' | 'refund-id-reused' }

/** Reserves the amount in the ledger, asks the PSP, commits what it answered. The same id again is the same refund. */
export async function refundCharge(deps: Deps, txid: string, asked: RefundAsked): Promise<Refunding> {
  const decision = await commitFact(deps, txid, { kind: 'refund-asked', asked })
  if (decision === undefined) return { kind: 'not-found' }
  if (decision.kind === 'refused')
    return { kind: decision.code === 'refund-id-reused' ? 'refund-id-reused' : 'not-refundable' }
  if (decision.kind === 'advanced') {
    const refund = decision.charge.refunds.find(({ id }) => id === asked.id)
    if (refund !== undefined) await sendRefund(deps, txid, refund)
  }
  const charge = await deps.store.charge(txid)
  return charge === undefined ? { kind: 'not-found' } : { kind: 'asked', charge }
}

/** Asks for the refund with its own id. Where the answer is lost or refused, the PSP is asked what became of that id. */
export async function sendRefund(deps: Deps, txid: string, refund: Refund): Promise<void> {
  try {
    const said = await deps.psp.refund(refund.endToEndId, refund.id, refund.amountCents)
    await commitFact(deps, txid, { kind: 'refund-says', refund: said })
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    deps.log.warn({ txid, refund: refund.id, code: error.code }, 'refund not answered')
    const isPassing = error.code === 'unauthorized' || error.code === 'rate-limited'
    if (!isOutcomeUnknown(error) && !isPassing) await afterRefusal(deps, txid, refund, error)
  }
}

/** "Already used" and "more than is left" may both mean that the first try was applied: only the PSP knows. */
async function afterRefusal(deps: Deps, txid: string, refund: Refund, refusal: PixError): Promise<void> {
  const said = await deps.psp.readRefund(refund.endToEndId, refund.id).catch((error: unknown) => {
    if (!(error instanceof PixError)) throw error
    return undefined
  })
  if (said === undefined) return
  const reason = refusal.problem?.violations[0]?.reason ?? refusal.problem?.detail ?? refusal.message
  const outcome: Refund = said === 'absent' ? { ...refund, status: 'not-realized', reason } : said
  await commitFact(deps, txid, { kind: 'refund-says', refund: outcome })
}

/** Follows the refunds that the PSP has not finished, at a tenth of their age: the young often, the old without wearing anyone out. */
export function createRefundFollower(deps: Deps) {
  const askedAtMs = new Map<string, number>()
  return async () => {
    const nowMs = deps.clock.now()
    for (const charge of await deps.store.chargesWithOpenRefunds())
      for (const refund of charge.refunds) {
        const key = `${refund.endToEndId} ${refund.id}`
        const isOpen = refund.status === 'requested' || refund.status === 'processing'
        const pauseMs = Math.min(Math.max((nowMs - refund.askedAtMs) / 10, 1_000), 600_000)
        if (!isOpen) askedAtMs.delete(key)
        else if (nowMs - (askedAtMs.get(key) ?? 0) >= pauseMs) {
          askedAtMs.set(key, nowMs)
          await follow(deps, charge.txid, refund)
        }
      }
  }
}

async function follow(deps: Deps, txid: string, refund: Refund): Promise<void> {
  try {
    const said = await deps.psp.readRefund(refund.endToEndId, refund.id)
    if (said !== 'absent') await commitFact(deps, txid, { kind: 'refund-says', refund: said })
    else if (refund.status === 'requested') await sendRefund(deps, txid, refund)
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    deps.log.debug({ txid, refund: refund.id, code: error.code }, 'refund not followed')
  }
}
