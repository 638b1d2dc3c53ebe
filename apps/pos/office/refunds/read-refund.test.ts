import { NewPixRefund } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { readRefund } from './read-refund.ts'

test.each([
  ['an amount', '23,50', '', { amountCents: 2350 }],
  ['the smallest', '0,01', '', { amountCents: 1 }],
  ['an amount with its sign', 'R$ 23,50', '', { amountCents: 2350 }],
  [
    'a reason, without what is around it',
    '10,00',
    ' Faltou um pão ',
    { amountCents: 1000, reason: 'Faltou um pão' },
  ],
  ['a reason of 140 characters', '10,00', '🍞'.repeat(140), { amountCents: 1000, reason: '🍞'.repeat(140) }],
  ['a reason of blanks, which is none', '10,00', '   ', { amountCents: 1000 }],
])('%s is a refund', (_, amount, reason, refund) => {
  expect(NewPixRefund.parse(refund)).toEqual(refund)
  expect(readRefund(amount, reason, 2350)).toEqual({
    refund,
    amountError: undefined,
    reasonError: undefined,
  })
})

test.each([
  ['nothing', ''],
  ['zero', '0,00'],
  ['a cent too much', '23,51'],
  ['half a cent', '1,005'],
  ['something else', 'tudo'],
])('%s is no amount, and the words say what would be one', (_, amount) => {
  const { refund, amountError, reasonError } = readRefund(amount, '', 2350)
  expect([refund, reasonError]).toEqual([undefined, undefined])
  expect(amountError).toMatch(/R\$ 0,01 a R\$\u00a023,50/)
})

test('a reason that is too long is refused before it is sent', () => {
  expect(readRefund('10,00', 'x'.repeat(141), 2350)).toEqual({
    refund: undefined,
    amountError: undefined,
    reasonError: 'O motivo tem 141 caracteres; cabem 140.',
  })
})
