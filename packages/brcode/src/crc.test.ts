import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { crc16 } from './index.ts'

describe('the CRC of field 63', () => {
  test.each([
    ['is the published check value of CRC-16/CCITT-FALSE', '123456789', '29B1'],
    ['of no text is the initial value', '', 'FFFF'],
    [
      'keeps its leading zero (vector 0DC6)',
      '00020126510014br.gov.bcb.pix0115thalesog@me.com0210Pedido 123520400005303986540510.005802BR5914THALES OGLIARI6015SAO MIGUEL DO O62070503***6304',
      '0DC6',
    ],
    [
      'runs over UTF-8 bytes, not over characters (vector B4F6)',
      '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASÍLIA62070503***6304',
      'B4F6',
    ],
    [
      'runs over four bytes for a character outside the basic plane (vector 75EF)',
      '00020104141234567890123426580014BR.GOV.BCB.PIX0136123e4567-e12b-12d1-a456-42665544000027300012BR.COM.OUTRO011001234567895204000053039865406123.455802BR5917NOME DO RECEBEDOR6008BRASILIA610870074900622005161234567890👀1234580390012BR.COM.OUTRO01190123.ABCD.3456.WXYZ6304',
      '75EF',
    ],
  ])('%s', (_sentence, text, crc) => {
    expect(crc16(text)).toBe(crc)
  })

  test('is what the polynomial says bit by bit, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: anyUnit })), (text) => {
        expect(crc16(text)).toBe(crcBitByBit(text))
      }),
    )
  })
})

/** UTF-16 units one by one, so that halves of surrogate pairs occur. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit))

function crcBitByBit(text: string): string {
  let crc = 0xffff
  for (const byte of new TextEncoder().encode(text)) {
    for (let bit = 7; bit >= 0; bit--) {
      const out = (crc >> 15) ^ ((byte >> bit) & 1)
      crc = ((crc << 1) & 0xffff) ^ (out ? 0x1021 : 0)
    }
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
