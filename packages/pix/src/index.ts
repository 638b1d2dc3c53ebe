export {
  type CobChange,
  type CobQuery,
  getCob,
  listCobs,
  type NewCob,
  patchCob,
  postCob,
  putCob,
  readCob,
  readCobList,
} from './cob.ts'
export { isOutcomeUnknown, PixError, type PixErrorCode, type PixErrorDetails } from './errors.ts'
export { type HttpRequest, toHttp } from './http.ts'
export { parseJson } from './json.ts'
export { JsonError, type JsonErrorCode } from './json-error.ts'
export type { List, Paging, TimeWindow } from './list.ts'
export { maxAmountCents } from './money.ts'
export { getPix, listPix, type Pix, type PixQuery, readPix, readPixList } from './pix.ts'
export type { Problem, Violation } from './problem.ts'
export { type PspProfile, profiles } from './profile.ts'
export type { Cob, CobStatus } from './read-cob.ts'
export { readToken, type Token } from './read-token.ts'
export { getRefund, type NewRefund, putRefund, type Refund, type RefundNature, readRefund } from './refund.ts'
export { readRetryAfter } from './retry-after.ts'
export { type Credentials, tokenRequest } from './token.ts'
export {
  deleteWebhook,
  getWebhook,
  type PixHint,
  putWebhook,
  readWebhook,
  readWebhookBody,
  type Webhook,
} from './webhook.ts'
export type { PixReply, PixRequest } from './wire.ts'
