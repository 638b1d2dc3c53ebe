import {
  isOutcomeUnknown,
  PixError,
  type PixReply,
  type PspProfile,
  readToken,
  tokenRequest,
} from '@balcao/pix'
import type { Credentials } from './credentials.ts'
import type { Transport } from './transport.ts'

/** Refreshed this long before its end, so that no call starts with a token that dies on the way. */
const marginMs = 60_000
/** After a refusal the authorization server is left alone for this long: some PSPs lock a client that insists. */
const pauseAfterRefusalMs = 5_000
const deadlineMs = 5_000

/** The access token: in memory alone, one request in flight whatever the number of callers, good for one certificate. */
export function createTokens(profile: PspProfile, now: () => number) {
  let held: { token: string; goodUntilMs: number; thumbprint: string; hasWorked: boolean } | undefined
  let asking: Promise<string> | undefined
  let refused: { error: unknown; untilMs: number } | undefined

  async function ask(transport: Transport, credentials: Credentials): Promise<string> {
    const request = tokenRequest(profile, credentials)
    const askedAtMs = now()
    const { accessToken, expiresInSeconds } = readAnswer(await transport.call(request, deadlineMs), profile)
    const lifeMs = expiresInSeconds * 1000
    const goodForMs = Math.max(lifeMs - marginMs, lifeMs * 0.8)
    const { thumbprint } = credentials
    held = { token: accessToken, goodUntilMs: askedAtMs + goodForMs, thumbprint, hasWorked: false }
    return accessToken
  }
  const rest = (error: unknown) => {
    refused = { error, untilMs: now() + pauseAfterRefusalMs }
  }

  return {
    get(transport: Transport, credentials: Credentials): Promise<string> {
      if (held !== undefined && held.goodUntilMs > now() && held.thumbprint === credentials.thumbprint)
        return Promise.resolve(held.token)
      if (refused !== undefined && refused.untilMs > now()) return Promise.reject(refused.error)
      asking ??= ask(transport, credentials)
        .catch((error: unknown) => {
          // A server that is not there refuses nobody, and is asked again as the rest of the PSP is.
          if (!isOutcomeUnknown(error)) rest(error)
          throw error
        })
        .finally(() => {
          asking = undefined
        })
      return asking
    },
    /** Notes that a token was taken. */
    accepted(token: string) {
      if (held?.token === token) held.hasWorked = true
    },
    /** Forgets a token that was answered with 401; one that came since is kept. */
    evict(token: string) {
      if (held?.token !== token) return
      // One that never worked will not be the last: to ask on would be a loop.
      if (!held.hasWorked)
        rest(new PixError('unauthorized', 'The PSP does not take the token that it gave', { status: 401 }))
      held = undefined
    },
  }
}

/** Whatever the authorization server's no is called, without a token it is us that the PSP will not have. */
function readAnswer(reply: PixReply, profile: PspProfile) {
  try {
    return readToken(reply, profile)
  } catch (cause) {
    if (!(cause instanceof PixError) || isOutcomeUnknown(cause) || cause.code === 'rate-limited') throw cause
    throw new PixError('unauthorized', cause.message, { cause, status: cause.status, problem: cause.problem })
  }
}
