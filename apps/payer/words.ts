/** What the payer reads everywhere; each page has words of its own beside it. */
export const crashWords = {
  title: 'Esta tela parou',
  advice: 'Ela volta sozinha em alguns segundos. Nada do que foi pedido se perdeu.',
  reload: 'Recarregar agora',
}

export const payerWords = {
  navigation: 'Pix do pagador',
  pages: { pagar: 'Pagar', autorizacoes: 'Autorizações', cobrancas: 'Cobranças' },
  /** Below the pages of the navigation. */
  consentToPay: 'Confira e pague',
  consentToOffer: 'Autorizar cobranças',
  payment: 'Seu pagamento',
  authorization: 'Sua autorização',
  proposal: 'Proposta',
  recurrence: 'Autorização',
  documentTitle: (page: string) => `${page} · Balcão Pagador`,
  /** As the page has it before anything of it runs. */
  startTitle: 'Pagador · Balcão',
}
