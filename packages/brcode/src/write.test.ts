import { describe, expect, test } from 'vitest'
import {
  type BrCode,
  BrCodeError,
  type BrCodeErrorCode,
  type NewBrCode,
  readBrCode,
  writeBrCode,
} from './index.ts'
import vectors from './vectors.json' with { type: 'json' }

const shop = { merchantName: 'Fulano de Tal', merchantCity: 'BRASILIA' }

describe('the writer gives the very bytes that were published for', () => {
  const rec = 'pix.example.com/qr/v2/rec'
  const rows: [sentence: string, code: NewBrCode, text: string][] = [
    [
      'a key, the BR Code manual (1D3D)',
      { kind: 'static', chave: '123e4567-e12b-12d1-a456-426655440000', ...shop },
      '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D',
    ],
    [
      'everything a key can have but a postal code (18B7, pix-utils)',
      {
        kind: 'static',
        chave: '4004901d-bd85-4769-8e52-cb4c42c506dc',
        infoAdicional: 'Jornada pagador 43107',
        fss: '99999008',
        amountCents: 57757,
        merchantName: 'Pix',
        merchantCity: 'BRASILIA',
        txid: '99ed983ea570413d8d336301d',
      },
      '00020126950014br.gov.bcb.pix01364004901d-bd85-4769-8e52-cb4c42c506dc0221Jornada pagador 431070308999990085204000053039865406577.575802BR5903Pix6008BRASILIA6229052599ed983ea570413d8d336301d630418B7',
    ],
    [
      'a recurrence alone, journey 2 (62C9, API Pix 2.9.0)',
      { kind: 'recurrence', recurrenceUrl: `${rec}/2353c790eefb11eaadc10242ac120002`, ...shop },
      '00020126180014br.gov.bcb.pix5204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/2353c790eefb11eaadc10242ac120002630462C9',
    ],
    [
      'a charge and a recurrence, journey 3 (7741, API Pix 2.9.0)',
      {
        kind: 'dynamic+recurrence',
        url: 'https://pix.example.com/qr/v2/8b3da2f39a4140d1a91abd93113bd441',
        recurrenceUrl: `https://${rec}/94ed2badcbc04c15b0bb7fa353194890`,
        ...shop,
      },
      '00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/94ed2badcbc04c15b0bb7fa35319489063047741',
    ],
    [
      'a charge with due date and a recurrence, journey 4 (A441, API Pix 2.9.0)',
      {
        kind: 'cobv+recurrence',
        url: 'pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e7',
        recurrenceUrl: `${rec}/3ffa640fa4f14080adccb949fa2dc0d0`,
        ...shop,
      },
      '00020101021226810014br.gov.bcb.pix2559pix.example.com/qr/v2/cobv/1e6c54d3ec9449b7a7fc53b6b0f998e75204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/3ffa640fa4f14080adccb949fa2dc0d06304A441',
    ],
    [
      'a key and a recurrence, journey 4 on a key (B6DE, pix-utils)',
      {
        kind: 'static+recurrence',
        chave: 'thalesog@me.com',
        amountCents: 1000,
        recurrenceUrl: 'payload.psp.com/rec/3ec9d2f9-5f03-4e0e-820d-63a81e769e87',
        merchantName: 'THALES OGLIARI',
        merchantCity: 'SAO MIGUEL DO O',
      },
      '00020126370014br.gov.bcb.pix0115thalesog@me.com520400005303986540510.005802BR5914THALES OGLIARI6015SAO MIGUEL DO O62070503***80780014br.gov.bcb.pix2556payload.psp.com/rec/3ec9d2f9-5f03-4e0e-820d-63a81e769e876304B6DE',
    ],
  ]

  test.each(rows)('%s', (_sentence, code, text) => {
    expect(writeBrCode(code)).toBe(text)
  })
})

describe('a published code that has no strict issue', () => {
  const clean = vectors.filter((vector) => vector.valid && vector.strictIssues === undefined)

  test.each(clean)('$id says the same when we write it', ({ brcode }) => {
    const read = readBrCode(brcode)
    expect(newOf(readBrCode(writeBrCode(newOf(read))))).toStrictEqual(newOf(read))
  })

  /** What issuers are free to choose and we always write the same way. */
  const ours = clean.filter(
    ({ brcode, expect: { url, amount } }) =>
      brcode.includes('br.gov.bcb.pix') &&
      (url === undefined || (brcode.startsWith('000201010212') && amount === undefined)),
  )

  test.each(ours)('$id is the same bytes when we write it', ({ brcode }) => {
    expect(writeBrCode(newOf(readBrCode(brcode)))).toBe(brcode)
  })
})

