import { describe, expect, test } from 'vitest'
import { BrCodeError, type BrCodeErrorCode, crc16, readBrCode } from './index.ts'
import { element } from './tlv.ts'

/** A body with the right CRC: what is wrong with a row below is then only what its sentence says. */

const seal = (body: string) => `${body}6304${crc16(`${body}6304`)}`

const gui = element('00', 'br.gov.bcb.pix')
const key = element('26', gui + element('01', 'a@b.co'))
const location = element('26', gui + element('25', 'psp.example/qr/v2/1'))
const rest = '5204000053039865802BR5901A6001B62070503***'
/** The example of the BR Code manual. */
const manual =
  '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D'
const good = `000201${key}${rest}`
const otherKey = element('27', gui + element('01', 'thief@b.co'))
const recurrence = (id: string, name = gui) => element(id, name + element('25', 'psp.example/rec/1'))

type Row = [sentence: string, text: string, code: BrCodeErrorCode, field: string]

const frame: Row[] = [
  ['nothing at all', '', 'missing', '00'],
  ['nothing but white space', ' \n\t ', 'missing', '00'],
  ['a web address', 'https://example.com/', 'malformed-id', 'payload'],
  ['a million characters', '0'.repeat(1_000_000), 'too-long', 'payload'],
  ['a million spaces before a good code', ' '.repeat(1_000_000) + seal(good), 'too-long', 'payload'],
  [
    'more than 512 bytes in fewer characters',
    seal(good + element('99', 'é'.repeat(99)).repeat(4)),
    'too-long',
    'payload',
  ],
  [
    'half of a surrogate pair',
    seal(`000201${key}5204000053039865802BR5901\ud83d6001B`),
    'unpaired-surrogate',
    'payload',
  ],
  [
    'the halves of a pair in the wrong order',
    seal(`${good}6102\udc40\ud83d`),
    'unpaired-surrogate',
    'payload',
  ],
  ['an id that is not digits', seal(`${good}x101A`), 'malformed-id', 'payload'],
  ['digits of another script in an id', seal(`${good}٨٠01A`), 'malformed-id', 'payload'],
  ['a length that is not digits', seal(`${good}611xA`), 'malformed-length', '61'],
  ['a negative length', seal(`${good}61-1A`), 'malformed-length', '61'],
  ['a length beyond the end', `${seal(good).slice(0, -8)}6399${seal(good).slice(-4)}`, 'truncated', '63'],
  ['one digit after the CRC', `${seal(good)}0`, 'malformed-id', 'payload'],
  ['an id and nothing after it', `${good}61`, 'truncated', '61'],
  ['no CRC', good, 'missing', '63'],
  ['the CRC element without a CRC', `${good}6300`, 'malformed-crc', '63'],
  ['a CRC of lower-case digits (1D3D)', manual.replace('1D3D', '1d3d'), 'malformed-crc', '63'],
  [
    'a CRC with its leading zero lost',
    '00020126510014br.gov.bcb.pix0115thalesog@me.com0210Pedido 123520400005303986540510.005802BR5914THALES OGLIARI6015SAO MIGUEL DO O62070503***6303DC6',
    'malformed-crc',
    '63',
  ],
  ['a CRC of zeros', `${good}63040000`, 'wrong-crc', '63'],
  ['an element after the CRC', `${seal(good)}6101A`, 'out-of-order', '63'],
  [
    'a last template that ends like a CRC',
    `${seal(good)}${element('80', `6304${crc16(`${good}6304`)}`)}`,
    'out-of-order',
    '63',
  ],
  ['two CRCs', seal(seal(good)), 'duplicate', '63'],
  ['the payload format in the second place', seal(`${key}000201${rest}`), 'out-of-order', '00'],
  ['no payload format', seal(key + rest), 'missing', '00'],
  ['another payload format', seal(`000202${key}${rest}`), 'wrong-value', '00'],
  ['a name twice', seal(`${good}5901C`), 'duplicate', '59'],
]

