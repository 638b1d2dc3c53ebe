import type { PayerDeed } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { deedTitle } from './deed-words.ts'

const at = '2026-11-22T14:00:00Z'
const step = (status: 'asked' | 'done' | 'refused' | 'skipped') => ({ status, reason: null, at })
const deed = (
  payment: 'asked' | 'done' | 'refused' | null,
  authorization: 'asked' | 'done' | 'refused' | 'skipped' | null,
): PayerDeed => ({
  deedId: '0'.repeat(32),
  receiver: { name: 'Escola de Música', document: null, ispb: null },
  amountCents: 2350,
  payment: payment && { ...step(payment), endToEndId: null },
  authorization: authorization && { ...step(authorization), recurrenceId: 'RN3521041020250711TEsG8Fr7t7d' },
})

test.each([
  [deed('asked', null), 'Pagando…'],
  [deed('done', null), 'Pago'],
  [deed('refused', null), 'Não foi pago'],
  [deed('refused', 'skipped'), 'Não foi pago'],
  [deed('done', 'asked'), 'Pago. Autorizando…'],
  [deed('done', 'done'), 'Pago e autorizado'],
  [deed('done', 'refused'), 'O pagamento foi feito. A autorização não.'],
  [deed(null, 'asked'), 'Autorizando…'],
  [deed(null, 'done'), 'Autorizado'],
  [deed(null, 'refused'), 'Não autorizado'],
])('%#: the title says neither more nor less than what happened', (told, title) => {
  expect(deedTitle(told)).toBe(title)
})