/** What is to be said again: of a dynamic code the amount and txid are the payload's. */
function newOf(code: BrCode): NewBrCode {
  const { merchantName, merchantCity, mcc, postalCode, infoAdicional, fss, amountCents, txid, initiation } =
    code
  const fields = { merchantName, merchantCity, mcc, ...(postalCode === undefined ? {} : { postalCode }) }
  const keyFields = {
    ...(initiation === '11' ? { initiation: '11' as const } : {}),
    ...(infoAdicional === undefined ? {} : { infoAdicional }),
    ...(fss === undefined ? {} : { fss }),
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(txid === undefined ? {} : { txid }),
  }
  switch (code.kind) {
    case 'static':
      return { ...fields, ...keyFields, kind: code.kind, chave: code.chave }
    case 'static+recurrence':
      return {
        ...fields,
        ...keyFields,
        kind: code.kind,
        chave: code.chave,
        recurrenceUrl: code.recurrenceUrl,
      }
    case 'dynamic':
    case 'cobv':
      return { ...fields, kind: code.kind, url: code.url }
    case 'dynamic+recurrence':
    case 'cobv+recurrence':
      return { ...fields, kind: code.kind, url: code.url, recurrenceUrl: code.recurrenceUrl }
    case 'recurrence':
      return { ...fields, kind: code.kind, recurrenceUrl: code.recurrenceUrl }
  }
}

describe('the writer takes', () => {
  const rows: [sentence: string, code: NewBrCode, piece: string][] = [
    ['one cent', { kind: 'static', chave: 'A', amountCents: 1, ...shop }, '54040.01'],
    ['ten cents', { kind: 'static', chave: 'A', amountCents: 10, ...shop }, '54040.10'],
    [
      'the largest amount',
      { kind: 'static', chave: 'A', amountCents: 999_999_999_999, ...shop },
      '54139999999999.99',
    ],
    [
      'a txid of 25 letters and digits',
      { kind: 'static', chave: 'A', txid: 'a1B2c'.repeat(5), ...shop },
      '62290525a1B2c',
    ],
    ['a code for many payments', { kind: 'static', chave: 'A', initiation: '11', ...shop }, '00020101021126'],
    ['a category', { kind: 'static', chave: 'A', mcc: '5812', ...shop }, '52045812'],
    [
      'a postal code',
      { kind: 'recurrence', recurrenceUrl: 'a/b', postalCode: '70074900', ...shop },
      '610870074900',
    ],
    [
      'a key of 77 characters',
      { kind: 'static', chave: 'k'.repeat(77), ...shop },
      '26990014br.gov.bcb.pix0177k',
    ],
    [
      'a URL of 77 characters',
      { kind: 'cobv', url: `https://a/cobv/${'k'.repeat(70)}`, ...shop },
      '2577a/cobv/k',
    ],
  ]
  test.each(rows)('%s', (_sentence, code, piece) => {
    expect(writeBrCode(code)).toContain(piece)
  })
})

