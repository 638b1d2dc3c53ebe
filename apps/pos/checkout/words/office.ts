import type { ChargeStatus } from '@balcao/contracts'

export const officeWords = {
  navigation: 'Partes da gestão',
  pages: {
    vendas: 'Vendas',
    conciliacao: 'Conciliação',
    banco: 'Banco',
    pessoas: 'Pessoas',
    aparelhos: 'Aparelhos',
  },
  pageTitle: (page: string) => `${page} · Balcão`,
  retry: 'Tentar de novo',
  readFailedAdvice: 'Se continuar, confira se o computador do Balcão está ligado e na mesma rede.',
  close: 'Fechar',
  none: '–',
}

export const saleWords = {
  filter: 'Estado',
  all: 'Todas',
  statuses: {
    opening: 'Verificando',
    awaiting: 'Aguardando',
    paid: 'Pago',
    expired: 'Expirada',
    cancelled: 'Cancelada',
  } satisfies Record<ChargeStatus, string>,
  columns: { time: 'Hora', terminal: 'Caixa', amount: 'Valor', status: 'Estado', txid: 'Código' },
  loading: 'Buscando as vendas…',
  empty: 'Nenhuma venda aqui ainda.',
  failed: 'As vendas não puderam ser lidas.',
  more: 'Ver mais antigas',
  saleFailed: 'Esta venda não pôde ser lida.',
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
