import { crcOf } from './crc.ts'
import { BrCodeError } from './errors.ts'
import { encodeUtf8 } from './utf8.ts'

/** The most a BR Code may take, in UTF-8 bytes (`pixCopiaECola`, API Pix 2.6.1, bacen/pix-api#457). */
const maxBytes = 512

/**
 * The most we look at, with the white space around a pasted code: room for a mail's indentation and line ends, and
 * a bound on the work that any input can cause.
 */
const maxUnits = 4096

/** What must be known of a text before its elements are read. */
export type Survey = {
  /** The code without the white space around it. */
  text: string
  /** There are characters of two UTF-16 units. Lengths count characters, so then they are counted one by one. */
  wide: boolean
  /** The CRC of all but the last four bytes. */
  crc: number
}

export function surveyText(pasted: string): Survey {
  if (pasted.length > maxUnits) throw new BrCodeError('too-long', 'payload')
  const text = pasted.trim()
  if (text.length > maxBytes) throw new BrCodeError('too-long', 'payload')
  const { bytes, count } = encodeUtf8(text)
  if (count > maxBytes) throw new BrCodeError('too-long', 'payload')
  return { text, wide: count > text.length && hasPairs(text), crc: crcOf(bytes, count - 4) }
}

/** Half of a pair is refused: it has no UTF-8, so no issuer can have computed a CRC over it. */
function hasPairs(text: string): boolean {
  if (!text.isWellFormed()) throw new BrCodeError('unpaired-surrogate', 'payload')
  return /[\ud800-\udfff]/.test(text)
}
