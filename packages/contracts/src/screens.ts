/** The pages, by address: each is one HTML entry under apps/, built to the same place under dist/. */
export const screens = {
  '/': 'pos/home/index.html',
  '/caixa/': 'pos/cashier/index.html',
  '/visor/': 'pos/display/index.html',
  '/totem/': 'pos/kiosk/index.html',
  '/gestao/': 'pos/office/index.html',
  '/entrar/': 'pos/entrance/index.html',
  '/recibo/': 'pos/receipt/index.html',
  '/pagador/': 'payer/index.html',
} as const
