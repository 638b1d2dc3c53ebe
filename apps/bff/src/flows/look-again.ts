import { refundedCents } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import { commitFact } from './commit-fact.ts'
import { kindOf } from './due-charge.ts'
import { settleCharge } from './settle-charge.ts'
import { settleReceived } from './sweep.ts'

/** Asks the PSP about one Pix now, and takes in what it says by the usual flows. Throws PixError where it does not answer. */
export async function lookAtPix(deps: Deps, endToEndId: string): Promise<void> {
  const { store, psp } = deps
  const found = await psp.readPix(endToEndId)
  await store.lookedAtPix(endToEndId, found)
  if (found === 'absent') return
  await settleReceived(deps, [found], 'asking')
  const txid = await store.chargeOf(endToEndId)
  if (txid !== undefined) await settleCharge(deps, txid, 'asking')
}

/** Asks the PSP about one charge now. One that is not ours stays where it is: at the PSP alone. */
export async function lookAtCharge(deps: Deps, txid: string): Promise<void> {
  const { store, psp } = deps
  const charge = await store.charge(txid)
  const truth = await psp.readCharge(txid, charge && kindOf(charge))
  if (truth === 'absent') return store.lookedAtCharge(txid, 'absent')
  await commitFact(deps, txid, truth)
  const createdAtMs = (await store.createdThereAtMs(txid)) ?? charge?.createdAtMs
  if (createdAtMs === undefined) return
  const { amountCents, status } = truth
  await store.lookedAtCharge(txid, {
    txid,
    amountCents,
    status,
    createdAtMs,
    refundedCents: refundedCents(truth),
  })
}
