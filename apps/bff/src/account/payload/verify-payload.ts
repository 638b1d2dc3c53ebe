import { createHash, X509Certificate } from 'node:crypto'
import * as z from 'zod/mini'
import { CodeFault } from './fault.ts'
import type { Fetcher } from './fetch-payload.ts'
import type { Place } from './location.ts'

/** Loaded with the first code that is read: every start is 70 ms shorter without it. */
const jose = () => import('jose')

/** Asymmetric ones alone: with `none` or a shared secret anybody could have signed (RFC 8725 §3.1). */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']

const Header = z.object({
  alg: z.enum(algorithms as [string, ...string[]]),
  kid: z.string(),
  jku: z.string(),
  'x5t#S256': z.optional(z.string()),
  x5t: z.optional(z.string()),
})
const Key = z.looseObject({
  kid: z.string(),
  kty: z.enum(['RSA', 'EC']),
  x5c: z.array(z.string()).check(z.minLength(1)),
})
const Keys = z.object({ keys: z.array(z.unknown()) })

/** The claims of a payload whose signature holds, and the name in the certificate that it was made with. */
export type Signed = { claims: Record<string, unknown>; signedBy: string }

/**
 * Reads a location and verifies the JWS that stands there (Manual de Segurança do Pix, JWS): the keys are at the location's own host,
 * the key has a certificate of that name which is valid now, and the signature is its. Throws CodeFault.
 */
export async function verifyPayload(fetcher: Fetcher, place: Place, nowMs: number): Promise<Signed> {
  const { text, contentType } = await fetcher.read(place, 'application/jose')
  if (!/^application\/jose\b/i.test(contentType))
    throw new CodeFault('payload', 'holds something else than a signed payload')
  const header = await readHeader(text)
  const keysAt = fetcher.place(header.jku)
  if (keysAt.url.host !== place.url.host)
    throw new CodeFault('signature', 'is signed with a key of another host than its own')
  const key = await readKey(fetcher, keysAt, header.kid)
  const certificate = checkCertificate(key, header, place.url.hostname, nowMs)
  const claims = await readClaims(text, key, header.alg)
  return { claims, signedBy: certificate }
}

async function readHeader(text: string): Promise<z.output<typeof Header>> {
  const { decodeProtectedHeader } = await jose()
  try {
    const header = Header.safeParse(decodeProtectedHeader(text))
    if (header.success && (header.data['x5t#S256'] ?? header.data.x5t) !== undefined) return header.data
  } catch (cause) {
    throw new CodeFault('signature', 'is not a signed payload', cause)
  }
  throw new CodeFault('signature', 'does not say with which key and certificate it was signed')
}

async function readKey(fetcher: Fetcher, place: Place, kid: string): Promise<z.output<typeof Key>> {
  const { text } = await fetcher.read(place, 'application/json').catch((cause: unknown) => {
    if (!(cause instanceof CodeFault)) throw cause
    throw new CodeFault('signature', 'is signed with a key that cannot be read now', cause)
  })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new CodeFault('signature', 'is signed with a key that cannot be read')
  }
  const keys = Keys.safeParse(value)
  const found = (keys.success ? keys.data.keys : [])
    .map((one) => Key.safeParse(one))
    .find((one) => one.success && one.data.kid === kid)
  if (found?.success) return found.data
  throw new CodeFault('signature', 'is signed with a key that its host does not know')
}

/** The leaf of `x5c`: its own thumbprint, its name, its dates, its issuers, its key. Answers with its name. */
function checkCertificate(
  key: z.output<typeof Key>,
  header: z.output<typeof Header>,
  hostname: string,
  nowMs: number,
): string {
  const refuse = (message: string, cause?: unknown) => new CodeFault('certificate', message, cause)
  let chain: X509Certificate[]
  try {
    chain = key.x5c.map((one) => new X509Certificate(Buffer.from(one, 'base64')))
  } catch (cause) {
    throw refuse('is signed with a certificate that cannot be read', cause)
  }
  const [leaf] = chain
  if (leaf === undefined) throw refuse('is signed without a certificate')
  const said = header['x5t#S256']
  const thumbprint = createHash(said === undefined ? 'sha1' : 'sha256')
    .update(leaf.raw)
    .digest('base64url')
  if (thumbprint !== (said ?? header.x5t)) throw refuse('is signed with another certificate than it names')
  if (leaf.checkHost(hostname, { subject: 'default' }) === undefined)
    throw refuse('is signed with the certificate of another name')
  if (nowMs < leaf.validFromDate.getTime() || nowMs > leaf.validToDate.getTime())
    throw refuse('is signed with a certificate that is not valid now')
  for (const [index, one] of chain.entries()) {
    const issuer = chain[index + 1]
    if (issuer !== undefined && !(one.checkIssued(issuer) && one.verify(issuer.publicKey)))
      throw refuse('is signed with a certificate whose chain does not hold')
  }
  const { kty, n, e, crv, x, y } = leaf.publicKey.export({ format: 'jwk' })
  const own = kty === 'RSA' ? [kty, n, e] : [kty, crv, x, y]
  const told = kty === 'RSA' ? [key.kty, key.n, key.e] : [key.kty, key.crv, key.x, key.y]
  if (own.some((part, index) => part !== told[index]))
    throw refuse('is signed with a key that is not its certificate’s')
  return leaf.subjectAltName?.match(/DNS:([^,\s]+)/)?.[1] ?? hostname
}

async function readClaims(
  text: string,
  key: z.output<typeof Key>,
  alg: string,
): Promise<Record<string, unknown>> {
  const { compactVerify, errors, importJWK } = await jose()
  const { alg: _, key_ops: __, ...bare } = key
  try {
    // Without the key's own `alg`, where "RSA" is seen, which is none (bacen/pix-api#541).
    const { payload } = await compactVerify(text, await importJWK(bare, alg), { algorithms: [alg] })
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload))
    if (typeof claims === 'object' && claims !== null && !Array.isArray(claims))
      return claims as Record<string, unknown>
  } catch (cause) {
    if (cause instanceof errors.JWSSignatureVerificationFailed)
      throw new CodeFault('signature', 'has a signature that does not hold', cause)
    throw new CodeFault('signature', 'has a signature that cannot be verified', cause)
  }
  throw new CodeFault('payload', 'holds no payload')
}
