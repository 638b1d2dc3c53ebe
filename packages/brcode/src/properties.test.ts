import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BrCodeError, crc16, type NewBrCode, readBrCode, writeBrCode } from './index.ts'
import { element } from './tlv.ts'
import vectors from './vectors.json' with { type: 'json' }

const seal = (body: string) => `${body}6304${crc16(`${body}6304`)}`
const digits = (length: number) => ofLetters('0123456789', length, length)
const ofLetters = (letters: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...letters), minLength, maxLength })
const alphanumeric = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('')
const name = (most: number) => ofLetters(printable, 1, most).filter((text) => text.trim() !== '')

const path = ofLetters(`${alphanumeric}-_/`, 1, 40)
const url = path.map((tail) => `psp.example/qr/${tail}`).filter((text) => !text.includes('/cobv/'))
const cobvUrl = path.map((tail) => `psp.example/cobv/${tail}`)
const recurrenceUrl = path.map((tail) => `psp.example/rec/${tail}`)

const shop = { merchantName: name(25), merchantCity: name(15) }
const shopOptions = { mcc: digits(4), postalCode: digits(8) }
const key = { chave: ofLetters(printable.trim(), 1, 40) }
const keyOptions = {
  initiation: fc.constant('11' as const),
  infoAdicional: name(25),
  fss: ofLetters('ABCXYZ0123456789', 8, 8),
  amountCents: fc.integer({ min: 1, max: 999_999_999_999 }),
  txid: fc.oneof(fc.constant('***'), ofLetters(alphanumeric, 1, 25)),
}
const kind = <Kind extends string>(word: Kind) => ({ kind: fc.constant(word) })

/** Any code of any kind, each optional field there or not. */
const anyNewCode: fc.Arbitrary<NewBrCode> = fc
  .tuple(
    fc.oneof(
      fc.record({ ...kind('static'), ...key, ...shop }),
      fc.record({ ...kind('static+recurrence'), ...key, recurrenceUrl, ...shop }),
    ),
    fc.record(keyOptions, { requiredKeys: [] }),
    fc.record(shopOptions, { requiredKeys: [] }),
  )
  .map(([code, options, more]): NewBrCode => ({ ...code, ...options, ...more }))
  .chain((byKey) =>
    fc.oneof(
      fc.constant(byKey),
      fc.record({ ...kind('dynamic'), url, ...shop }),
      fc.record({ ...kind('cobv'), url: cobvUrl, ...shop }),
      fc.record({ ...kind('dynamic+recurrence'), url, recurrenceUrl, ...shop }),
      fc.record({ ...kind('cobv+recurrence'), url: cobvUrl, recurrenceUrl, ...shop }),
      fc.record({ ...kind('recurrence'), recurrenceUrl, ...shop }),
    ),
  )

describe('whatever is written', () => {
  test('is read back as it was', () => {
    fc.assert(
      fc.property(anyNewCode, (code) => {
        expect(readBrCode(writeBrCode(code))).toMatchObject(code)
      }),
      { numRuns: 1000 },
    )
  })

  test('has nothing but printable ASCII, at most 512 of it', () => {
    fc.assert(
      fc.property(anyNewCode, (code) => {
        expect(writeBrCode(code)).toMatch(/^[\x20-\x7e]{1,512}$/)
      }),
    )
  })

  test('is read back the same with white space around it', () => {
    const space = fc.string({
      unit: fc.constantFrom(' ', '\t', '\r', '\n', '\u00a0', '\ufeff'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(anyNewCode, space, space, (code, before, after) => {
        const text = writeBrCode(code)
        expect(readBrCode(before + text + after)).toStrictEqual(readBrCode(text))
      }),
    )
  })
})

describe('one character changed', () => {
  test('is refused at every place of every valid vector', () => {
    for (const { brcode } of vectors.filter((vector) => vector.valid)) {
      for (let place = 0; place < brcode.length; place++) {
        const flipped = flip(brcode, place, String.fromCharCode(brcode.charCodeAt(place) ^ 1))
        expect(() => readBrCode(flipped), flipped).toThrow(BrCodeError)
      }
    }
  })

  test('is refused, whichever character takes its place', () => {
    fc.assert(
      fc.property(anyNewCode, fc.nat(), fc.constantFrom(...printable), (code, at, other) => {
        const text = writeBrCode(code)
        const place = at % text.length
        fc.pre(text[place] !== other)
        expect(() => readBrCode(flip(text, place, other))).toThrow(BrCodeError)
      }),
      { numRuns: 2000 },
    )
  })

  const flip = (text: string, place: number, other: string) =>
    text.slice(0, place) + other + text.slice(place + 1)
})

describe('no text makes the reader throw anything but its own error:', () => {
  const readOrRefuse = (text: string) => {
    try {
      expect(readBrCode(text).crc).toBe(text.trim().slice(-4))
    } catch (error) {
      expect(error).toBeInstanceOf(BrCodeError)
    }
  }

  test('any characters', () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit, maxLength: 600 })), readOrRefuse),
      { numRuns: 1000 },
    )
  })

  test('digits, which are elements of some form', () => {
    fc.assert(fc.property(ofLetters('0123456', 0, 600), readOrRefuse), { numRuns: 1000 })
  })

  test('any elements, in any order, under a right CRC', () => {
    const gui = element('00', 'br.gov.bcb.pix')
    const id = fc.constantFrom(
      '00',
      '01',
      '02',
      '03',
      '05',
      '25',
      '26',
      '27',
      '51',
      '52',
      '53',
      '54',
      '58',
      '59',
      '60',
    )
    const value = fc.oneof(
      fc.constantFrom('', '01', '0000', '986', 'BR', '1.00', `${gui}0101A`, `${gui}2503a/b`, '0503***'),
      fc.string({ unit: 'binary', maxLength: 20 }),
    )
    const topId = fc.oneof(id, fc.constantFrom('61', '62', '63', '80', '99'))
    fc.assert(
      fc.property(fc.array(fc.tuple(topId, value), { maxLength: 14 }), (elements) => {
        readOrRefuse(seal(`000201${elements.map(([at, text]) => element(at, text)).join('')}`))
      }),
      { numRuns: 2000 },
    )
  })

  test('a good code damaged anywhere, under a right CRC', () => {
    fc.assert(
      fc.property(
        anyNewCode,
        fc.nat(),
        fc.nat(8),
        fc.string({ unit: 'binary', maxLength: 4 }),
        (code, at, cut, put) => {
          const body = writeBrCode(code).slice(0, -8)
          const place = at % body.length
          readOrRefuse(seal(body.slice(0, place) + put + body.slice(place + cut)))
        },
      ),
      { numRuns: 2000 },
    )
  })
})
