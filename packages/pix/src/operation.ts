/**
 * Every call of this package, by name: the scope that its token needs (API Pix 2.9.0, `security` of each operation)
 * and the feature that a PSP may lack. Prefixes, support and scopes are found by this name and never by a PSP's.
 */
const operations = {
  putCob: { scope: 'cob.write', feature: 'cob' },
  postCob: { scope: 'cob.write', feature: 'postCob' },
  patchCob: { scope: 'cob.write', feature: 'cob' },
  getCob: { scope: 'cob.read', feature: 'cob' },
  listCobs: { scope: 'cob.read', feature: 'listCobs' },
  putCobv: { scope: 'cobv.write', feature: 'cobv' },
  patchCobv: { scope: 'cobv.write', feature: 'cobv' },
  getCobv: { scope: 'cobv.read', feature: 'cobv' },
  listCobvs: { scope: 'cobv.read', feature: 'cobv' },
  postLoc: { scope: 'payloadlocation.write', feature: 'loc' },
  getLoc: { scope: 'payloadlocation.read', feature: 'loc' },
  listLocs: { scope: 'payloadlocation.read', feature: 'loc' },
  unlinkLoc: { scope: 'payloadlocation.write', feature: 'loc' },
  getPix: { scope: 'pix.read', feature: 'pix' },
  listPix: { scope: 'pix.read', feature: 'pix' },
  putRefund: { scope: 'pix.write', feature: 'refund' },
  getRefund: { scope: 'pix.read', feature: 'refund' },
  putWebhook: { scope: 'webhook.write', feature: 'webhook' },
  getWebhook: { scope: 'webhook.read', feature: 'webhook' },
  deleteWebhook: { scope: 'webhook.write', feature: 'webhook' },
  listWebhooks: { scope: 'webhook.read', feature: 'listWebhooks' },
  postLocRec: { scope: 'payloadlocationrec.write', feature: 'rec' },
  getLocRec: { scope: 'payloadlocationrec.read', feature: 'rec' },
  listLocRecs: { scope: 'payloadlocationrec.read', feature: 'rec' },
  unlinkLocRec: { scope: 'payloadlocationrec.write', feature: 'rec' },
  postRec: { scope: 'rec.write', feature: 'rec' },
  getRec: { scope: 'rec.read', feature: 'rec' },
  patchRec: { scope: 'rec.write', feature: 'rec' },
  listRecs: { scope: 'rec.read', feature: 'rec' },
  postSolicRec: { scope: 'solicrec.write', feature: 'rec' },
  getSolicRec: { scope: 'solicrec.read', feature: 'rec' },
  patchSolicRec: { scope: 'solicrec.write', feature: 'rec' },
  putCobr: { scope: 'cobr.write', feature: 'rec' },
  postCobr: { scope: 'cobr.write', feature: 'rec' },
  getCobr: { scope: 'cobr.read', feature: 'rec' },
  patchCobr: { scope: 'cobr.write', feature: 'rec' },
  listCobrs: { scope: 'cobr.read', feature: 'rec' },
  retryCobr: { scope: 'cobr.write', feature: 'rec' },
  putRecWebhook: { scope: 'webhookrec.write', feature: 'rec' },
  getRecWebhook: { scope: 'webhookrec.read', feature: 'rec' },
  deleteRecWebhook: { scope: 'webhookrec.write', feature: 'rec' },
  putCobrWebhook: { scope: 'webhookcobr.write', feature: 'rec' },
  getCobrWebhook: { scope: 'webhookcobr.read', feature: 'rec' },
  deleteCobrWebhook: { scope: 'webhookcobr.write', feature: 'rec' },
} as const

export type Operation = keyof typeof operations
export type Feature = (typeof operations)[Operation]['feature']
export type Scope = (typeof operations)[Operation]['scope']

export const operationNames = Object.keys(operations) as Operation[]
export const featureNames = [...new Set(Object.values(operations).map(({ feature }) => feature))]

/** The one scope that a call needs. */
export const scopeOf = (operation: Operation): Scope => operations[operation].scope

export const operationsOf = (feature: Feature): Operation[] =>
  operationNames.filter((operation) => featureOf(operation) === feature)

export const featureOf = (operation: Operation): Feature => operations[operation].feature
