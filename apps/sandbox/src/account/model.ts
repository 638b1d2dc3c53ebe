/** Pix Automático as the payer's account provider keeps it. Money in cents, times in ms. */

export type PayerAccount = {
  id: string
  /** The participant's client that the accounts are held for; it is in every event. */
  mediatorId: string
  name: string
  document: { type: 'CPF' | 'CNPJ'; number: string }
  branch: string
  number: string
  balanceCents: number
  /** What the account may go below zero. */
  overdraftCents: number
}

export type AuthorizationStatus = 'APPROVED' | 'REJECTED' | 'CANCELED' | 'EXPIRED'
/** APPROVED is that the arrangement has taken what the status says. */
export type IntegrationStatus = 'SENDING_APPROVAL' | 'APPROVED'

/** What the payer has said to a recurrence, and what the arrangement has answered: one for each recurrence. */
export type Authorization = {
  recId: string
  accountId: string
  aggregateId: string
  createdAt: number
  /** Grows with every change, so that events can be put in order. */
  updatedAt: number
  status: AuthorizationStatus
  integrationStatus: IntegrationStatus
  journey: 1 | 2 | 3 | 4
  /** Of journey 1: the proposal that was answered. */
  requestRecId?: string
  id: string
  rejectionCode?: string
  statusAckId?: string
  elapsedMs?: number
  municipalityCode?: string
  useAccountLimit: boolean
  maximumCents?: number
  cancellation?: {
    id: string
    createdAt: number
    requester: 'PAYER' | 'RECEIVER'
    code: string
    description: string
    requesterTaxId: string
    statusAckId: string
  }
  /** Oldest first: every authorisation, change, refusal and cancellation. */
  history: History[]
  nextAt?: number
}

export type HistoryType = 'AUTHORIZATION' | 'CONFIGURATION' | 'REJECTION' | 'CANCELLATION'
export type History = {
  type: HistoryType
  at: number
  status: AuthorizationStatus
  integrationStatus: IntegrationStatus
  useAccountLimit: boolean
  maximumCents?: number
}

/** A payment of a code, under the payer's own name for it: a repetition is the same payment. */
export type Withdrawal = {
  accountId: string
  externalIdentifier: string
  transactionId: string
  /** What was asked, to tell a repetition from another payment under the same name. */
  asked: string
  endToEndId: string
  at: number
}
