import { encodeUtf8 } from './utf8.ts'

/**
 * CRC-16/CCITT-FALSE (polynomial 0x1021, initial 0xFFFF, not reflected, no final xor; "123456789" gives 29B1) over
 * the UTF-8 bytes of a text, as the four upper-case digits of field 63, zero-padded: a CRC printed without its
 * leading zero is a bug seen in the wild (github.com/william-costa/wdev-qrcode-pix-php, issue 5).
 */
export function crc16(text: string): string {
  const { bytes, count } = encodeUtf8(text)
  const crc = crcOf(bytes, count)
  return (hexPairs[crc >> 8] ?? '') + (hexPairs[crc & 0xff] ?? '')
}

/** The CRC of the first `count` bytes, as a number: reading compares numbers. */
export function crcOf(bytes: Uint8Array, count: number): number {
  let crc = 0xffff
  let index = 0
  // Four bytes a step, each looked up in the table that carries it past those after it ("slicing by four").
  for (; index + 4 <= count; index += 4) {
    crc =
      at(pastThree, (crc >> 8) ^ byteAt(bytes, index)) ^
      at(pastTwo, (crc & 0xff) ^ byteAt(bytes, index + 1)) ^
      at(pastOne, byteAt(bytes, index + 2)) ^
      at(table, byteAt(bytes, index + 3))
  }
  for (; index < count; index++) crc = ((crc << 8) & 0xffff) ^ at(table, (crc >> 8) ^ byteAt(bytes, index))
  return crc
}

/** What one byte does to the CRC, and what it does when one, two and three bytes of zero follow it. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)
  return crc
})
const pastOne = table.map(past)
const pastTwo = pastOne.map(past)
const pastThree = pastTwo.map(past)

function past(crc: number): number {
  return (crc << 8) ^ at(table, crc >> 8)
}

/** Two functions of one body, so that each meets one type of array and its look-up compiles to one load. */
function at(numbers: Uint16Array, index: number): number {
  return numbers[index] ?? 0
}
function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'))
