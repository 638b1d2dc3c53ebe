import type { TlsMaterial } from '../../wire/credentials.ts'
import { createTransport, type Transport, WireError } from '../../wire/transport.ts'
import { CodeFault } from './fault.ts'
import { type Place, placeOf, publicLookup, type Reach } from './location.ts'

/** A person stands before the screen: the payload and its keys come within this, each. */
const deadlineMs = 5_000
/** Fifty texts of 250 characters and a signature (API Pix 2.9.0, infoAdicionais), several times over. */
const maxBytes = 64 * 1024

export type Fetcher = ReturnType<typeof createFetcher>

/**
 * Reads what stands at the address that a code names. No redirects, one answer of bounded size in bounded time. `own` is the sandbox's
 * host, with the certificates that it wants.
 */
export function createFetcher(own: { host: string; tls: () => TlsMaterial } | undefined) {
  const reach: Reach = { ownHost: own?.host }
  const strangers = createTransport({}, { maxBytes, lookup: publicLookup })
  let sandbox: Transport | undefined
  const transportTo = ({ isOwn }: Place): Transport => {
    if (!isOwn || own === undefined) return strangers
    sandbox ??= createTransport(own.tls(), { maxBytes })
    return sandbox
  }

  return {
    /** Throws CodeFault `location` for an address where we do not go. */
    place(address: string): Place {
      const place = placeOf(address, reach)
      if (place !== undefined) return place
      throw new CodeFault('location', 'points at an address that this server does not call')
    },
    async read(place: Place, accept: string): Promise<{ text: string; contentType: string }> {
      const { url } = place
      const asked = transportTo(place).call({ url: url.href, method: 'GET', headers: { accept } }, deadlineMs)
      const reply = await asked.catch((cause: unknown) => {
        if (cause instanceof WireError)
          throw new CodeFault('location', 'cannot be read now: the receiver’s bank does not answer', cause)
        throw cause
      })
      if (reply.status === 404 || reply.status === 410)
        throw new CodeFault('status', 'is not there any more: it was paid, removed, or has expired')
      if (reply.status !== 200)
        throw new CodeFault('location', `cannot be read: the receiver’s bank answers ${reply.status}`)
      return { text: reply.body, contentType: reply.headers['content-type'] ?? '' }
    },
    close: async () => {
      await Promise.all([strangers.close(), sandbox?.close()])
    },
  }
}
