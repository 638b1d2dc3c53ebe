import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Duplex } from 'node:stream'
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls'
import { SettingFault } from './setting-fault.ts'

/** A file as the person who gave it knows it: by the setting that names it, or by its path. */
export type NamedFile = { name: string; path: string }
/** Who we are in TLS: what is handed to it, and the certificate as it can be read. */
export type Identity = {
  tls: { cert: string; key: string } | { pfx: Buffer; passphrase: string }
  certificate: X509Certificate
}

export function readBytes({ name, path }: NamedFile): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new SettingFault('unreadable', name, errorCode(cause), cause)
  }
}

export const readText = (file: NamedFile): string => readBytes(file).toString('utf8')

/** Every certificate of a PEM file, in its order; at least one. */
export function readCertificates(file: NamedFile): [X509Certificate, ...X509Certificate[]] {
  try {
    const [first, ...others] = certificatesIn(readText(file))
    if (first !== undefined) return [first, ...others]
  } catch (cause) {
    if (cause instanceof SettingFault) throw cause
    throw new SettingFault('not-a-certificate', file.name, undefined, cause)
  }
  throw new SettingFault('not-a-certificate', file.name)
}

export const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (one) => new X509Certificate(one),
  )

/** A certificate with the intermediate ones that sign it, and its key. */
export function readPair(certFile: NamedFile, keyFile: NamedFile): Identity {
  const [certificate, ...issuers] = readCertificates(certFile)
  let signed = certificate
  for (const issuer of issuers) {
    if (!signed.checkIssued(issuer)) throw new SettingFault('broken-chain', certFile.name)
    signed = issuer
  }
  const key = readText(keyFile)
  if (!certificate.checkPrivateKey(readKey(keyFile.name, key)))
    throw new SettingFault('not-its-key', keyFile.name, certFile.name)
  return { tls: { cert: readText(certFile), key }, certificate }
}

function readKey(name: string, pem: string) {
  try {
    return createPrivateKey(pem)
  } catch (cause) {
    // PKCS#8 says so in its first line, the older form in a header (RFC 7468 §11, RFC 1421 §4.6.1.1).
    const isEncrypted = /^-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem)
    throw new SettingFault(isEncrypted ? 'encrypted-key' : 'not-a-key', name, undefined, cause)
  }
}

/** A PKCS#12 file (RFC 7292). OpenSSL itself makes sure that the key in it is the certificate's. */
export function readPfx(file: NamedFile, passphrase: string): Identity {
  const tls = { pfx: readBytes(file), passphrase }
  let certificate: X509Certificate | undefined
  try {
    certificate = ownCertificate(createSecureContext(tls))
  } catch (cause) {
    throw new SettingFault(pfxFault(cause), file.name, undefined, cause)
  }
  if (certificate === undefined) throw new SettingFault('not-a-pfx', file.name)
  return { tls, certificate }
}

/** OpenSSL checks the passphrase before it looks at the cipher, so a wrong one is told apart from an old file. */
function pfxFault(error: unknown) {
  if (errorCode(error) === 'ERR_CRYPTO_UNSUPPORTED_OPERATION') return 'legacy-pfx'
  const isLocked = error instanceof Error && /mac verify failure|invalid password/i.test(error.message)
  return isLocked ? 'wrong-passphrase' : 'not-a-pfx'
}

/** Node shows the certificate of a context only on a connection: this one leads nowhere. */
function ownCertificate(secureContext: SecureContext): X509Certificate | undefined {
  const nowhere = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const socket = new TLSSocket(nowhere, { secureContext })
  try {
    return socket.getX509Certificate()
  } finally {
    socket.destroy()
  }
}

/** By the machine's clock, as TLS itself has it. */
export function checkDates({ certificate }: Pick<Identity, 'certificate'>, name: string) {
  const { validFromDate: from, validToDate: to } = certificate
  if (from.getTime() > Date.now()) throw new SettingFault('not-yet-valid', name, `from ${from.toISOString()}`)
  if (to.getTime() <= Date.now()) throw new SettingFault('expired', name, `on ${to.toISOString()}`)
}

const errorCode = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
