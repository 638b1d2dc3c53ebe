import { PixError, type PixHint, readWebhookBody } from '@balcao/pix'
import type { Deps } from '../deps.ts'
import type { ReceivedPix } from '../psp/psp.ts'
import { settleCharge } from './settle-charge.ts'
import { settleReceived } from './sweep.ts'

/** Bodies handled after a start, or after the PSP came back, at once. */
const batch = 100

/**
 * Follows a hint to the truth: every charge the body names is asked for at the PSP, and a Pix without a charge of ours is read
 * there before it is kept. Nothing that the body says is believed.
 */
export async function readWebhook(deps: Deps, id: number, body: string): Promise<void> {
  const { store, clock, log } = deps
  try {
    const strangers: string[] = []
    const asked = new Set<string>()
    for (const { txid, endToEndId } of hints(deps, id, body)) {
      if (txid === undefined || (await store.charge(txid)) === undefined) strangers.push(endToEndId)
      else if (!asked.has(txid)) {
        asked.add(txid)
        const outcome = await settleCharge(deps, txid, 'webhook')
        if (outcome === 'absent') log.warn({ txid }, 'webhook for a charge that the PSP does not know')
      }
    }
    await settleReceived(deps, await confirmed(deps, strangers), 'webhook')
    await store.markHandled(id, clock.now())
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    // Not answered: it stays in the inbox and is taken up again.
    log.warn({ id, code: error.code }, 'webhook not followed yet')
  }
}

/** A body that is no callback hints at nothing, now and for ever. */
function hints({ log }: Deps, id: number, body: string): PixHint[] {
  try {
    return readWebhookBody(body)
  } catch (error) {
    if (!(error instanceof PixError)) throw error
    log.warn({ id }, 'webhook with a body that is no callback')
    return []
  }
}

/** The bodies that nobody has finished: a crash, a PSP that was down. Oldest first. */
export async function readInbox(deps: Deps): Promise<void> {
  for (const { id, body } of await deps.store.unhandledInbox(batch)) await readWebhook(deps, id, body)
}

async function confirmed({ store, psp, log }: Deps, endToEndIds: readonly string[]): Promise<ReceivedPix[]> {
  const unknown = await store.unknownPix(endToEndIds)
  const found: ReceivedPix[] = []
  for (const endToEndId of unknown) {
    const pix = await psp.readPix(endToEndId)
    if (pix === 'absent') log.warn({ endToEndId }, 'webhook for a Pix that the PSP does not know')
    else found.push(pix)
  }
  return found
}
