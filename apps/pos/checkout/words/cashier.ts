import type { ChargeFlag } from '@balcao/contracts'
import type { Face } from '../charge-face.ts'

export const cashierWords = {
  newSale: 'Nova cobrança',
  amount: 'Valor',
  amountHint: 'Digite os centavos junto: 2350 é R$ 23,50.',
  amountMissing: 'Digite o valor da venda.',
  amountTooLarge: 'O valor máximo é R$ 9.999.999.999,99.',
  amountUnread: (text: string) => `Não entendi “${text}” como valor. Escreva, por exemplo, 23,50.`,
  description: 'Descrição (opcional)',
  descriptionTooLong: (characters: number) => `A descrição tem ${characters} caracteres; cabem 140.`,
  keypad: 'Teclado',
  backspace: 'Apagar',
  charge: 'Cobrar',
  current: 'Venda em andamento',
  nothingCurrent: 'Nenhuma venda na tela do cliente.',
  nothingCurrentAdvice: 'Digite o valor e toque em Cobrar.',
  opening: 'Gerando a cobrança…',
  checking: 'Verificando com o banco. Não cobre de novo.',
  cancelling: 'Verificando com o banco se ainda dá para cancelar.',
  ending: 'Verificando com o banco se foi paga no último instante.',
  underpaid: (received: string, asked: string, missing: string) =>
    `Recebido ${received} de ${asked}. Faltam ${missing}.`,
  overpaid: (extra: string) => `Recebido ${extra} a mais. Devolver?`,
  duplicate: 'Veio mais de um Pix para esta venda.',
  late: 'Pago depois do prazo. Venda confirmada? Entregar ou devolver.',
  expired: 'Expirou sem pagamento. Gerar novo código?',
  cancelled: 'Ninguém pode mais pagar este código.',
  refused: 'O banco recusou esta cobrança.',
  chargeAgain: 'Gerar novo código',
  copy: 'Copiar código',
  copied: 'Código copiado',
  copyByHand: 'O navegador não deixou copiar. Selecione o código abaixo.',
  checkProof: 'Conferir comprovante',
  close: 'Fechar',
  howItWent: (time: string) => `Como foi a venda das ${time}`,
  receipt: 'Recibo',
  receiptOf: (time: string) => `Recibo da venda das ${time}`,
  extend: '+10 min',
  cancel: 'Cancelar',
  nextSale: 'Nova venda',
  open: 'Em aberto',
  latest: 'Últimas vendas',
  noSales: 'As vendas deste caixa aparecem aqui.',
  showAgain: 'Toque para mostrar de novo ao cliente',
  rang: (amount: string) => `Venda de ${amount} paga.`,
  settings: 'Ajustes',
  switchOperator: 'Trocar de operador',
  notSignedOut: 'Sem resposta: você não saiu.',
  connecting: 'Conectando ao servidor…',
  unreachable: 'O servidor não respondeu até agora. Confira a conexão deste aparelho.',
  stale: (time: string) => `Sem conexão com o caixa desde ${time}. O que você vê pode estar velho.`,
  pspDown: (since: string, seconds: number) =>
    seconds > 0
      ? `O banco não está respondendo desde ${since}. Tentando de novo em ${seconds} s.`
      : `O banco não está respondendo desde ${since}. Tentando de novo agora.`,
}

/** The state in a row of the list, where there is room for one word. */
export const rowWords: Record<Face, string> = {
  opening: 'Verificando',
  verifying: 'Verificando',
  awaiting: 'Aguardando',
  underpaid: 'Incompleta',
  paid: 'Pago',
  expired: 'Expirada',
  cancelled: 'Cancelada',
  refused: 'Recusada',
}

export const flagWords: Record<ChargeFlag, string> = {
  refused: 'recusada pelo banco',
  late: 'paga depois do prazo',
  underpaid: 'recebido a menos',
  overpaid: 'recebido a mais',
  duplicate: 'paga em dobro',
}

export const barWords = {
  till: 'Caixa',
  display: 'Tela do cliente',
  displayOk: 'ok',
  displayLate: 'atrasada',
  displayNone: 'nenhuma',
  psp: 'Banco',
  pspOk: 'ok',
  pspDown: 'sem resposta',
  unknown: 'sem notícia',
  connection: 'Conexão',
  live: 'ok',
  connecting: 'reconectando',
  stale: 'sem conexão',
  sound: 'Som',
  soundReady: 'ligado',
  soundOff: 'desligado',
  turnSoundOn: 'Ativar som',
}
