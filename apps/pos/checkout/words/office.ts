import type { ChargeStatus } from '@balcao/contracts'

export const officeWords = {
  navigation: 'Partes da gestão',
  pages: {
    vendas: 'Vendas',
    conciliacao: 'Conciliação',
    turnos: 'Turnos',
    recorrencias: 'Pix Automático',
    banco: 'Banco',
    pessoas: 'Pessoas',
    aparelhos: 'Aparelhos',
    loja: 'Loja',
  },
  pageTitle: (page: string) => `${page} · Balcão`,
  retry: 'Tentar de novo',
  readFailedAdvice: 'Se continuar, confira se o computador do Balcão está ligado e na mesma rede.',
  close: 'Fechar',
  none: '–',
}

export const saleWords = {
  filter: 'Situação',
  shop: 'Loja',
  all: 'Todas',
  statuses: {
    opening: 'Verificando',
    awaiting: 'Aguardando',
    paid: 'Pago',
    expired: 'Expirada',
    cancelled: 'Cancelada',
  } satisfies Record<ChargeStatus, string>,
  columns: { time: 'Hora', terminal: 'Caixa', amount: 'Valor', status: 'Situação', txid: 'Código' },
  loading: 'Buscando as vendas…',
  empty: 'Nenhuma venda aqui ainda.',
  failed: 'Não foi possível carregar as vendas.',
  more: 'Ver mais antigas',
  saleFailed: 'Não foi possível carregar esta venda.',
  details: 'Detalhes da venda',
  madeAt: 'Feita em',
  received: 'Recebido',
  returned: 'Devolvido',
  description: 'Descrição',
  payments: 'Pix recebidos',
  noPayments: 'Nenhum Pix recebido.',
  pixReturned: (amount: string) => `Devolvido ${amount}`,
  pixRefundable: (amount: string, day: string) => `Ainda dá para devolver ${amount}, até ${day}`,
  pixOver: (amount: string, day: string) =>
    `O prazo para devolver ${amount} terminou em ${day}. O banco provavelmente recusará.`,
  pixNothingLeft: 'Nada mais a devolver',
  overpaid: (amount: string) => `Recebido ${amount} a mais. Devolver?`,
  duplicate: (amount: string) => `Veio mais de um Pix para esta venda: ${amount} a mais. Devolver?`,
}
