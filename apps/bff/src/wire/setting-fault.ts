/** What can be wrong with a setting, or with the file that it names. */
const sentences = {
  missing: 'must be given',
  stray: 'is for a real PSP, and PSP is sandbox: choose a PSP or take it away',
  'choose-one': 'are two ways of saying one thing: give one',
  'needs-its-pair': 'must be given together',
  'not-json': 'is not a JSON object of texts',
  'not-usable': 'cannot be used',
  unreadable: 'cannot be read',
  'not-a-certificate': 'is not a certificate in PEM',
  'not-a-key': 'is not a private key in PEM',
  'encrypted-key': 'is a key behind a passphrase: take it off with `openssl pkey -in key.pem -out new.pem`',
  'not-its-key': 'is not the key of the certificate',
  'broken-chain': 'holds certificates that do not sign one another: first our own, then each issuer in turn',
  'not-yet-valid': 'holds a certificate that is not valid yet',
  expired: 'holds a certificate that has expired',
  'not-a-pfx': 'is not a PKCS#12 file with a certificate and its key',
  'legacy-pfx':
    'is a PKCS#12 file of the old kind (RC2-40), which OpenSSL 3 does not open: convert it with `openssl pkcs12 -legacy -in old.pfx -nodes -out all.pem` and `openssl pkcs12 -export -in all.pem -out new.pfx`',
  'wrong-passphrase': 'cannot be opened with this passphrase',
} as const

export type FaultCode = keyof typeof sentences

/**
 * A setting that cannot be used. It is named, with the path where it names a file; what is in it stays out, since it may be a secret.
 */
export class SettingFault extends Error {
  override name = 'SettingFault'
  readonly code: FaultCode
  readonly setting: string
  /** Which certificate is not the key's, until when it was valid: what a person needs beside the sentence. */
  readonly detail: string | undefined
  constructor(code: FaultCode, setting: string, detail?: string, cause?: unknown) {
    super(`${setting} ${sentences[code]}${detail === undefined ? '' : ` (${detail})`}`, { cause })
    this.code = code
    this.setting = setting
    this.detail = detail
  }
}
