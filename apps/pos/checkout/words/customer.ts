import type { Face } from '../charge-face.ts'

/** The first word of every `status` region. Tests from outside read them, so they stay as they are. */
export const stateWords: Record<Face, string> = {
  opening: 'Verificando',
  verifying: 'Verificando',
  awaiting: 'Aguardando pagamento',
  underpaid: 'Aguardando pagamento',
  paid: 'Pago',
  expired: 'Expirada',
  cancelled: 'Cancelada',
  refused: 'Cancelada',
}

export const codeWords = {
  qrCode: 'QR Code Pix',
  receipt: 'QR Code do recibo',
  receiptAdvice: 'Recibo no celular',
  timeToPay: 'Tempo para pagar',
  validFor: 'Vale por',
}

/** `Pague até 30/11/2026`. */
export const wordsForDue = (day: string) => `Pague até ${day.split('-').reverse().join('/')}`

/** What a customer reads: what to do, never a cause or a code. */
export const customerWords = {
  welcome: 'Aceitamos Pix',
  connecting: 'Conectando ao caixa…',
  /** Under the state of a charge. */
  advice: {
    opening: 'Só um instante…',
    verifying: 'Só um instante…',
    awaiting: 'Abra o app do seu banco, escolha Pix e aponte a câmera.',
    underpaid: 'Fale com o atendente',
    paid: 'Obrigado!',
    expired: 'O código expirou. Peça um novo.',
    cancelled: 'Este código não vale mais.',
    refused: 'Pix indisponível no momento',
  } satisfies Record<Face, string>,
  checkName: 'Confira o nome antes de pagar.',
  paidTooMuch: 'Fale com o atendente',
  pspDown: 'Pix indisponível no momento',
  stale: 'Sem conexão. Confirme no caixa.',
  mayGoDark: 'A tela pode apagar',
  touchForSound: 'Toque para ligar o som e a tela cheia',
}

/** Said aloud, politely, at these times only. */
export const timeLeftWords: readonly (readonly [seconds: number, words: string])[] = [
  [600, 'Faltam 10 minutos para pagar.'],
  [300, 'Faltam 5 minutos para pagar.'],
  [60, 'Falta 1 minuto para pagar.'],
  [30, 'Faltam 30 segundos para pagar.'],
]

export const crashWords = {
  title: 'Esta tela parou de funcionar.',
  advice: 'As vendas estão guardadas no servidor. A tela recarrega sozinha em alguns segundos.',
  reload: 'Recarregar agora',
}
