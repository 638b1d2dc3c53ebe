import { describe, expect, test } from 'vitest'
import { exampleReceipt } from '../../checkout/receipt/example-receipt.ts'
import { receiptLines } from '../../checkout/receipt/receipt-lines.ts'
import { receiptBytes } from './receipt-bytes.ts'

const initialize = '\x1b@'
/** ESC t 2: code page 850. */
const page850 = '\x1bt\x02'
/** GS V 1: cut, and leave a corner. */
const cut = '\x1dV\x01'
const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
/** Without commands: what comes out on the paper, in code page 850. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: commands of ESC/POS begin with one
const commands = /\x1b(?:@|[tMEa!].)|\x1d[!V].|\x1c\./gs
const printed = (text: string) => text.replaceAll(commands, '').split('\n')

test('begins with a fresh printer on code page 850, and ends with a cut below the last line', () => {
  const text = asText(receiptBytes(receiptLines(exampleReceipt()), 80))
  expect(text.startsWith(initialize)).toBe(true)
  expect(text).toContain(page850)
  expect(text).toMatch(new RegExp(`\\n{4,}${cut}\\n?$`))
  expect(text.split(cut)).toHaveLength(2)
})

const letters: [letter: string, byte: number][] = [
  ...([
    ['ã', 0xc6],
    ['Ã', 0xc7],
    ['õ', 0xe4],
    ['Õ', 0xe5],
    ['ç', 0x87],
    ['Ç', 0x80],
  ] as [string, number][]),
  ...([
    ['á', 0xa0],
    ['é', 0x82],
    ['í', 0xa1],
    ['ó', 0xa2],
    ['ú', 0xa3],
    ['à', 0x85],
  ] as [string, number][]),
  ...([
    ['â', 0x83],
    ['ê', 0x88],
    ['ô', 0x93],
    ['ü', 0x81],
    ['ª', 0xa6],
    ['º', 0xa7],
  ] as [string, number][]),
  ...([
    ['Á', 0xb5],
    ['É', 0x90],
    ['Í', 0xd6],
    ['Ó', 0xe0],
    ['Ú', 0xe9],
    ['Ê', 0xd2],
  ] as [string, number][]),
]
test.each(letters)('%s is the byte %i', (letter, byte) => {
  const [line = ''] = printed(asText(receiptBytes([{ kind: 'fact', label: letter, value: '1' }], 58)))
  expect(line.charCodeAt(0)).toBe(byte)
})

test('letters that were typed in two parts are printed as one', () => {
  const bytes = (text: string) => receiptBytes([{ kind: 'note', text }], 58)
  expect(bytes('Sa\u0303o Joa\u0303o')).toEqual(bytes('São João'))
})

test('typographic signs become those of a typewriter, and what no page has a question mark', () => {
  const text = asText(receiptBytes([{ kind: 'note', text: '“Volte” – sempre… 😀' }], 80))
  expect(printed(text).join()).toContain('"Volte" - sempre... ?')
})

describe.each([
  [58, 32],
  [80, 48],
] as const)('on paper of %i mm', (width, columns) => {
  const receipt = exampleReceipt({
    refundedCents: 350,
    refunds: [{ status: 'refunded', amountCents: 350, askedAt: '2026-11-22T18:00:00.000Z' }],
    flags: ['late', 'duplicate'],
  })
  const lines = printed(asText(receiptBytes(receiptLines(receipt, 2), width)))

  test('no line is longer than the paper', () => {
    expect(Math.max(...lines.map((line) => line.length))).toBe(columns)
  })
  test('a label stands on the left and its value on the right', () => {
    expect(lines).toContain(`Valor${'R$ 23,50'.padStart(columns - 5)}`)
    expect(lines).toContain('-'.repeat(columns))
  })
  test('the second copy says so', () => {
    expect(lines.map((line) => line.trim())).toContain('2\xa6 via')
  })
})

test('an amount that does not fit beside its label has a line of its own, whole', () => {
  const line = { kind: 'fact', label: 'Devolução não realizada hoje', value: 'R$ 9.999.999,99' } as const
  const lines = printed(asText(receiptBytes([line], 58)))
  expect(lines).toContain('R$ 9.999.999,99'.padStart(32))
})
