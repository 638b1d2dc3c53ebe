/** The payer's app. */

export const payerEvents = () => '/api/payer/events'
export const proposals = () => '/api/payer/proposals'
export const proposalAnswer = (proposalId: string) => `/api/payer/proposals/${proposalId}/answer`
export const payerCodes = () => '/api/payer/codes'
export const payerPayment = (deedId: string) => `/api/payer/payments/${deedId}`
export const payerAuthorization = (deedId: string) => `/api/payer/authorizations/${deedId}`
export const payerRecurrences = () => '/api/payer/recurrences'
export const payerRecurrence = (recurrenceId: string) => `/api/payer/recurrences/${recurrenceId}`
export const payerConfigure = (recurrenceId: string) => `/api/payer/recurrences/${recurrenceId}/configure`
export const payerCancel = (recurrenceId: string) => `/api/payer/recurrences/${recurrenceId}/cancel`
export const payerBillings = () => '/api/payer/billings'
export const payerBillingCancel = (txid: string) => `/api/payer/billings/${txid}/cancel`
