import { PixError, type PixReply } from '@balcao/pix'
import type { TlsMaterial } from '../wire/credentials.ts'
import { createTransport as createWire, type Outgoing, WireError } from '../wire/transport.ts'

export type Transport = ReturnType<typeof createTransport>

/** The way to a PSP. Throws PixError unavailable (nobody knows what happened) or malformed-reply (the answer is too long). */
export function createTransport(material: TlsMaterial) {
  const { call, close } = createWire(material)
  return {
    call: (outgoing: Outgoing, deadlineMs: number): Promise<PixReply> =>
      call(outgoing, deadlineMs).catch((cause: unknown) => {
        throw cause instanceof WireError ? asPixError(cause) : cause
      }),
    close,
  }
}

/** What broke is the cause: a person who sets this up is told by it what is wrong with the certificates. */
const asPixError = ({ code, cause }: WireError) =>
  code === 'too-long'
    ? new PixError('malformed-reply', 'The answer is longer than any answer of the API Pix', { cause })
    : new PixError('unavailable', 'The PSP did not answer in time, or the connection broke', { cause })
