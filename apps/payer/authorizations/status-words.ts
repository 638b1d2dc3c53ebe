import type { PayerBilling, PayerRecurrence, Proposal } from '@balcao/contracts'
import { formatCents, type Tone } from '@balcao/ui'
import { formatDay } from '../terms-words.ts'

type Told = { words: string; tone: Tone }

export const recurrenceStatus: Record<PayerRecurrence['status'], Told> = {
  confirming: { words: 'Confirmando com o banco', tone: 'accent' },
  active: { words: 'Valendo', tone: 'neutral' },
  rejected: { words: 'Não autorizada', tone: 'neutral' },
  cancelled: { words: 'Cancelada', tone: 'neutral' },
  expired: { words: 'Terminou', tone: 'neutral' },
}

export const proposalStatus: Record<Proposal['status'], Told> = {
  received: { words: 'Responder', tone: 'attention' },
  answering: { words: 'Confirmando com o banco', tone: 'accent' },
  accepted: { words: 'Aceita', tone: 'neutral' },
  rejected: { words: 'Recusada', tone: 'neutral' },
  expired: { words: 'Venceu', tone: 'neutral' },
  cancelled: { words: 'Retirada por quem cobra', tone: 'neutral' },
}

export const billingStatus: Record<PayerBilling['status'], Told> = {
  scheduled: { words: 'Agendada', tone: 'accent' },
  paid: { words: 'Pago', tone: 'paid' },
  refused: { words: 'Não foi paga', tone: 'attention' },
  cancelled: { words: 'Cancelada', tone: 'neutral' },
  expired: { words: 'Venceu', tone: 'neutral' },
  other: { words: 'Veja com o banco', tone: 'attention' },
}

/** What will be charged next, as far as is known. */
export function nextSentence({ status, next }: PayerRecurrence): string {
  if (status !== 'active' && status !== 'confirming') return 'Nada mais será cobrado.'
  if (next === null) return 'Nenhuma cobrança prevista.'
  const amount = next.amountCents === null ? 'valor a definir' : formatCents(next.amountCents)
  return `Próxima: ${formatDay(next.day)}, ${amount}`
}
