import type { LineKind, LineOffer } from '@balcao/contracts'

export const reconciliationWords = {
  period: 'Período',
  fromTo: (from: string, to: string) => `De ${from} a ${to}`,
  choices: { today: 'Hoje', yesterday: 'Ontem', week: 'Últimos 7 dias' },
  day: 'Dia',
  month: 'Mês',
  pickMonth: 'Escolha…',
  check: 'Conferir com o banco',
  never: 'Este período ainda não foi conferido com o banco.',
  neverAdvice: 'Confira para saber se tudo o que o banco recebeu está nas suas vendas.',
  running: 'Conferindo com o banco…',
  runningPages: (read: number, total: number) => `Conferindo com o banco: página ${read} de ${total}`,
  done: (when: string) => `Conferido com o banco em ${when}.`,
  readingFailed: 'Não foi possível terminar a conferência com o banco.',
  readingFailedAdvice: 'Tente de novo em alguns minutos.',
  loading: 'Somando as vendas…',
  failed: 'Não foi possível carregar a conciliação.',
  allRight: 'Tudo confere',
  allRightAdvice: 'O que está aqui é o que o banco diz, Pix por Pix.',
  differs: (amount: string) => `Diferença de ${amount}`,
  sumsAgree: 'As somas conferem, mas há divergências',
  mismatches: (count: number) =>
    count === 0
      ? 'Nenhuma linha precisa de atenção.'
      : count === 1
        ? '1 linha precisa de atenção.'
        : `${count} linhas precisam de atenção.`,
  explained: (count: number) =>
    count === 1
      ? '1 linha tem a explicação de uma pessoa.'
      : `${count} linhas têm a explicação de uma pessoa.`,
  totals: 'Totais do período',
  here: 'Aqui',
  there: 'No banco',
  difference: 'Diferença',
  received: 'Recebido',
  refunded: 'Devolvido',
  pixCount: (count: number) => `${count} Pix`,
  refundCount: (count: number) => (count === 1 ? '1 devolução' : `${count} devoluções`),
  byHour: 'Recebido por hora',
  byDay: 'Recebido por dia',
  hour: 'Hora',
  table: 'Ver em tabela',
  hour24: (hour: string) => `${hour}h`,
}

export const heardByWords = {
  title: 'Como ficamos sabendo',
  webhook: 'Aviso do banco',
  sweep: 'Consulta periódica',
  asking: 'Consulta da venda',
}

const lineCount = (count: number) => (count === 1 ? '1 linha' : `${count} linhas`)

export const lineWords = {
  title: 'Linhas',
  filter: 'Mostrar',
  all: 'Todas',
  mismatch: 'Só divergências',
  counted: (name: string, count: number) => `${name} (${count})`,
  columns: {
    time: 'Hora',
    amount: 'Valor',
    here: 'Aqui',
    there: 'No banco',
    kind: 'Situação',
    id: 'Venda',
  },
  noSale: 'Sem venda',
  loading: 'Buscando as linhas…',
  empty: 'Nenhuma linha neste período.',
  emptyFiltered: 'Nenhuma linha deste tipo.',
  failed: 'Não foi possível carregar a lista.',
  more: 'Mostrar mais',
  partial: (count: number, all: number) =>
    `As ${count} primeiras de ${all} linhas. A planilha e “Imprimir” trazem todas.`,
  csv: 'Baixar planilha (CSV)',
  print: 'Imprimir',
  printing: (count: number, all: number) => `Preparando a impressão: ${count} de ${all} linhas`,
  printFailed: 'Não foi possível carregar a lista até o fim. Nada foi impresso.',
  printTooLong: (all: number, most: number) =>
    `São ${all} linhas, e no papel cabem ${most} de uma vez. Escolha um período menor, ou baixe a planilha (CSV), que traz todas.`,
  printed: (shown: string, count: number) => `${shown}: ${lineCount(count)}`,
  alsoRefunded: (amount: string) => `devolvido ${amount}`,
  returnedOf: (here: string, there: string) => `Devolvido aqui ${here}, no banco ${there}.`,
  concludedThere: 'O banco dá esta cobrança por paga, e aqui o valor dela ainda não entrou inteiro.',
  amountsOf: (here: string, there: string) => `Aqui ${here}, no banco ${there}.`,
  pix: (endToEndId: string) => `Pix ${endToEndId}`,
  noteOf: (when: string) => `Anotado em ${when}`,
  noteSale: 'Ver a venda',
  lookedAgain: (kind: string) => `Olhamos de novo no banco. Situação agora: ${kind}.`,
  noted: 'Explicação guardada.',
  offers: {
    'look-again': 'Olhar de novo',
    explain: 'Explicar',
    refund: 'Devolver',
  } satisfies Record<LineOffer, string>,
}

