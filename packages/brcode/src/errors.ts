/** Every way in which a BR Code is refused, in prose; the code is what programs compare. */
const reasons = {
  'too-long': 'is longer than allowed',
  'unpaired-surrogate': 'has half of a character, which no UTF-8 text can carry',
  'malformed-id': 'has an element whose id is not two digits',
  'malformed-length': 'has a length that is not two digits',
  truncated: 'ends before its declared length',
  duplicate: 'appears twice',
  'out-of-order': 'is out of its place: 00 comes first and 63 last',
  missing: 'is missing or empty',
  'malformed-crc': 'is not four upper-case hexadecimal digits',
  'wrong-crc': 'does not match the text before it',
  'wrong-value': 'has a value that no Pix code has',
  'malformed-value': 'is not in the form this field has',
  'no-pix-template': 'is missing: no template 26 to 51 says br.gov.bcb.pix',
  'two-pix-templates': 'is a second Pix template',
  'key-and-url': 'is a URL beside a key: a code has one or the other',
  'no-key-or-url': 'has neither key nor URL, and the code has no recurrence',
  'url-scheme': 'is a URL with a scheme',
  'malformed-url': 'is not a URL of the form host/path',
  'kind-mismatch': 'is not what the kind asks for: key, URL, URL with a path segment cobv, or recurrence',
} as const

export type BrCodeErrorCode = keyof typeof reasons

/** A refusal, on reading or on writing. */
export class BrCodeError extends Error {
  override readonly name = 'BrCodeError'
  readonly code: BrCodeErrorCode
  /** Ids from the outside in (`63`, `26.01`), or `payload` when it is the text as a whole. */
  readonly field: string

  constructor(code: BrCodeErrorCode, field: string) {
    super(`BR Code: ${field} ${reasons[code]}`)
    this.code = code
    this.field = field
  }
}
