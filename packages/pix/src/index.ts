export { adviceFor } from './advice.ts'
export type { AdditionalInfo, ChargeContent } from './charge-content.ts'
export {
  type CobChange,
  type CobQuery,
  getCob,
  listCobs,
  type NewCob,
  patchCob,
  postCob,
  putCob,
  putCobBytes,
  readCob,
  readCobList,
} from './cob.ts'
export type { CobStatus } from './cob-status.ts'
export type { Address, Debtor, DueDebtor, Party } from './debtor.ts'
export { type AmountDue, amountDue, type DueCharge, lastPaymentDate } from './due/amount-due.ts'
export { isBusinessDay, nextBusinessDay } from './due/business-days.ts'
export type { CalendarDate } from './due/calendar-date.ts'
export {
  type CobvChange,
  type CobvQuery,
  getCobv,
  listCobvs,
  type NewCobv,
  patchCobv,
  putCobv,
  putCobvBytes,
  readCobv,
  readCobvList,
} from './due/cobv.ts'
export type { Cobv } from './due/read-cobv.ts'
export type { Discount, Fine, Interest, Rebate, Terms } from './due/terms.ts'
export type { ErrorShape } from './error-shape.ts'
export {
  isOutcomeUnknown,
  PixError,
  type PixErrorCode,
  type PixErrorDetails,
  type Problem,
  type Violation,
} from './errors.ts'
export { type HttpRequest, toHttp } from './http.ts'
export { parseJson } from './json.ts'
export { JsonError, type JsonErrorCode } from './json-error.ts'
export type { List, Paging, TimeWindow } from './list.ts'
export {
  getLoc,
  type Loc,
  type LocKind,
  type LocQuery,
  listLocs,
  postLoc,
  readLoc,
  readLocList,
  unlinkLoc,
} from './loc.ts'
export { maxAmountCents } from './money.ts'
export { type Feature, type Operation, type Scope, scopeOf } from './operation.ts'
export { getPix, listPix, type Pix, type PixQuery, readPix, readPixList } from './pix.ts'
export type { AmountComponents } from './pix-components.ts'
export {
  type Dialect,
  dueChargeScopes,
  inSandbox,
  type PspProfile,
  recurrenceScopes,
  type WebhookManner,
} from './profile.ts'
export { profiles } from './profiles/profiles.ts'
export type { Charge, Cob } from './read-cob.ts'
export { readProfile } from './read-profile.ts'
export { readToken, type Token } from './read-token.ts'
export {
  type CobrQuery,
  cancelCobr,
  getCobr,
  listCobrs,
  type NewCobr,
  postCobr,
  putCobr,
  readCobr,
  readCobrList,
  retryCobr,
} from './recurrence/cobr.ts'
export {
  type Change,
  cobrCancellationCodes,
  cobrRejectionCodes,
  type End,
  type Reason,
  recCancellationCodes,
  recRejectionCodes,
} from './recurrence/history.ts'
export {
  getLocRec,
  type LocRec,
  type LocRecQuery,
  listLocRecs,
  postLocRec,
  readLocRec,
  readLocRecList,
  unlinkLocRec,
} from './recurrence/locrec.ts'
export type { Cobr, CobrTry } from './recurrence/read-cobr.ts'
export type { Rec, RecQr } from './recurrence/read-rec.ts'
export {
  cancelRec,
  getRec,
  listRecs,
  type NewRec,
  patchRec,
  postRec,
  type RecChange,
  type RecQuery,
  readRec,
  readRecList,
} from './recurrence/rec.ts'
export {
  cancelRecRequest,
  getRecRequest,
  type NewRecRequest,
  postRecRequest,
  type Recipient,
  type RecRequest,
  readRecRequest,
} from './recurrence/solicrec.ts'
export {
  type CobrHint,
  deleteCobrWebhook,
  deleteRecWebhook,
  getCobrWebhook,
  getRecWebhook,
  putCobrWebhook,
  putRecWebhook,
  type RecHint,
  readCobrWebhookBody,
  readRecWebhookBody,
} from './recurrence/webhooks.ts'
export type {
  AccountType,
  CobrStatus,
  Frequency,
  RecJourney,
  RecRequestStatus,
  RecStatus,
  Requester,
  RetryPolicy,
  TryKind,
  TryStatus,
} from './recurrence/words.ts'
export { getRefund, type NewRefund, putRefund, type Refund, type RefundNature, readRefund } from './refund.ts'
export { readRetryAfter } from './retry-after.ts'
export { type Credentials, tokenRequest } from './token.ts'
export {
  deleteWebhook,
  getWebhook,
  listWebhooks,
  type PixHint,
  putWebhook,
  readWebhook,
  readWebhookBody,
  readWebhookList,
  type Webhook,
} from './webhook.ts'
export type { PixReply, PixRequest } from './wire.ts'
export type { AgentMode, ReadWithdrawal, Withdrawal } from './withdrawal.ts'
