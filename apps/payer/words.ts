/** What the payer reads everywhere; each page has words of its own beside it. */
export const crashWords = {
  title: 'Esta tela parou',
  advice: 'Ela volta sozinha em alguns segundos. Nada do que foi pedido se perdeu.',
  reload: 'Recarregar agora',
}

export const payerWords = {
  navigation: 'Pix do pagador',
  pages: { pagar: 'Pagar', autorizacoes: 'Autorizações', cobrancas: 'Cobranças' },
  documentTitle: (page: string) => `${page} · Balcão Pagador`,
}
