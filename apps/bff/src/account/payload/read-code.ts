import { type BrCode, BrCodeError, readBrCode } from '@balcao/brcode'
import { CodeFault } from './fault.ts'
import type { Fetcher } from './fetch-payload.ts'
import { readSignedCharge, type SignedCharge } from './read-charge.ts'
import { readSignedRecurrence, type SignedRecurrence } from './read-recurrence.ts'
import { verifyPayload } from './verify-payload.ts'

/** A code, and what the receiver's bank has signed about it. */
export type SignedCode = {
  brCode: BrCode
  charge: SignedCharge | null
  recurrence: SignedRecurrence | null
  /** The names in the certificates. */
  signedBy: string[]
}
/** `offer`: of a composite whose charge has been paid, and is not there any more. */
export type Part = 'all' | 'offer'

/** Reads a copia e cola and verifies everything that it points at, before anything of it is shown. Throws CodeFault. */
export async function readSignedCode(
  fetcher: Fetcher,
  pixCopiaECola: string,
  nowMs: number,
  part: Part = 'all',
): Promise<SignedCode> {
  const brCode = parse(pixCopiaECola)
  const { url, recurrenceUrl } = brCode
  const charge = url === undefined ? undefined : fetcher.place(url)
  const recurrence = recurrenceUrl === undefined ? undefined : fetcher.place(recurrenceUrl)
  // Two banks cannot have made one code: one half would be somebody else's, put there to be signed for along with it.
  if (charge !== undefined && recurrence !== undefined && charge.url.host !== recurrence.url.host)
    throw new CodeFault('host', 'points at two different hosts')
  const [signedCharge, signedRecurrence] = await Promise.all([
    charge && part === 'all' ? verifyPayload(fetcher, charge, nowMs) : undefined,
    recurrence && verifyPayload(fetcher, recurrence, nowMs),
  ])
  const kind = brCode.kind.startsWith('cobv') ? 'due' : 'immediate'
  const signed = [signedCharge, signedRecurrence].flatMap((one) => one?.signedBy ?? [])
  return {
    brCode,
    charge: signedCharge === undefined ? null : readSignedCharge(signedCharge.claims, kind),
    recurrence: signedRecurrence === undefined ? null : readSignedRecurrence(signedRecurrence.claims),
    signedBy: [...new Set(signed)],
  }
}

function parse(text: string): BrCode {
  try {
    return readBrCode(text)
  } catch (cause) {
    if (!(cause instanceof BrCodeError)) throw cause
    throw new CodeFault('pixCopiaECola', `is no code of Pix: ${cause.message}`, cause)
  }
}
