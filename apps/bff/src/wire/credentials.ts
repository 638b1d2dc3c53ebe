import { createHash, type X509Certificate } from 'node:crypto'
import { statSync } from 'node:fs'
import type { Identity } from './certificate-file.ts'

/** What a TLS context is made of. Without `ca` the public roots that come with Node are trusted. */
export type TlsMaterial = {
  ca?: string | string[]
  cert?: string
  key?: string
  pfx?: Buffer
  passphrase?: string
}

/** Who we are in TLS. The thumbprint names the certificate: a token is good with the one it was issued to (RFC 8705 §3). */
export type TlsIdentity = {
  tls: TlsMaterial
  /** Absent where the other side asks for none, which some do in their environment for tests. */
  certificate?: X509Certificate
  thumbprint: string
}

/** Where credentials come from: the files that they are in, and what reads them all. Reading throws SettingFault. */
export type Source<T> = { files: readonly string[]; read: () => T }

export const identified = (identity: Identity | undefined) => ({
  ...(identity && { certificate: identity.certificate }),
  thumbprint: identity === undefined ? '' : thumbprintOf(identity.certificate),
})

const thumbprintOf = (certificate: X509Certificate) =>
  createHash('sha256').update(certificate.raw).digest('base64url')

/**
 * The certificate and the secrets as they are on disk now. They are read again when a file changes, so that a renewal needs no
 * restart; files that do not parse or do not belong together are left alone and the old ones go on serving.
 */
export function watchCredentials<T>(source: Source<T>, onRefused: (error: unknown) => void) {
  let seen = stamp(source.files)
  let current = source.read()
  return {
    current: () => current,
    /** Answers true when there are new ones. */
    reload(): boolean {
      const now = stamp(source.files)
      if (now === undefined || now === seen) return false
      seen = now
      try {
        current = source.read()
        return true
      } catch (error) {
        onRefused(error)
        return false
      }
    },
  }
}

/** Undefined between the removal of an old file and the arrival of the new one. */
function stamp(files: readonly string[]): string | undefined {
  try {
    return files
      .map((path) => statSync(path))
      .map(({ mtimeMs, size, ino }) => `${mtimeMs}:${size}:${ino}`)
      .join()
  } catch {
    return undefined
  }
}
