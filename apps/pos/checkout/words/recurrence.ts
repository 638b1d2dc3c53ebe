import type { Offer, RecurrenceTerms } from '@balcao/contracts'

/** Pix Automático, in the shop's words. */

export const frequencyWords: Record<RecurrenceTerms['frequency'], string> = {
  weekly: 'Toda semana',
  monthly: 'Todo mês',
  quarterly: 'A cada três meses',
  semiannual: 'A cada seis meses',
  annual: 'Uma vez por ano',
}

export const offerStatusWords: Record<Offer['status'], string> = {
  opening: 'Preparando',
  offered: 'Aguardando autorização',
  approved: 'Autorizado',
  rejected: 'Recusado',
  expired: 'Encerrado',
  cancelled: 'Cancelado',
}

/** Why the shop has ended an offer by itself. */
export const endingWords: Record<NonNullable<Offer['ending']>, string> = {
  'charge-ended': 'A venda terminou sem pagamento.',
  'time-over': 'Ninguém autorizou em sete dias.',
}

/** Who ended it. */
export const endByWords: Record<NonNullable<NonNullable<Offer['end']>['by']>, string> = {
  payer: 'pelo cliente',
  'payer-psp': 'pelo banco do cliente',
  receiver: 'pela loja',
  'receiver-psp': 'pelo banco da loja',
}

/** The arrangement's codes of why a recurrence ended (API Pix, RecEncerramento). */
export const endCodeWords: Readonly<Record<string, string>> = {
  AP13: 'O cliente não reconhece a loja.',
  AP14: 'O cliente não quis autorizar.',
  ACCL: 'A conta do cliente foi encerrada.',
  CPCL: 'A empresa do cliente foi encerrada.',
  DCSD: 'O titular da conta faleceu.',
  ERSL: 'Houve um erro no pedido.',
  FRUD: 'Há suspeita de fraude.',
  PCFD: 'A autorização não foi confirmada.',
  SLCR: 'A loja pediu o fim.',
  SLDB: 'O cliente pediu o fim.',
  SLBD: 'O cliente pediu o fim.',
}

export const termsWords = {
  varies: 'um valor que pode mudar',
  amount: (amount: string, frequency: string) => `${amount}, ${frequency.toLowerCase()}`,
  from: (day: string) => `A partir de ${day}, até alguém cancelar`,
  between: (first: string, last: string) => `De ${first} a ${last}`,
  retries: 'Sem saldo no dia, o banco tenta de novo em até três outros dias, dentro de sete.',
  noRetries: 'Sem saldo no dia, o banco não tenta de novo em outros dias.',
}

export const offerWords = {
  button: 'Oferecer recorrência',
  title: 'Oferecer Pix Automático',
  withCharge: (amount: string) => `O cliente paga ${amount} agora e autoriza as próximas no mesmo código.`,
  alone: 'O cliente só autoriza agora; nada é pago.',
  withDue: (amount: string) =>
    `O cliente paga ${amount} até o vencimento e, depois de pagar, o app do banco oferece as próximas.`,
  now: 'Com esta oferta',
  nothingDue: 'Só a autorização',
  due: 'Uma cobrança com vencimento',
  dueLead: 'O cliente paga a cobrança e, depois de pagar, o app do banco oferece as próximas.',
  dueAmount: 'Valor a pagar',
  dueDay: 'Vencimento',
  dueDayWrong: 'Escolha um dia de hoje a 60 dias.',
  dueWaiting: 'O banco ainda não confirmou a cobrança. Espere alguns segundos e toque em Oferecer de novo.',
  debtorName: 'Nome do cliente',
  document: 'CPF ou CNPJ do cliente',
  documentWrong: 'Confira os números: 11 do CPF ou 14 do CNPJ.',
  contract: 'Número do contrato',
  contractHint: 'Como a loja encontra esta venda depois. Até 35 letras.',
  object: 'O que o cliente assina',
  frequency: 'Cobrar',
  amountKind: 'Valor',
  fixed: 'Sempre o mesmo',
  varies: 'Pode mudar',
  fixedAmount: 'Valor de cada cobrança',
  minimum: 'Menor limite que o cliente pode pôr (opcional)',
  minimumHint: 'O cliente põe um limite no app do banco; abaixo deste ele não pode.',
  amountWrong: 'Escreva o valor assim: 49,90.',
  firstDay: 'Primeira cobrança',
  lastDay: 'Última cobrança (opcional)',
  dayWrong: 'Escolha hoje ou um dia depois.',
  lastDayWrong: 'Tem de ser depois da primeira.',
  retry: 'Se não houver saldo no dia, tentar de novo em até três outros dias',
  send: 'Oferecer',
  cancel: 'Voltar',
  close: 'Tirar da tela',
  end: 'Cancelar oferta',
  /** What the cashier says aloud, by where the customer is. */
  script: {
    opening: 'Só um instante, o código está chegando.',
    together: 'Diga: “Neste código você paga e autoriza as próximas cobranças de uma vez.”',
    chargeFirst: 'Numa tela pequena vem primeiro a venda e depois a autorização.',
    due: 'Diga: “Pague por este código. Depois o app do banco oferece as próximas cobranças.”',
    alone: 'Diga: “Aponte a câmera e confirme no app do banco. Hoje nada é cobrado por isso.”',
    approved: 'Diga: “Pronto. No app do banco você vê e cancela quando quiser.”',
    over: 'Diga: “Sem problema.” A venda não muda por isso.',
  },
  refusal: 'O banco não aceitou a oferta.',
}

/** What the customer reads beside the code. */
export const consentWords = {
  together: 'Pague e autorize de uma vez',
  alone: 'Autorize o Pix Automático',
  chargeFirst: 'Depois de pagar, autorize as próximas',
  offeredAfter: 'Pague, e seu banco oferece as próximas',
  advice: 'Abra o app do seu banco, escolha Pix e aponte a câmera.',
  confirm: 'Confira o nome e estas condições no app antes de confirmar.',
  /** The first word is the state of the charge, or of the authorisation. */
  waiting: 'Aguardando autorização',
  agreed: 'Autorizado',
  agreedAdvice: 'No app do seu banco você vê e cancela quando quiser.',
}

export const recurrenceProblemWords = {
  'no-recurrences': 'O banco da loja não oferece Pix Automático.',
  'recurrence-not-found': 'Esta recorrência não está mais aqui. Atualize a página.',
  'recurrence-charge-not-found': 'Esta cobrança não está mais aqui. Atualize a página.',
  'recurrence-id-reused': 'Este pedido já foi feito com outros dados. Feche e comece de novo.',
  'recurrence-not-approved': 'O cliente ainda não autorizou, ou já cancelou.',
  'recurrence-over': 'Esta recorrência já terminou.',
  'too-late': 'O prazo para isto terminou.',
}
