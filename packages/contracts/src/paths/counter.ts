/** What every screen of a till asks for. */

export const charges = () => '/api/charges'
export const charge = (txid: string) => `/api/charges/${txid}`
export const cancel = (txid: string) => `/api/charges/${txid}/cancel`
export const extend = (txid: string) => `/api/charges/${txid}/extend`
export const refund = (txid: string, refundId: string) => `/api/charges/${txid}/refunds/${refundId}`
export const events = (terminalId: string) => `/api/terminals/${terminalId}/events`
export const current = (terminalId: string) => `/api/terminals/${terminalId}/current`
export const painted = (terminalId: string) => `/api/terminals/${terminalId}/painted`
export const health = () => '/api/health'
