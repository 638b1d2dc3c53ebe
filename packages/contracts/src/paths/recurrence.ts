/** What a shop offers and charges by Pix Automático. */

export const recurrences = () => '/api/recurrences'
export const recurrence = (recurrenceId: string) => `/api/recurrences/${recurrenceId}`
export const cancelRecurrence = (recurrenceId: string) => `/api/recurrences/${recurrenceId}/cancel`
export const recurrenceCharge = (recurrenceId: string, txid: string) =>
  `/api/recurrences/${recurrenceId}/charges/${txid}`
export const cancelRecurrenceCharge = (recurrenceId: string, txid: string) =>
  `/api/recurrences/${recurrenceId}/charges/${txid}/cancel`
export const retryRecurrenceCharge = (recurrenceId: string, txid: string) =>
  `/api/recurrences/${recurrenceId}/charges/${txid}/retry`
export const sentProposal = (recurrenceId: string, proposalId: string) =>
  `/api/recurrences/${recurrenceId}/proposals/${proposalId}`
export const terminalOffer = (terminalId: string) => `/api/terminals/${terminalId}/offer`
