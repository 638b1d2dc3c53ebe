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

/** Compares what is given with what was kept, in a time that says nothing of where they differ. */
export const isSecretOf = (given: string, kept: string) =>
  timingSafeEqual(Buffer.from(fingerprint(given)), Buffer.from(kept))

/** As a person types it: small letters, spaces and hyphens, and the letters that Crockford reads as digits. */
export const readPairingCode = (typed: string) =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
