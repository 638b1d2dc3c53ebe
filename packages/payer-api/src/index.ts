export { type Account, asWritten, type RecurrencesPath, type RequestsPath, type Spelling } from './account.ts'
export { type Activation, activateRecurrence } from './assumed/activation.ts'
export {
  type Billing,
  type BillingStatus,
  cancelBilling,
  listBillings,
  readBillingList,
} from './assumed/billing.ts'
export {
  type DecodedPayment,
  type DecodedQrCode,
  decodeQrCode,
  type OfferedRecurrence,
  readDecodedQrCode,
} from './assumed/decoded-qr-code.ts'
export type { History, HistoryType } from './assumed/history.ts'
export {
  deleteWebhook,
  getWebhook,
  putWebhook,
  readWebhookRegistration,
  type WebhookRegistration,
} from './assumed/webhook-registration.ts'
export {
  type NewWithdrawal,
  readWithdrawal,
  type Withdrawal,
  type WithdrawalStatus,
  withdraw,
} from './assumed/withdrawal.ts'
export type { Cancellation } from './cancellation.ts'
export {
  isOutcomeUnknown,
  PayerApiError,
  type PayerApiErrorCode,
  type PayerApiErrorDetails,
} from './errors.ts'
export { type PayerEvent, readAcknowledgement, readEvent } from './event.ts'
export type { CalendarDate } from './instant.ts'
export type { Configuration, Limits } from './limits.ts'
export { maxAmountCents } from './money.ts'
export type { Party, TaxDocument } from './party.ts'
export { flagship, flagshipSandbox, type HttpRequest, type Provider, toHttp } from './provider.ts'
export {
  type Authorization,
  cancelRecurrence,
  configureRecurrence,
  getRecurrence,
  isFinal,
  isNewer,
  type Journey,
  listHistories,
  listRecurrences,
  type Recurrence,
  readHistoryList,
  readRecurrence,
  readRecurrenceList,
} from './recurrence.ts'
export {
  answerRequest,
  getRequest,
  listRequests,
  type RecurrenceRequest,
  type RequestAnswer,
  readRequest,
  readRequestList,
} from './recurrence-request.ts'
export type { List } from './reply.ts'
export type { IntegrationStatus, RecurrenceStatus, RequestStatus } from './status.ts'
export type { FrequencyType, RecurrenceTerms, RetryPolicy, TermsFlag } from './terms.ts'
export { type Credentials, readToken, type Token, tokenRequest } from './token.ts'
export type { TransactionHash } from './transaction-hash.ts'
export type { Operation, PayerReply, PayerRequest } from './wire.ts'
