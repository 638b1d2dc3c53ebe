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
  const certificate = readCertificate(dir, 'client.pem')
  const [ca, cert, key] = ['ca.pem', 'client.pem', 'client.key'].map((name) => readPem(dir, name)) as [
    string,
    string,
    string,
  ]
  if (!fits(certificate, key))
    throw new Error(
      `${join(dir, 'client.key')} is not the key of client.pem: put the pair that belongs together`,
    )
  const thumbprint = createHash('sha256').update(certificate.raw).digest('base64url')
  return { ...readCredentials(join(dir, 'credentials.json')), ca, cert, key, thumbprint }
}

const readPem = (dir: string, name: string) => readFileSync(join(dir, name), 'utf8')

/** Throws an error that names the file. */
export function readCertificate(dir: string, name: string): X509Certificate {
  const pem = readPem(dir, name)
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new Error(`${join(dir, name)} is not a certificate in PEM`, { cause })
  }
}

function fits(certificate: X509Certificate, key: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key))
  } catch {
    return false // not a key at all
  }
}

/** Says which file and which field; never what is in them, since a parser's own words quote it. */
function readCredentials(path: string) {
  const text = readFileSync(path, 'utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error(`${path} is not JSON`)
  }
  const result = CredentialsFile.safeParse(value)
  if (result.success) return result.data
  const fields = result.error.issues.map(({ path: at }) => at.join('.') || 'everything')
  throw new Error(`${path} does not hold a usable ${fields.join(', ')}`)
}
