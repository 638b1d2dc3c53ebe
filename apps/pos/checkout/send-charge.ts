import type { Charge, Problem } from '@balcao/contracts'
import { isRefusal, type Reply } from '@balcao/shell'

export interface Sending {
  readonly put: (signal: AbortSignal) => Promise<Reply<Charge>>
  readonly cancel: () => Promise<Reply<Charge>>
  /** The stream has shown this charge: the server has it, whatever became of our request. */
  readonly isKnown: () => boolean
  /** The cashier has given it up. */
  readonly isGivenUp: () => boolean
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
}

export type Sent =
  | { readonly kind: 'accepted'; readonly charge: Charge | undefined }
  | { readonly kind: 'refused'; readonly problem: Problem }
  /** Given up, and the server never had it. */
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'stopped' }

const firstPauseMs = 500
/** The customer is standing there: even a server that was away for long is asked this often. */
const longestPauseMs = 5_000

/**
 * Sends one charge until somebody knows what became of it. Every attempt carries the same txid and the same bytes, so that
 * sending once more can never charge once more; and nothing is called failed while its outcome is unknown.
 */
export async function sendCharge(sending: Sending, signal: AbortSignal): Promise<Sent> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    const sent = sending.isGivenUp() ? await withdraw(sending) : await send(sending, signal)
    if (sent) return signal.aborted ? { kind: 'stopped' } : sent
    if (sending.isKnown() && !sending.isGivenUp()) return { kind: 'accepted', charge: undefined }
    await sending.pause(Math.min(firstPauseMs * 2 ** attempt, longestPauseMs), signal)
  }
  return { kind: 'stopped' }
}

async function send({ put }: Sending, signal: AbortSignal): Promise<Sent | undefined> {
  const reply = await put(signal)
  if (reply.ok) return { kind: 'accepted', charge: reply.value }
  return isRefusal(reply.problem) ? { kind: 'refused', problem: reply.problem } : undefined
}

async function withdraw({ cancel }: Sending): Promise<Sent | undefined> {
  const reply = await cancel()
  if (reply.ok) return { kind: 'accepted', charge: reply.value }
  if (!isRefusal(reply.problem)) return undefined
  // Unknown there: it was never written. Anything else the server has, and the stream tells how it stands.
  return reply.problem.status === 404 ? { kind: 'withdrawn' } : { kind: 'accepted', charge: undefined }
}
