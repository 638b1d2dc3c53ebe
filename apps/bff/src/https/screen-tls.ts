import { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { needPrivate } from '../access/private-file.ts'
import type { Settings } from '../env.ts'
import { readPair } from '../wire/certificate-file.ts'
import { issueServer, type Pair } from './certificates.ts'
import { openAuthority } from './local-authority.ts'
import { ownNames } from './own-names.ts'

/** What the screens' port shows over TLS. */
export type ScreenTls = {
  /** The certificate and key as they are now. */
  pair: () => Pair
  /** Takes up a renewed file, or renews; says whether there is another one now. Throws where the new one cannot be used. */
  renew: () => boolean
  endMs: () => number
  /** Whether a browser that asks for this name finds it in the certificate. */
  isName: (host: string) => boolean
  /** What tablets are to trust; undefined where they trust it already. */
  authority: Authority | undefined
}
/** `fingerprint` is the SHA-256 of the certificate, in pairs of hex, as tablets show it. */
export type Authority = { pem: string; fingerprint: string }

const day = 24 * 3_600_000
/** Two thirds of its life are over, and a machine that is off for a month is not too late. */
const renewBeforeMs = 30 * day

/** Undefined where the screens speak plain HTTP. Throws where the files cannot be used. */
export function screenTlsOf(settings: Settings, now: () => number): ScreenTls | undefined {
  const { HTTPS, HTTPS_NAMES, HTTPS_CERT_FILE: cert, HTTPS_KEY_FILE: key, DATA_DIR } = settings
  if (HTTPS === 'local')
    return fromAuthority(openAuthority(DATA_DIR, now()), () => ownNames(HTTPS_NAMES), now)
  if (cert !== undefined && key !== undefined) return fromFiles(cert, key)
  return undefined
}

export function fromAuthority(authority: Pair, names: () => string[], now: () => number): ScreenTls {
  const issue = () => {
    const wanted = names()
    return { ...known(issueServer(authority, wanted, now())), names: wanted.join() }
  }
  let current = issue()
  return {
    ...look(() => current),
    authority: { pem: authority.cert, fingerprint: new X509Certificate(authority.cert).fingerprint256 },
    renew() {
      const isEnding = current.certificate.validToDate.getTime() - now() < renewBeforeMs
      // The router has given out another address.
      if (!isEnding && names().join() === current.names) return false
      current = issue()
      return true
    },
  }
}

function fromFiles(certPath: string, keyPath: string): ScreenTls {
  const read = () => {
    needPrivate('HTTPS_KEY_FILE', keyPath)
    const { tls } = readPair(
      { name: `HTTPS_CERT_FILE ${certPath}`, path: certPath },
      { name: `HTTPS_KEY_FILE ${keyPath}`, path: keyPath },
    )
    if (!('cert' in tls)) throw new Error('HTTPS_CERT_FILE must be PEM')
    return known(tls)
  }
  let current = read()
  return {
    ...look(() => current),
    authority: undefined,
    renew() {
      const next = read()
      if (next.pair.cert === current.pair.cert) return false
      current = next
      return true
    },
  }
}

type Known = { pair: Pair; certificate: X509Certificate }
const known = (pair: Pair): Known => ({ pair, certificate: new X509Certificate(pair.cert) })

const look = (current: () => Known) => ({
  pair: () => current().pair,
  endMs: () => current().certificate.validToDate.getTime(),
  isName: (host: string) => {
    const { certificate } = current()
    const bare = host.replace(/^\[(.*)\]$/, '$1')
    return (isIP(bare) === 0 ? certificate.checkHost(bare) : certificate.checkIP(bare)) !== undefined
  },
})
