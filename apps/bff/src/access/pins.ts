import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** OWASP's recommendation for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
const saltBytes = 16

export type Pins = ReturnType<typeof createPins>

/** PINs as they are kept, and compared: Argon2id with the pepper as its secret, off the event loop. */
export function createPins(pepper: Buffer) {
  const tagOf = (pin: string, salt: Buffer): Promise<Buffer> =>
    new Promise((resolve, reject) =>
      argon2('argon2id', { ...cost, message: pin, nonce: salt, secret: pepper }, (error, tag) =>
        error === null ? resolve(tag) : reject(error),
      ),
    )

  return {
    /** `salt.tag`, both in hex. */
    async hash(pin: string): Promise<string> {
      const salt = randomBytes(saltBytes)
      return `${salt.toString('hex')}.${(await tagOf(pin, salt)).toString('hex')}`
    },
    /** Without a hash, for a name that nobody has, it takes as long and says no: the time must not tell who works here. */
    async isRight(pin: string, hash: string | undefined): Promise<boolean> {
      const [salt = '', known = ''] = hash?.split('.') ?? []
      const tag = await tagOf(pin, hash === undefined ? Buffer.alloc(saltBytes) : Buffer.from(salt, 'hex'))
      const expected = Buffer.from(known, 'hex')
      return expected.length === tag.length && timingSafeEqual(tag, expected)
    },
  }
}
