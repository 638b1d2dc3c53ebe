import { describe, expect, test } from 'vitest'
import { type BrCode, BrCodeError, type BrCodeErrorCode, crc16, readBrCode } from './index.ts'
import vectors from './vectors.json' with { type: 'json' }

/** A copy of the published vectors, each with its source. What they call otherwise than we do is renamed here. */
type Vector = {
  id: string
  brcode: string
  valid: boolean
  expect: { kind?: string; recUrl?: string; [field: string]: unknown }
  crc: { declared: string; computed: string | null }
  reasons?: string[]
}

const all: Vector[] = vectors
const valid = all.filter((vector) => vector.valid)
const invalid = all.filter((vector) => !vector.valid)

describe('published codes that are valid', () => {
  test.each(valid)('$id reads as $expect.kind with the fields it was published with', (vector) => {
    const { amountCents, crc, ...fields } = readBrCode(vector.brcode)
    const { recUrl, kind, ...published } = vector.expect
    expect(fields).toStrictEqual({
      ...published,
      kind: kind?.replace('dynamic-cobv', 'cobv'),
      ...(recUrl === undefined ? {} : { recurrenceUrl: recUrl }),
    })
    expect(crc).toBe(vector.crc.declared)
    expect(amountCents).toBe(centsOf(fields.amount))
  })

  test.each(valid)('$id ends with the CRC we compute', ({ brcode }) => {
    expect(crc16(brcode.slice(0, -4))).toBe(brcode.slice(-4))
  })
})

describe('published codes that are not valid', () => {
  /** By published reason, in the order in which a code with several is refused. */
  const refusals: [reason: RegExp, code: BrCodeErrorCode, field: string][] = [
    [/^size: 513 bytes/, 'too-long', 'payload'],
    [/^tlv: bad length '0A' at 0/, 'malformed-length', '00'],
    [/^tlv: truncated value of 42/, 'truncated', '42'],
    [/^tlv: truncated value of 59/, 'truncated', '59'],
    [/^tlv: truncated value of 30/, 'truncated', '30'],
    [/^tlv: truncated value of 63/, 'truncated', '63'],
    [/^crc: declared/, 'wrong-crc', '63'],
    [/^00 value ''/, 'wrong-value', '00'],
    [/^no template 26-51/, 'no-pix-template', '26'],
    [/^59 longer than 25/, 'too-long', '59'],
    [/^url carries a scheme/, 'url-scheme', '26.25'],
  ]

  test.each(invalid)('$id is refused: $reasons', ({ id, brcode, reasons = [] }) => {
    const refusal = refusals.find(([reason]) => reasons.some((published) => reason.test(published)))
    const [code, field] = refusal ? [refusal[1], refusal[2]] : [withoutCrc[id], '63']
    expect(refusalOf(brcode)).toStrictEqual({ code, field })
  })

  /** Published with one reason for two faults, which we tell apart: no field 63, and one that is no CRC. */
  const withoutCrc: Record<string, BrCodeErrorCode> = {
    'brc-056': 'missing',
    'brc-065': 'malformed-crc',
    'brc-081': 'missing',
  }
})

function refusalOf(brcode: string): { code: BrCodeErrorCode; field: string } | BrCode {
  try {
    return readBrCode(brcode)
  } catch (error) {
    if (!(error instanceof BrCodeError)) throw error
    return { code: error.code, field: error.field }
  }
}

/** Another way to cents than the reader's: as decimal text. */
function centsOf(amount: string | undefined): number | undefined {
  return amount === undefined ? undefined : Math.round(Number(amount) * 100)
}
