/** Where everything is. A screen builds its address here and the BFF mounts its route here. */
export const paths = {
  charges: () => '/api/charges',
  charge: (txid: string) => `/api/charges/${txid}`,
  cancel: (txid: string) => `/api/charges/${txid}/cancel`,
  extend: (txid: string) => `/api/charges/${txid}/extend`,
  refund: (txid: string, refundId: string) => `/api/charges/${txid}/refunds/${refundId}`,
  events: (terminalId: string) => `/api/terminals/${terminalId}/events`,
  current: (terminalId: string) => `/api/terminals/${terminalId}/current`,
  painted: (terminalId: string) => `/api/terminals/${terminalId}/painted`,
  pixRefund: (endToEndId: string, refundId: string) => `/api/pix/${endToEndId}/refunds/${refundId}`,
  reconciliation: () => '/api/reconciliation',
  lines: () => '/api/reconciliation/lines',
  linesCsv: () => '/api/reconciliation/lines.csv',
  lookAgain: (lineId: string) => `/api/reconciliation/lines/${lineId}/look-again`,
  lineNotes: (lineId: string) => `/api/reconciliation/lines/${lineId}/notes`,
  webhook: () => '/api/webhook',
  health: () => '/api/health',
  openapi: () => '/api/openapi.json',
}

/** The pages, by address: each is one HTML entry under apps/, built to the same place under dist/. */
export const screens = {
  '/': 'pos/home/index.html',
  '/caixa/': 'pos/cashier/index.html',
  '/visor/': 'pos/display/index.html',
  '/totem/': 'pos/kiosk/index.html',
  '/gestao/': 'pos/office/index.html',
} as const
