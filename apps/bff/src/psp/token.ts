import {
  isOutcomeUnknown,
  PixError,
  type PixReply,
  type PspProfile,
  readToken,
  tokenRequest,
} from '@balcao/pix'
import { createTokens as createHeldTokens } from '../wire/tokens.ts'
import type { Credentials } from './credentials.ts'
import type { Transport } from './transport.ts'

const deadlineMs = 5_000

/** The PSP's access token. */
export const createTokens = (profile: PspProfile, now: () => number) =>
  createHeldTokens<Transport, Credentials>(
    {
      ask: async (transport, credentials) =>
        readAnswer(await transport.call(tokenRequest(profile, credentials), deadlineMs), profile),
      isOutcomeUnknown,
      notTaken: () =>
        new PixError('unauthorized', 'The PSP does not take the token that it gave', { status: 401 }),
    },
    now,
  )

/** Whatever the authorization server's no is called, without a token it is us that the PSP will not have. */
function readAnswer(reply: PixReply, profile: PspProfile) {
  try {
    return readToken(reply, profile)
  } catch (cause) {
    if (!(cause instanceof PixError) || isOutcomeUnknown(cause) || cause.code === 'rate-limited') throw cause
    throw new PixError('unauthorized', cause.message, { cause, status: cause.status, problem: cause.problem })
  }
}
