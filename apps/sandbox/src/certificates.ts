import { generateKeyPairSync, randomBytes } from 'node:crypto'
import forge from 'node-forge'

/** A certificate and its private key, both PEM. */
export type Pair = { cert: string; key: string }

/** What a certificate is for: it decides key usage, extended key usage and names. */
export type Purpose = 'authority' | 'client' | 'server' | 'signature'

export type NewCertificate = {
  subject: string
  purpose: Purpose
  /** Absent: signs itself. */
  issuer?: Pair
  /** Private key in PEM to certify; absent: a new one. */
  key?: string
  notBefore: Date
  notAfter: Date
}

/** RSA 2048 throughout: what Brazilian PSPs issue, and what `alg: RS256` of the payload needs. */
export function issueCertificate(wanted: NewCertificate): Pair {
  const key = wanted.key ?? newKey()
  const privateKey = forge.pki.privateKeyFromPem(key)
  const certificate = forge.pki.createCertificate()
  certificate.publicKey = forge.pki.setRsaPublicKey(privateKey.n, privateKey.e)
  // A serial is a positive integer (RFC 5280 §4.1.2.2): the first nibble keeps the sign bit clear.
  certificate.serialNumber = `4${randomBytes(16).toString('hex').slice(1)}`
  certificate.validity.notBefore = wanted.notBefore
  certificate.validity.notAfter = wanted.notAfter
  const subject = [
    { name: 'organizationName', value: 'Balcao Sandbox' },
    { name: 'commonName', value: wanted.subject },
  ]
  certificate.setSubject(subject)
  const issuer = wanted.issuer ? forge.pki.certificateFromPem(wanted.issuer.cert) : certificate
  certificate.setIssuer(issuer.subject.attributes)
  certificate.setExtensions([
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: issuer.generateSubjectKeyIdentifier().getBytes() },
    ...extensions[wanted.purpose],
  ])
  certificate.sign(
    wanted.issuer ? forge.pki.privateKeyFromPem(wanted.issuer.key) : privateKey,
    forge.md.sha256.create(),
  )
  return { cert: toPem(certificate), key }
}

/** PKCS#12 under AES-256: OpenSSL 3 and so Node refuse the RC2-40 that older tools still write. */
export function toP12({ cert, key }: Pair, authority: string, passphrase: string): Buffer {
  const chain = [cert, authority].map((pem) => forge.pki.certificateFromPem(pem))
  const p12 = forge.pkcs12.toPkcs12Asn1(forge.pki.privateKeyFromPem(key), chain, passphrase, {
    algorithm: 'aes256',
    friendlyName: 'balcao-sandbox',
  })
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary')
}

/** node:crypto makes a key in some 100 ms where forge needs seconds. */
function newKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
}

/** forge ends lines with CRLF, which surprises tools that compare PEM as text. */
function toPem(certificate: forge.pki.Certificate): string {
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n')
}

const localNames = {
  name: 'subjectAltName',
  altNames: [
    { type: 2, value: 'localhost' },
    { type: 7, ip: '127.0.0.1' },
    { type: 7, ip: '::1' },
  ],
}
const notAuthority = { name: 'basicConstraints', cA: false, critical: true }

const extensions: Record<Purpose, object[]> = {
  authority: [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
  ],
  client: [
    notAuthority,
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', clientAuth: true },
  ],
  server: [
    notAuthority,
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
    { name: 'extKeyUsage', serverAuth: true },
    localNames,
  ],
  // The host of `jku` must be a name of the certificate that signs (Manual de Segurança do Pix, JWS), hence the same names.
  signature: [notAuthority, { name: 'keyUsage', digitalSignature: true, critical: true }, localNames],
}
