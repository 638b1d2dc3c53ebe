import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const CredentialsFile = z.object({
  clientId: z.string().check(z.minLength(1)),
  clientSecret: z.string().check(z.minLength(1)),
  chave: z.string().check(z.minLength(1), z.maxLength(77)),
})

/** Who we are to the PSP. The thumbprint names the certificate: a token is good with the one it was issued to (RFC 8705 §3). */
export type Credentials = z.infer<typeof CredentialsFile> & {
  ca: string
  cert: string
  key: string
  thumbprint: string
}

const names = ['ca.pem', 'client.pem', 'client.key', 'credentials.json'] as const

/**
 * The certificate and the secrets as they are on disk now. They are read again when a file changes, so that a renewal needs no
 * restart; files that do not parse or do not belong together are left alone and the old ones go on serving.
 */
export function watchCredentials(pkiDir: string, onRefused: (error: unknown) => void) {
  let seen = stamp(pkiDir)
  let current = load(pkiDir)
  return {
    current: () => current,
    /** Answers true when there are new ones. */
    reload(): boolean {
      const now = stampOrNothing(pkiDir)
      if (now === undefined || now === seen) return false
      seen = now
      try {
        current = load(pkiDir)
        return true
      } catch (error) {
        onRefused(error)
        return false
      }
    },
  }
}

const stamp = (dir: string) =>
  names
    .map((name) => statSync(join(dir, name)))
    .map(({ mtimeMs, size, ino }) => `${mtimeMs}:${size}:${ino}`)
    .join()

function stampOrNothing(dir: string): string | undefined {
  try {
    return stamp(dir)
  } catch {
    return undefined // between the removal of an old file and the arrival of the new one
  }
}

function load(dir: string): Credentials {
  const [ca, cert, key, json] = names.map((name) => readFileSync(join(dir, name), 'utf8')) as [
    string,
    string,
    string,
    string,
  ]
  const certificate = new X509Certificate(cert)
  if (!certificate.checkPrivateKey(createPrivateKey(key)))
    throw new Error(
      `${join(dir, 'client.key')} is not the key of client.pem: put the pair that belongs together`,
    )
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')
  return { ...CredentialsFile.parse(JSON.parse(json)), ca, cert, key, thumbprint }
}
