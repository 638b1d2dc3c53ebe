import { createHash, timingSafeEqual } from 'node:crypto'
import type { Token, World } from './world.ts'

/** What this PSP lets a merchant do; one scope per tag and direction (API Pix 2.9.0, securitySchemes). */
export const scopes = [
  'cob.read',
  'cob.write',
  'cobv.read',
  'cobv.write',
  'payloadlocation.read',
  'payloadlocation.write',
  'pix.read',
  'pix.write',
  'webhook.read',
  'webhook.write',
  'payloadlocationrec.read',
  'payloadlocationrec.write',
  'rec.read',
  'rec.write',
  'solicrec.read',
  'solicrec.write',
  'cobr.read',
  'cobr.write',
  'webhookrec.read',
  'webhookrec.write',
  'webhookcobr.read',
  'webhookcobr.write',
] as const
export type Scope = (typeof scopes)[number]

/** Expired tokens are forgotten once this many are kept, so that a client in a loop cannot fill the memory. */
const tokensKept = 1000

/** A new token, usable only over connections with the certificate of this thumbprint (RFC 8705 §3). */
export function issueToken(world: World, thumbprint: string, granted: string[], seconds: number): string {
  const secret = world.ports.ids.token()
  const now = world.wallClock.now()
  if (world.tokens.size >= tokensKept) {
    for (const token of world.tokens.values()) if (token.expiresAt <= now) forget(world, token)
  }
  const token: Token = {
    id: digest(secret),
    thumbprint,
    scopes: granted,
    expiresAt: now + seconds * 1000,
  }
  world.tokens.set(token.id, token)
  world.save('token', token.id, token)
  return secret
}

/** The token, if it is known, alive and bound to this certificate. Which of the three failed is nobody's business. */
export function findToken(world: World, secret: string, thumbprint: string): Token | undefined {
  const token = world.tokens.get(digest(secret))
  if (!token || token.expiresAt <= world.wallClock.now()) return undefined
  return token.thumbprint === thumbprint ? token : undefined
}

/** Revokes one, or all. */
export function revokeTokens(world: World, secret?: string): number {
  const id = secret === undefined ? undefined : digest(secret)
  const revoked = [...world.tokens.values()].filter((token) => id === undefined || token.id === id)
  for (const token of revoked) forget(world, token)
  return revoked.length
}

/** Compares digests: equal in length whatever was sent, so time tells nothing. */
export const sameSecret = (one: string, other: string) =>
  timingSafeEqual(Buffer.from(digest(one)), Buffer.from(digest(other)))

function forget(world: World, token: Token): void {
  world.tokens.delete(token.id)
  world.save('token', token.id, undefined)
}

const digest = (secret: string) => createHash('sha256').update(secret).digest('hex')
