import { mergeRefunds, type Refund } from '@balcao/domain'
import { isOutcomeUnknown, PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import { commitFact } from './commit-fact.ts'
import { replicaLagMs } from './silence.ts'

/** Commits what the PSP says of one refund, to the charge that its Pix pays or to the Pix alone. */
export async function takeRefund(deps: Deps, refund: Refund): Promise<void> {
  const txid = await deps.store.chargeOf(refund.endToEndId)
  if (txid !== undefined) await commitFact(deps, txid, { kind: 'refund-says', refund })
  else
    await deps.store.advanceOrphan(refund.endToEndId, ({ refunds }) => mergeRefunds(refunds, [refund]), {
      by: deps.by,
      nowMs: deps.clock.now(),
    })
}

/** Asks for the refund with its own id and words. Where the answer is lost or refused, the PSP is asked what became of that id. */
export async function sendRefund(deps: Deps, refund: Refund, attempt: 'first' | 'repeat'): Promise<void> {
  const { endToEndId, id, amountCents, description } = refund
  try {
    await takeRefund(deps, await deps.psp.refund(endToEndId, id, amountCents, description ?? undefined))
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    deps.log.warn({ endToEndId, refund: id, code: error.code }, 'refund not answered')
    const isPassing = error.code === 'unauthorized' || error.code === 'rate-limited'
    if (isOutcomeUnknown(error)) deps.silence.heardNothing(keyOf(refund))
    else if (!isPassing) await afterRefusal(deps, refund, error, attempt)
  }
}

const keyOf = ({ endToEndId, id }: Refund) => `${endToEndId} ${id}`

/** "Already used" and "more than is left" may both mean that the first try was applied: only the PSP knows. */
async function afterRefusal(
  deps: Deps,
  refund: Refund,
  refusal: PixError,
  attempt: 'first' | 'repeat',
): Promise<void> {
  const said = await deps.psp.readRefund(refund.endToEndId, refund.id).catch((error: unknown) => {
    if (!(error instanceof PixError)) throw error
    return undefined
  })
  if (said === undefined) return
  // A replica may not know an earlier try yet: to free its amount now would let the same money go out twice.
  const mayExist = attempt === 'repeat' || refusal.code === 'conflict'
  const quietMs = Math.min(deps.silence.forMs(keyOf(refund)), deps.psp.nowMs() - refund.askedAtMs)
  if (said === 'absent' && mayExist && quietMs < replicaLagMs) return
  const reason = refusal.problem?.violations[0]?.reason ?? refusal.problem?.detail ?? refusal.message
  await takeRefund(deps, said === 'absent' ? { ...refund, status: 'not-realized', reason } : said)
}
