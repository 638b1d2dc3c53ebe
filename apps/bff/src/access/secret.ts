import { hash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Crockford's base 32: nothing that looks like something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What nobody guesses. */
export type Secrets = typeof secrets
export const secrets = {
  /** 256 bits, in letters that fit a cookie. */
  newSecret: () => randomBytes(32).toString('base64url'),
  /** 128 bits, in the shape of every other id of ours. */
  newId: () => randomBytes(16).toString('hex'),
  /** Eight characters, 40 bits: in the five minutes of its life nobody guesses it through a door with a limit. */
  newPairingCode: () => [...randomBytes(8)].map((byte) => alphabet[byte % 32]).join(''),
  /** Two digits that two people compare with their eyes. They keep nothing secret: they show that both look at the same pairing. */
  newCheckDigits: () => `${randomInt(10, 100)}`,
}

/** What is kept of a secret: whoever reads the ledger cannot use it. A secret of 256 bits needs no slow hash. */
export const fingerprint = (secret: string) => hash('sha256', secret)

/**
 * Compares what is given with a secret, in a time that says how long the secret is and nothing of where they differ. It is asked at every
 * request, so it makes nothing that somebody would have to clear away.
 */
export function createSecretCheck(secret: string): (given: string) => boolean {
  const kept = Buffer.from(secret)
  // What is longer than the secret is seen to be: there is room for one more character, of which the longest has four bytes.
  const room = Buffer.alloc(kept.length + 4)
  const begin = room.subarray(0, kept.length)
  return (given) => room.write(given) === kept.length && timingSafeEqual(begin, kept)
}

/** As a person types it: small letters, spaces and hyphens, and the letters that Crockford reads as digits. */
export const readPairingCode = (typed: string) =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
