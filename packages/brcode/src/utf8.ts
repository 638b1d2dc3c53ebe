const encoder = new TextEncoder()

/** The longest text for which the bytes are written in place; no BR Code is longer. */
const shortUnits = 512

/** Kept between calls because a new array costs more than all the rest; nothing reads it after its call has ended. */
const scratch = new Uint8Array(3 * shortUnits)

/**
 * The UTF-8 bytes of a text: the first `count` of `bytes`, until the next call. Half of a surrogate pair becomes
 * U+FFFD, as TextEncoder has it.
 */
export function encodeUtf8(text: string): { bytes: Uint8Array; count: number } {
  if (text.length <= shortUnits) return { bytes: scratch, count: encoder.encodeInto(text, scratch).written }
  const bytes = encoder.encode(text)
  return { bytes, count: bytes.length }
}
