import type { PayerDeed } from '@balcao/contracts'

type Step = { status: 'asked' | 'done' | 'refused' | 'skipped'; reason: string | null }

/** The whole in one line, and nothing that is not so: a payment that is done stays done where the authorisation is not. */
export function deedTitle({ payment, authorization }: PayerDeed): string {
  if (payment === null) {
    const titles = {
      asked: 'Autorizando…',
      done: 'Autorizado',
      refused: 'Não autorizado',
      skipped: 'Não autorizado',
    }
    return titles[authorization?.status ?? 'asked']
  }
  if (payment.status === 'asked') return 'Pagando…'
  if (payment.status !== 'done') return 'Não foi pago'
  if (authorization === null) return 'Pago'
  if (authorization.status === 'asked') return 'Pago. Autorizando…'
  return authorization.status === 'done' ? 'Pago e autorizado' : 'O pagamento foi feito. A autorização não.'
}

const sentences = {
  payment: {
    asked: 'O pagamento foi pedido ao banco.',
    done: 'O pagamento foi feito.',
    refused: 'O pagamento não foi feito.',
    skipped: 'O pagamento não foi pedido.',
  },
  'payment-short': { asked: 'Pagando', done: 'Pago', refused: 'Não foi pago', skipped: 'Não pedido' },
  authorization: {
    asked: 'A autorização foi pedida ao banco.',
    done: 'As próximas cobranças estão autorizadas.',
    refused: 'A autorização não foi feita.',
    skipped: 'A autorização não foi pedida, porque o pagamento não foi feito.',
  },
  'authorization-short': {
    asked: 'Confirmando',
    done: 'Autorizado',
    refused: 'Não autorizado',
    skipped: 'Não pedida',
  },
} as const

export function stepWords(part: keyof typeof sentences, { status, reason }: Step): string {
  const sentence = sentences[part][status]
  return reason === null || part.endsWith('-short') ? sentence : `${sentence} ${reason}`
}
