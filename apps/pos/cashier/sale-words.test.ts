import type { Charge } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { type Face, faceOf } from '../checkout/charge-face.ts'
import { exampleCharge } from '../checkout/example-charge.ts'
import { paidLine, sentencesFor } from './sale-words.ts'

const nowMs = Date.parse('2026-11-22T14:10:00.000Z')
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test.each<[Partial<Charge>, Face, string]>([
  [{}, 'awaiting', ''],
  [{ status: 'opening' }, 'opening', 'Verificando com o banco. Não cobre de novo.'],
  [{ pending: 'cancel' }, 'verifying', 'Verificando com o banco se ainda dá para cancelar.'],
  [
    { receivedCents: 2000, flags: ['underpaid'] },
    'underpaid',
    'Recebido R$ 20,00 de R$ 23,50. Faltam R$ 3,50.',
  ],
  [{ status: 'paid', receivedCents: 2350 }, 'paid', ''],
  [
    { status: 'paid', receivedCents: 2700, flags: ['overpaid'] },
    'paid',
    'Recebido R$ 3,50 a mais. Devolver?',
  ],
  [
    { status: 'paid', receivedCents: 2350, flags: ['late'] },
    'paid',
    'Pago depois do prazo. Venda confirmada? Entregar ou devolver.',
  ],
  [
    { status: 'paid', receivedCents: 4700, flags: ['duplicate', 'overpaid'] },
    'paid',
    'Veio mais de um Pix para esta venda. Recebido R$ 23,50 a mais. Devolver?',
  ],
  [{ status: 'expired' }, 'expired', 'Expirou sem pagamento. Gerar novo código?'],
])('%o', (change, face, words) => {
  const charge = exampleCharge(change)
  expect(faceOf(charge, nowMs)).toBe(face)
  expect(plain(sentencesFor(charge, face).join(' '))).toBe(words)
})

test('what follows the word Pago', () => {
  const paid = exampleCharge({
    status: 'paid',
    payments: [
      { endToEndId: 'E2', amountCents: 1000, paidAt: '2026-11-22T14:02:10.000Z' },
      { endToEndId: 'E1', amountCents: 1350, paidAt: '2026-11-22T14:01:00.000Z' },
    ],
  })
  expect(plain(paidLine(paid))).toMatch(/^R\$ 23,50 · \d\d:02:10$/)
})