const payee: Row[] = [
  ['no merchant template', seal(`000201${rest}`), 'no-pix-template', '26'],
  [
    'a template of another arrangement only',
    seal(`000201${element('26', '0003abc0101A')}${rest}`),
    'no-pix-template',
    '26',
  ],
  [
    'the Pix name in an id that is no merchant template',
    seal(`000201${element('25', gui + element('01', 'a@b.co'))}${rest}`),
    'no-pix-template',
    '26',
  ],
  ['two Pix templates', seal(`000201${key}${otherKey}${rest}`), 'two-pix-templates', '27'],
  [
    'two Pix templates with the Pix name in another case',
    seal(`000201${key}${otherKey.replace('br.gov', 'BR.GOV')}${rest}`),
    'two-pix-templates',
    '27',
  ],
  ['two recurrences', seal(good + recurrence('80') + recurrence('99')), 'two-pix-templates', '99'],
  [
    'both key and URL',
    seal(`000201${element('26', gui + element('01', 'a@b.co') + element('25', 'psp.example/1'))}${rest}`),
    'key-and-url',
    '26.25',
  ],
  ['neither key nor URL nor recurrence', seal(`000201${element('26', gui)}${rest}`), 'no-key-or-url', '26'],
  ['an empty key', seal(`000201${element('26', `${gui}0100`)}${rest}`), 'no-key-or-url', '26'],
  [
    'a recurrence of another arrangement',
    seal(`000201${element('26', gui)}${rest}${recurrence('80', '0003abc')}`),
    'no-key-or-url',
    '26',
  ],
  ['two keys', seal(`000201${element('26', `${gui}0101A0101B`)}${rest}`), 'duplicate', '26.01'],
  [
    'a key longer than its template',
    seal(`000201${element('26', `${gui}0177A`)}${rest}`),
    'truncated',
    '26.01',
  ],
  [
    'a Pix template in 51 with a bad length',
    seal(`000201${element('51', `${gui}01x1A`)}${rest}`),
    'malformed-length',
    '51.01',
  ],
  [
    'a Pix template with an id that is not digits',
    seal(`000201${element('26', `${gui}x101A`)}${rest}`),
    'malformed-id',
    '26',
  ],
  [
    'a control character in the key',
    seal(`000201${element('26', `${gui}0103a\nb`)}${rest}`),
    'malformed-value',
    '26.01',
  ],
]

const urls: Row[] = (
  [
    ['a scheme', 'https://psp.example/1', 'url-scheme'],
    ['a scheme that is not https', 'FTP://psp.example/1', 'url-scheme'],
    ['a path and no host', '/cobv/1', 'malformed-url'],
    ['a query and no host', '?a=1', 'malformed-url'],
    ['user information before its host', 'bank.example@thief.example/1', 'malformed-url'],
    ['a space', 'psp.example/1 2', 'malformed-url'],
    ['a line end', 'psp.example/1\r\n', 'malformed-url'],
    ['a backslash', 'psp.example\\@thief.example', 'malformed-url'],
    ['letters of another script', 'pѕp.example/1', 'malformed-url'],
  ] satisfies [string, string, BrCodeErrorCode][]
).flatMap(([sentence, url, code]) => [
  [
    `a location with ${sentence}`,
    seal(`000201${element('26', gui + element('25', url))}${rest}`),
    code,
    '26.25',
  ],
  [`a recurrence with ${sentence}`, seal(`${good}${element('85', gui + element('25', url))}`), code, '85.25'],
])

const values: Row[] = [
  ['no category', seal(good.replace('52040000', '')), 'missing', '52'],
  ['a category that is not four digits', seal(good.replace('52040000', '520312A')), 'malformed-value', '52'],
  ['dollars', seal(good.replace('5303986', '5303840')), 'wrong-value', '53'],
  ['no currency', seal(good.replace('5303986', '')), 'missing', '53'],
  ['another country', seal(good.replace('5802BR', '5802US')), 'wrong-value', '58'],
  ['no name', seal(good.replace('5901A', '')), 'missing', '59'],
  ['an empty name', seal(good.replace('5901A', '5900')), 'missing', '59'],
  ['a name of 26 characters', seal(good.replace('5901A', `5926${'A'.repeat(26)}`)), 'too-long', '59'],
  [
    'a name of 26 characters of two units',
    seal(good.replace('5901A', `5926${'👀'.repeat(26)}`)),
    'too-long',
    '59',
  ],
  ['a city of 16 characters', seal(good.replace('6001B', `6016${'B'.repeat(16)}`)), 'too-long', '60'],
  ['a bell in the city', seal(good.replace('6001B', '6001\u0007')), 'malformed-value', '60'],
  ['a postal code of 11 characters', seal(`${good}611112345678901`), 'too-long', '61'],
  [
    'additional data that is no template (brpix-api-node)',
    seal(good.replace('62070503***', '6203***')),
    'malformed-id',
    '62',
  ],
  ['a txid longer than its template', seal(good.replace('62070503***', '62070504***')), 'truncated', '62.05'],
  ...[',', '1,00', '1.234', '-1', '+1', '1e3', '.', '1.0.', 'R$1', ' 1', '٣', '0x1', 'NaN'].map(
    (amount): Row => [
      `an amount written ${amount}`,
      seal(good + element('54', amount)),
      'malformed-value',
      '54',
    ],
  ),
  ['an amount of 14 characters', seal(`${good}541412345678901.00`), 'too-long', '54'],
]

describe.each([
  ['its frame', frame],
  ['whom it pays', payee],
  ['its URLs', urls],
  ['its values', values],
])('a code is refused for %s:', (_part, rows) => {
  test.each(rows)('%s', (_sentence, text, code, field) => {
    expect(() => readBrCode(text)).toThrow(BrCodeError)
    expect(() => readBrCode(text)).toThrow(expect.objectContaining({ name: 'BrCodeError', code, field }))
  })
})

test('the good code under these rows is read', () => {
  expect(readBrCode(seal(good))).toMatchObject({ kind: 'static', chave: 'a@b.co' })
  expect(readBrCode(seal(`000201${location}${rest}`))).toMatchObject({
    kind: 'dynamic',
    url: 'psp.example/qr/v2/1',
  })
})
