import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { isIP } from 'node:net'

/** Loaded by whoever makes a certificate: every other start is 40 ms shorter without it. */
const forge = (): typeof import('node-forge') => createRequire(import.meta.url)('node-forge')

/** A certificate and its private key, both PEM. */
export type Pair = { cert: string; key: string }

const day = 24 * 3_600_000
/** Tablets are told to trust it by hand, one after the other: it outlives them. */
const authorityDays = 3650
/** Apple takes up to 825 days from an authority that a person has added, browsers are moving to ever less. */
const serverDays = 90
/** A clock that is slow by some hours still finds it valid. */
const slowClockMs = day

/** An authority of this shop alone. `name` is what a tablet shows where it lists whom it trusts. */
export function makeAuthority(name: string, nowMs: number): Pair {
  const key = newKey()
  const certificate = blank(key, name, nowMs, authorityDays)
  certificate.setIssuer(certificate.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ])
  return sign(certificate, key, key)
}

/** A server's certificate for these names and addresses. */
export function issueServer(authority: Pair, names: readonly string[], nowMs: number): Pair {
  const key = newKey()
  const certificate = blank(key, names[0] ?? 'localhost', nowMs, serverDays)
  const issuer = forge().pki.certificateFromPem(authority.cert)
  certificate.setIssuer(issuer.subject.attributes)
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
    // Names and addresses are of two kinds (RFC 5280 §4.2.1.6).
    {
      name: 'subjectAltName',
      altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
    },
  ])
  return sign(certificate, key, authority.key)
}

function blank(key: string, commonName: string, nowMs: number, days: number) {
  const certificate = forge().pki.createCertificate()
  const { n, e } = forge().pki.privateKeyFromPem(key)
  certificate.publicKey = forge().pki.setRsaPublicKey(n, e)
  // A positive integer (RFC 5280 §4.1.2.2): the first nibble keeps the sign bit clear.
  certificate.serialNumber = `4${randomBytes(16).toString('hex').slice(1)}`
  certificate.validity.notBefore = new Date(nowMs - slowClockMs)
  certificate.validity.notAfter = new Date(nowMs + days * day)
  certificate.setSubject([
    { name: 'organizationName', value: 'Balcao' },
    { name: 'commonName', value: commonName },
  ])
  return certificate
}

function sign(certificate: ReturnType<typeof blank>, key: string, signingKey: string): Pair {
  certificate.sign(forge().pki.privateKeyFromPem(signingKey), forge().md.sha256.create())
  // forge ends lines with CRLF, which surprises tools that compare PEM as text.
  return { cert: forge().pki.certificateToPem(certificate).replaceAll('\r\n', '\n'), key }
}

/** RSA, which every tablet knows; node:crypto makes one in some 100 ms where forge needs seconds. */
const newKey = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
