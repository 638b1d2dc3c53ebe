/** Refreshed this long before its end, so that no call starts with a token that dies on the way. */
const marginMs = 60_000
/** After a refusal the authorization server is left alone for this long: some lock a client that insists. */
const pauseAfterRefusalMs = 5_000

type Granted = { accessToken: string; expiresInSeconds: number }
type Grant<Via, Credentials> = {
  ask: (via: Via, credentials: Credentials) => Promise<Granted>
  /** Whether the server was not there: such a one refuses nobody, and is asked again as the rest of it is. */
  isOutcomeUnknown: (error: unknown) => boolean
  /** What is thrown where a new token is not taken. */
  notTaken: () => Error
}

/** The access token: in memory alone, one request in flight whatever the number of callers, good for one certificate. */
export function createTokens<Via, Credentials extends { thumbprint: string }>(
  { ask, isOutcomeUnknown, notTaken }: Grant<Via, Credentials>,
  now: () => number,
) {
  let held: { token: string; goodUntilMs: number; thumbprint: string; hasWorked: boolean } | undefined
  let asking: Promise<string> | undefined
  let refused: { error: unknown; untilMs: number } | undefined

  async function renew(via: Via, credentials: Credentials): Promise<string> {
    const askedAtMs = now()
    const { accessToken, expiresInSeconds } = await ask(via, credentials)
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
    get(via: Via, credentials: Credentials): Promise<string> {
      if (held !== undefined && held.goodUntilMs > now() && held.thumbprint === credentials.thumbprint)
        return Promise.resolve(held.token)
      if (refused !== undefined && refused.untilMs > now()) return Promise.reject(refused.error)
      asking ??= renew(via, credentials)
        .catch((error: unknown) => {
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
      if (!held.hasWorked) rest(notTaken())
      held = undefined
    },
  }
}