/** What each kind of line is called, what it means, and what to do about it. */
export const kindWords: Record<LineKind, { name: string; meaning: string; advice: string }> = {
  matched: {
    name: 'Confere',
    meaning: 'O banco diz o mesmo.',
    advice: '',
  },
  'only-here': {
    name: 'Só aqui',
    meaning: 'Este Pix está nas suas vendas, mas o banco não o listou.',
    advice: 'Olhe de novo em alguns minutos. Se continuar assim, mostre o código ao banco.',
  },
  'only-there': {
    name: 'Só no banco',
    meaning: 'O banco recebeu este Pix e ele não está nas suas vendas.',
    advice: 'Olhe de novo: se for de uma venda, ela passa a Pago.',
  },
  'different-amount': {
    name: 'Valor diferente',
    meaning: 'O valor deste Pix aqui não é o do banco.',
    advice: 'Olhe de novo. Se continuar, vale o do banco: explique o motivo.',
  },
  'without-charge': {
    name: 'Pix sem venda',
    meaning: 'Alguém pagou direto na sua chave, sem uma venda do Balcão.',
    advice: 'Explique de que é este dinheiro, ou devolva.',
  },
  'refund-differs': {
    name: 'Devolução diferente',
    meaning: 'O banco e o Balcão não têm as mesmas devoluções deste Pix.',
    advice: 'Olhe de novo: as devoluções do banco passam a valer.',
  },
  'charge-only-here': {
    name: 'Cobrança só aqui',
    meaning: 'Esta cobrança foi feita aqui, mas o banco não a listou.',
    advice: 'Olhe de novo. Se ela nunca chegou ao banco, ninguém pode pagá-la.',
  },
  'charge-only-there': {
    name: 'Cobrança só no banco',
    meaning: 'O banco tem uma cobrança paga que não foi feita por este Balcão.',
    advice: 'É normal se outro sistema cobra com a mesma chave: explique qual. Senão, olhe de novo.',
  },
  'charge-differs': {
    name: 'Cobrança diferente',
    meaning: 'O banco não diz desta cobrança o que está aqui.',
    advice: 'Olhe de novo: o que o banco diz passa a valer. Se nada mudar, veja a venda.',
  },
}

export const explainWords = {
  title: 'Explicar esta linha',
  text: 'Explicação',
  textHint: 'O que você sabe sobre este dinheiro. Até 280 caracteres.',
  textTooLong: (characters: number) => `A explicação tem ${characters} caracteres; cabem 280.`,
  textWrong: 'A explicação deve ser uma linha só, sem símbolos invisíveis, com até 280 caracteres.',
  txid: 'Código da venda (opcional)',
  txidHint: 'Se o dinheiro é de uma venda, cole o código dela (26 a 35 letras e números).',
  txidWrong: 'O código de uma venda tem de 26 a 35 letras e números.',
  forEver: 'A explicação fica guardada com a linha. Ela não muda valores nem vendas.',
  save: 'Guardar',
  cancel: 'Voltar',
}
