import type { ChargeFlag, Receipt } from '@balcao/contracts'

type RefundStatus = Receipt['refunds'][number]['status']

/** What stands on a receipt, on paper and on the customer's phone. */
export const receiptWords = {
  title: 'Recibo de pagamento Pix',
  copy: (copy: number) => `${copy}ª via`,
  amount: 'Valor',
  received: 'Recebido',
  returned: 'Devolvido',
  paidAt: 'Pago em',
  sale: 'Venda',
  pix: 'Pix',
  /** Before the last characters of an id. */
  ending: (end: string) => `final ${end}`,
  refund: (status: RefundStatus) => `Devolução ${refundStatusWords[status]}`,
  allReturned: 'O valor foi devolvido por inteiro.',
  partReturned: 'Uma parte do valor foi devolvida.',
  notFiscal: 'Não é documento fiscal.',
}

const refundStatusWords: Record<RefundStatus, string> = {
  requested: 'pedida',
  processing: 'pedida',
  refunded: 'feita',
  'not-realized': 'não realizada',
}

/** How it was paid, for whoever holds the receipt. A charge that the bank refused or that was paid too little has none. */
export const receiptFlagWords: Record<ChargeFlag, string | undefined> = {
  late: 'Pago depois do prazo do código.',
  overpaid: 'Foi pago mais que o valor da venda.',
  duplicate: 'Foi feito mais de um Pix para esta venda.',
  underpaid: undefined,
  refused: undefined,
}

/** The page that a customer's phone opens. */
export const receiptPageWords = {
  reading: 'Buscando o recibo…',
  notFound: 'Não há recibo neste endereço.',
  notFoundAdvice: 'Leia de novo o código na tela da loja ou peça outra via no caixa.',
  tooMany: 'Muitas consultas ao mesmo tempo.',
  unreachable: 'A loja não respondeu.',
  againAdvice: 'Espere um minuto e tente de novo.',
  again: 'Tentar de novo',
  print: 'Imprimir ou salvar em PDF',
}

/** The receipt at the till. */
export const tillReceiptWords = {
  open: 'Recibo',
  title: 'Recibo',
  reading: 'Buscando o recibo…',
  print: 'Imprimir',
  printCopy: (copy: number) => `Imprimir ${copy}ª via`,
  printHere: 'Imprimir pelo navegador',
  copyLink: 'Copiar link',
  linkCopied: 'Link copiado',
  linkByHand: 'O navegador não deixou copiar. Selecione o link abaixo.',
  link: 'Link do recibo',
  code: 'QR Code do recibo',
  scan: 'O cliente aponta a câmera e fica com o recibo no celular.',
  close: 'Fechar',
  retry: 'Tentar de novo',
  dismiss: 'Dispensar',
  sent: 'Enviado à impressora.',
  notPrinted: (amount: string) => `O recibo de ${amount} não foi impresso.`,
}

/** What happened to the paper, and what to do. The sale is not touched by any of it. */
export const printerFaultWords = {
  'no-printer': 'Nenhuma impressora foi escolhida neste aparelho. Escolha uma em Ajustes.',
  unplugged: 'A impressora não está ligada a este aparelho. Confira o cabo e ligue a impressora.',
  busy: 'Outro programa está usando a impressora. Feche-o e tente de novo.',
  silent: 'A impressora não respondeu. Confira se há papel e se a tampa está fechada.',
  unreachable: 'O servidor não respondeu, e o recibo vem dele. Tente de novo.',
}

export const printerWords = {
  legend: 'Impressora de recibos',
  browser: 'A do navegador',
  usb: 'USB (ESC/POS)',
  serial: 'Serial ou Bluetooth (ESC/POS)',
  browserHint: 'O navegador pergunta a cada impressão.',
  chosen: (name: string) => `Escolhida: ${name}.`,
  notChosen: 'Nenhuma escolhida ainda.',
  unsupported:
    'Este navegador não fala direto com impressoras. No Chrome e no Edge, em computador ou Android, fala.',
  choose: 'Escolher impressora',
  test: 'Imprimir teste',
  tested: 'Enviado à impressora.',
  testLine: 'Teste de impressão: ação, café, põe, três, R$ 1,00.',
  width: 'Largura do papel',
  widths: { 58: '58 mm', 80: '80 mm' },
  automatic: 'Imprimir sozinho quando uma venda é paga',
  yes: 'Sim',
  no: 'Não',
}
