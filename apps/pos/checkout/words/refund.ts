import type { Charge } from '@balcao/contracts'

type Refund = Charge['refunds'][number]

export const refundWords = {
  heading: 'Devoluções',
  statuses: {
    requested: 'Devolução pedida. O banco ainda não confirmou.',
    processing: 'Devolução pedida. O banco ainda não confirmou.',
    refunded: 'Devolvido',
    'not-realized': 'Devolução não realizada',
  } satisfies Record<Refund['status'], string>,
  notRealized: (reason: string) => `Devolução não realizada: ${reason}`,
  notRealizedAdvice:
    'O dinheiro continua na sua conta Pix. Confira o saldo e, na Cielo, se a conta está em Livre Movimentação. Depois peça de novo.',
  origins: {
    here: null,
    elsewhere: 'Feita fora do Balcão, pelo aplicativo do banco ou por outro sistema.',
    med: 'Feita pelo Banco Central (MED), por contestação ou falha.',
  } satisfies Record<Refund['origin'], string | null>,
  press: 'Devolver',
  title: 'Devolver dinheiro',
  amount: 'Valor a devolver',
  refundable: (amount: string, day: string) => `Dá para devolver até ${amount}, até ${day}.`,
  wrongAmount: (amount: string) => `Digite um valor de R$ 0,01 a ${amount}.`,
  reason: 'Motivo (opcional)',
  reasonHint: 'Aparece para o cliente. Até 140 caracteres.',
  reasonTooLong: (characters: number) => `O motivo tem ${characters} caracteres; cabem 140.`,
  reasonWrong: 'O motivo deve ser uma linha só, sem símbolos invisíveis, com até 140 caracteres.',
  daysLeft: (days: number) =>
    days === 0
      ? 'Hoje é o último dia para devolver este Pix.'
      : days === 1
        ? 'Falta 1 dia para o fim do prazo.'
        : `Faltam ${days} dias para o fim do prazo.`,
  over: (day: string) => `O prazo de 90 dias terminou em ${day}. O banco provavelmente recusará.`,
  consequence: 'O valor sai do saldo da sua conta Pix. Aqui aparece “Devolvido” só quando o banco confirmar.',
  account: 'Cielo: só em Livre Movimentação.',
  accountAdvice:
    'Na Gestão Simplificada o saldo já foi transferido e a devolução não será realizada. A mudança só vale no dia seguinte.',
  keep: 'Não devolver',
}

/** Refusals that mean something else at the till, or never happen there. */
export const refusalWords = {
  'pix-not-found': 'O servidor não conhece este Pix. Olhe de novo e tente outra vez.',
  'line-not-found': 'Esta linha não existe mais. Atualize a página.',
  'not-refundable': 'Já não há este valor para devolver. Confira as devoluções.',
  'refund-id-reused':
    'Uma devolução deste Pix já foi pedida com outro valor ou motivo. Feche e confira as devoluções.',
  'psp-refused': 'O banco recusou o pedido.',
}

/** A refund above the limit of whoever asks for it. */
export const approvalWords = {
  title: 'Um gerente precisa autorizar',
  above: (amount: string) => `Com ${amount}, esta venda passa do limite de quem está conectado.`,
  name: 'Nome do gerente',
  pin: 'PIN do gerente',
  advice: 'Vale só para esta devolução e este valor. Quem está conectado continua conectado.',
  press: 'Autorizar e devolver',
  keep: 'Não devolver',
}

export const approvalProblems = {
  problems: {
    'wrong-pin': 'O nome e o PIN não combinam. Confira os dois.',
    forbidden:
      'Esta pessoa não pode autorizar: é preciso um gerente com limite para este valor, e outro que não quem pede.',
  },
}
