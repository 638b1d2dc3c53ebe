import { describe, expect, test } from 'vitest'
import { type BrCode, crc16, readBrCode } from './index.ts'
import { element } from './tlv.ts'

const seal = (body: string) => `${body}6304${crc16(`${body}6304`)}`
const gui = element('00', 'br.gov.bcb.pix')
const rest = '5204000053039865802BR5901A6001B62070503***'
const withPix = (template: string, more = '') => seal(`000201${element('26', gui + template)}${rest}${more}`)
const charge = (url: string) => withPix(element('25', url))

describe('a reader is lenient with', () => {
  const rows: [sentence: string, text: string, expected: Partial<BrCode>][] = [
    [
      'an accent in the city (B4F6, ex-pix-brcode)',
      '00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASÍLIA62070503***6304B4F6',
      { kind: 'static', merchantCity: 'BRASÍLIA' },
    ],
    [
      'a character of two UTF-16 units, which counts as one (75EF, ex-pix-brcode)',
      '00020104141234567890123426580014BR.GOV.BCB.PIX0136123e4567-e12b-12d1-a456-42665544000027300012BR.COM.OUTRO011001234567895204000053039865406123.455802BR5917NOME DO RECEBEDOR6008BRASILIA610870074900622005161234567890👀1234580390012BR.COM.OUTRO01190123.ABCD.3456.WXYZ630475EF',
      { kind: 'static', txid: '1234567890👀12345', otherTemplates: ['27', '80'] },
    ],
    [
      'an amount without decimals (040C, ex-pix-brcode)',
      '00020126490014BR.GOV.BCB.PIX0111111111111110212Vacina covid52040000530398654031005802BR5904CARL6010SAN.FIERRO62100506b4b4c46304040C',
      { amount: '100', amountCents: 10000 },
    ],
    [
      'an amount with one decimal (4D69, ex-pix-brcode)',
      '00020126490014BR.GOV.BCB.PIX0111111111111110212Vacina covid52040000530398654030.95802BR5904CARL6010SAN.FIERRO62100506b4b4c463044D69',
      { amount: '0.9', amountCents: 90 },
    ],
    [
      'an amount of zero, where the payer is to choose (4406, pix-utils)',
      '00020126510014br.gov.bcb.pix0115thalesog@me.com0210Pedido 12352040000530398654040.005802BR5914Thales Ogliari6015SAO MIGUEL DO O62070503***63044406',
      { amount: '0.00', amountCents: 0 },
    ],
    ['an amount without whole part', withPix('0101A', '5403.10'), { amount: '.10', amountCents: 10 }],
    [
      'the largest amount',
      withPix('0101A', element('54', '9999999999.99')),
      { amountCents: 999_999_999_999 },
    ],
    [
      'a txid on a dynamic code (49F9, ex-pix-brcode)',
      '00020101021226820014br.gov.bcb.pix2560exemplodeurl.com/pix/v2/11111111-1111-1111-1111-11111111111152040000530398654045.805802BR5925TESTE DO TESTE DO TESTEIE6014RIO DE JANEIRO622905251111111111111111111111111630449F9',
      { kind: 'dynamic', txid: '1111111111111111111111111' },
    ],
    [
      'the three parts of a Pix template in any order',
      seal(`000201${element('26', `0101A${gui}`)}${rest}`),
      { kind: 'static', chave: 'A' },
    ],
    [
      'Pix in the last merchant template',
      seal(`000201${element('51', `${gui}0101A`)}${rest}`),
      { template: '51' },
    ],
    [
      'a template of another arrangement that is no template',
      seal(`000201${element('27', 'PAY-ME!')}${element('26', `${gui}0101A`)}${rest}9902ab`),
      { kind: 'static', otherTemplates: ['27', '99'] },
    ],
    [
      'an unreserved Pix template without URL',
      withPix('0101A', element('80', `${gui}0101B`)),
      { kind: 'static', otherTemplates: ['80'] },
    ],
    [
      'no additional data',
      seal(`000201${element('26', `${gui}0101A`)}5204000053039865802BR5901A6001B`),
      { kind: 'static' },
    ],
    [
      'empty optional elements',
      seal(`0002010100${element('26', `${gui}0101A02000300`)}${rest}54006100`),
      { kind: 'static' },
    ],
    [
      'another initiation, which decides nothing',
      seal(`000201010299${element('26', `${gui}0101A`)}${rest}`),
      { kind: 'static', initiation: '99' },
    ],
    ['white space around it', `\uFEFF \r\n${withPix('0101A')}\t\n`, { kind: 'static' }],
  ]

  test.each(rows)('%s', (_sentence, text, expected) => {
    expect(readBrCode(text)).toMatchObject(expected)
  })
})

describe('the kind of a code', () => {
  test.each([
    ['is dynamic by its URL', charge('psp.example/qr/v2/1'), 'dynamic'],
    ['is cobv by a path segment', charge('psp.example/qr/v2/cobv/1'), 'cobv'],
    ['is not cobv by a host of that name', charge('cobv/1'), 'dynamic'],
    ['is not cobv by part of a segment', charge('psp.example/cobvs/1'), 'dynamic'],
    ['is not cobv by its query', charge('psp.example/qr?from=/cobv/1'), 'dynamic'],
    ['is recurrence by 80-25 alone', withPix('', element('99', `${gui}2503a/b`)), 'recurrence'],
    ['is both by key and 80-25', withPix('0101A', element('80', `${gui}2503a/b`)), 'static+recurrence'],
    [
      'is both by URL and 80-25 (7741, API Pix 2.9.0, journey 3)',
      '00020101021226760014br.gov.bcb.pix2554pix.example.com/qr/v2/8b3da2f39a4140d1a91abd93113bd4415204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***80800014br.gov.bcb.pix2558pix.example.com/qr/v2/rec/94ed2badcbc04c15b0bb7fa35319489063047741',
      'dynamic+recurrence',
    ],
  ])('%s', (_sentence, text, kind) => {
    expect(readBrCode(text).kind).toBe(kind)
  })
})

test('a code keeps its inner spaces and the case of its URL', () => {
  const code = seal(`000201${element('26', `${gui}2507psp/AbC`)}5204000053039865802BR5906A  B C6001B`)
  expect(readBrCode(code)).toMatchObject({ merchantName: 'A  B C', url: 'psp/AbC' })
  expect(() => readBrCode(code.toUpperCase())).toThrow(expect.objectContaining({ code: 'wrong-crc' }))
})