describe('the writer refuses', () => {
  const key = { kind: 'static', chave: 'a@b.co', ...shop } as const
  const charge = { kind: 'dynamic', url: 'psp.example/1', ...shop } as const
  /** Some rows break the types as well: not every caller is checked by the compiler. */
  const rows: [sentence: string, code: object, code: BrCodeErrorCode, field: string][] = [
    ['an empty key', { ...key, chave: '' }, 'missing', '26.01'],
    ['a key of 78 characters', { ...key, chave: 'k'.repeat(78) }, 'too-long', '26.01'],
    ['a key with an accent', { ...key, chave: 'joão@b.co' }, 'malformed-value', '26.01'],
    ['a key with a space', { ...key, chave: 'a@b.co ' }, 'malformed-value', '26.01'],
    ['73 characters of information', { ...key, infoAdicional: 'i'.repeat(73) }, 'too-long', '26.02'],
    [
      'a key and information of 100 characters together',
      { ...key, infoAdicional: 'i'.repeat(68) },
      'too-long',
      '26',
    ],
    ['a withdrawal agent that is no ISPB', { ...key, fss: '1234567' }, 'malformed-value', '26.03'],
    ['an initiation of one payment on a key', { ...key, initiation: '12' }, 'wrong-value', '01'],
    ['a name of 26 characters', { ...key, merchantName: 'N'.repeat(26) }, 'too-long', '59'],
    ['a name with an accent', { ...key, merchantName: 'Balcão' }, 'malformed-value', '59'],
    ['a blank name', { ...key, merchantName: '  ' }, 'missing', '59'],
    ['a name with a line end', { ...key, merchantName: 'a\n' }, 'malformed-value', '59'],
    ['a code without name', { ...key, merchantName: undefined }, 'missing', '59'],
    ['a city of 16 characters', { ...key, merchantCity: 'C'.repeat(16) }, 'too-long', '60'],
    ['a postal code of nine digits', { ...key, postalCode: '111111111' }, 'malformed-value', '61'],
    ['a category of three digits', { ...key, mcc: '581' }, 'malformed-value', '52'],
    ['no cents', { ...key, amountCents: 0 }, 'malformed-value', '54'],
    ['negative cents', { ...key, amountCents: -1 }, 'malformed-value', '54'],
    ['half a cent', { ...key, amountCents: 0.5 }, 'malformed-value', '54'],
    ['cents that are no number', { ...key, amountCents: Number.NaN }, 'malformed-value', '54'],
    ['an amount of 14 characters', { ...key, amountCents: 1_000_000_000_000 }, 'too-long', '54'],
    ['a txid of 26 characters', { ...key, txid: 't'.repeat(26) }, 'malformed-value', '62.05'],
    ['a txid with a hyphen', { ...key, txid: 'RP12345678-2019' }, 'malformed-value', '62.05'],
    ['an empty txid', { ...key, txid: '' }, 'malformed-value', '62.05'],
    ['a URL with another scheme', { ...charge, url: 'http://psp.example/1' }, 'url-scheme', '26.25'],
    ['a URL with two schemes', { ...charge, url: 'https://https://psp.example/1' }, 'url-scheme', '26.25'],
    ['a URL of 78 characters', { ...charge, url: `psp.example/${'1'.repeat(66)}` }, 'too-long', '26.25'],
    ['a URL without path', { ...charge, url: 'psp.example' }, 'malformed-url', '26.25'],
    ['a URL without host', { ...charge, url: 'https:///qr/1' }, 'malformed-url', '26.25'],
    ['an empty URL', { ...charge, url: '' }, 'malformed-url', '26.25'],
    ['a URL with a space', { ...charge, url: 'psp.example/1 2' }, 'malformed-url', '26.25'],
    [
      'a charge that reads as one with due date',
      { ...charge, url: 'psp.example/cobv/1' },
      'kind-mismatch',
      '26',
    ],
    ['a charge with due date that reads as one without', { ...charge, kind: 'cobv' }, 'kind-mismatch', '26'],
    ['key and URL', { ...key, url: 'psp.example/1' }, 'key-and-url', '26.25'],
    ['a charge without URL', { ...charge, url: undefined }, 'kind-mismatch', '26'],
    ['a recurrence with the URL of a charge', { ...charge, kind: 'recurrence' }, 'kind-mismatch', '26'],
    ['a recurrence without URL', { ...shop, kind: 'recurrence' }, 'kind-mismatch', '80'],
    ['a recurrence that the kind does not name', { ...charge, recurrenceUrl: 'a/b' }, 'kind-mismatch', '80'],
    [
      'no recurrence where the kind names one',
      { ...charge, kind: 'dynamic+recurrence' },
      'kind-mismatch',
      '80',
    ],
    [
      'a recurrence URL with user information',
      { ...shop, kind: 'recurrence', recurrenceUrl: 'a@b/c' },
      'malformed-url',
      '80.25',
    ],
  ]
  test.each(rows)('%s', (_sentence, code, errorCode, field) => {
    expect(() => writeBrCode(code as NewBrCode)).toThrow(BrCodeError)
    expect(() => writeBrCode(code as NewBrCode)).toThrow(expect.objectContaining({ code: errorCode, field }))
  })
})
