/** The back office: shops, money, the bank. */

export const terminalShop = (terminalId: string) => `/api/terminals/${terminalId}/shop`
export const pixRefund = (endToEndId: string, refundId: string) =>
  `/api/pix/${endToEndId}/refunds/${refundId}`
export const forgetPix = (endToEndId: string) => `/api/pix/${endToEndId}/forget`
export const reconciliation = () => '/api/reconciliation'
export const lines = () => '/api/reconciliation/lines'
export const linesCsv = () => '/api/reconciliation/lines.csv'
export const lookAgain = (lineId: string) => `/api/reconciliation/lines/${lineId}/look-again`
export const lineNotes = (lineId: string) => `/api/reconciliation/lines/${lineId}/notes`
export const webhook = () => '/api/webhook'
export const shops = () => '/api/shops'
export const shop = (shopId: string) => `/api/shops/${shopId}`
export const approvals = () => '/api/approvals'
