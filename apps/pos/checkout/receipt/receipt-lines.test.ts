import { describe, expect, test } from 'vitest'
import { exampleReceipt } from './example-receipt.ts'
import { type ReceiptLine, receiptLines } from './receipt-lines.ts'

/** As somebody reads it aloud, with plain spaces. */
const read = (lines: readonly ReceiptLine[]) =>
  lines.map((line) => {
    const text =
      line.kind === 'rule' ? '---' : line.kind === 'fact' ? `${line.label}: ${line.value}` : line.text
    return text.replaceAll('\u00a0', ' ')
  })

test('a receipt says the shop, the amount, when in the shop’s own zone, and how the sale ends', () => {
  expect(read(receiptLines(exampleReceipt()))).toEqual([
    'Empório São João',
    'Recibo de pagamento Pix',
    '---',
    'Valor: R$ 23,50',
    'Pago em: 22/11/2026 14:02:10',
    'Venda: final 7e8f9012',
    'Pix: final k3Jx91Qa',
    '---',
    'Rua das Flores, 10',
    'Volte sempre!',
    'Não é documento fiscal.',
  ])
})

test('from the second copy on it says so', () => {
  expect(read(receiptLines(exampleReceipt(), 2))).toContain('2ª via')
  expect(read(receiptLines(exampleReceipt(), 3))).toContain('3ª via')
  expect(read(receiptLines(exampleReceipt(), 1)).join()).not.toContain('via')
})

const zones: [timeZone: string, said: string][] = [
  ['America/Sao_Paulo', '22/11/2026 23:59:59'],
  ['America/Manaus', '22/11/2026 22:59:59'],
  ['America/Rio_Branco', '22/11/2026 21:59:59'],
  ['America/Noronha', '23/11/2026 00:59:59'],
]
test.each(zones)('in %s a minute before midnight in Brasília is %s', (timeZone, said) => {
  const lines = read(receiptLines(exampleReceipt({ timeZone, paidAt: '2026-11-23T02:59:59.999Z' })))
  expect(lines).toContain(`Pago em: ${said}`)
})

describe('what was not as usual', () => {
  const askedAt = '2026-11-22T18:00:00.000Z'
  test('a part that was returned', () => {
    const refunds = [{ status: 'refunded', amountCents: 350, askedAt }] as const
    const lines = read(receiptLines(exampleReceipt({ refundedCents: 350, refunds: [...refunds] })))
    expect(lines).toEqual(
      expect.arrayContaining([
        'Devolvido: R$ 3,50',
        'Devolução feita: R$ 3,50',
        '22/11/2026 15:00:00',
        'Uma parte do valor foi devolvida.',
      ]),
    )
  })

  test('all of it, and a refund that came to nothing', () => {
    const refunds = [
      { status: 'not-realized', amountCents: 2350, askedAt },
      { status: 'refunded', amountCents: 2350, askedAt },
    ] as const
    const lines = read(receiptLines(exampleReceipt({ refundedCents: 2350, refunds: [...refunds] })))
    expect(lines).toContain('O valor foi devolvido por inteiro.')
    expect(lines).toContain('Devolução não realizada: R$ 23,50')
  })

  test('two Pix, late', () => {
    const payments = ['AAAAAAAA', 'BBBBBBBB'].map((endToEndIdEnd) => ({
      endToEndIdEnd,
      amountCents: 2350,
      paidAt: '2026-11-22T17:02:10.000Z',
    }))
    const receipt = exampleReceipt({
      payments,
      receivedCents: 4700,
      flags: ['late', 'duplicate', 'overpaid'],
    })
    expect(read(receiptLines(receipt))).toEqual(
      expect.arrayContaining([
        'Recebido: R$ 47,00',
        'Pix final AAAAAAAA: R$ 23,50',
        'Pix final BBBBBBBB: R$ 23,50',
        'Pago depois do prazo do código.',
        'Foi feito mais de um Pix para esta venda.',
        'Foi pago mais que o valor da venda.',
      ]),
    )
  })
})
