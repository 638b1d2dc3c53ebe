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
} as const

export type Operation = keyof typeof operations
export type Feature = (typeof operations)[Operation]['feature']
export type Scope = (typeof operations)[Operation]['scope']

export const operationNames = Object.keys(operations) as Operation[]
export const featureNames = [...new Set(Object.values(operations).map(({ feature }) => feature))]

/** The one scope that a call needs. */
export const scopeOf = (operation: Operation): Scope => operations[operation].scope

export const featureOf = (operation: Operation): Feature => operations[operation].feature
