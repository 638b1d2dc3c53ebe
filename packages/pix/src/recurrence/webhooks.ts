import { readElements, readOptionalText } from '../reading.ts'
import { parseObject } from '../reply.ts'
import { checkWebhookUrl } from '../webhook.ts'
import { get, isObject, type PixRequest, send, type Wire } from '../wire.ts'

/**
 * Two webhooks more, each one per receiver and without a key in its path (API Pix 2.9.0, webhookrec and webhookcobr). What they
 * answer is read by `readWebhook`.
 */

/** PUT /webhookrec. The PSP calls `{url}/rec`. */
export const putRecWebhook = (url: string): PixRequest =>
  send('putRecWebhook', 'PUT', '/webhookrec', { webhookUrl: checkWebhookUrl(url) })

export const getRecWebhook = (): PixRequest => get('getRecWebhook', '/webhookrec')

export const deleteRecWebhook = (): PixRequest => ({
  ...get('deleteRecWebhook', '/webhookrec'),
  method: 'DELETE',
})

/** PUT /webhookcobr. The PSP calls `{url}/cobr`. */
export const putCobrWebhook = (url: string): PixRequest =>
  send('putCobrWebhook', 'PUT', '/webhookcobr', { webhookUrl: checkWebhookUrl(url) })

export const getCobrWebhook = (): PixRequest => get('getCobrWebhook', '/webhookcobr')

export const deleteCobrWebhook = (): PixRequest => ({
  ...get('deleteCobrWebhook', '/webhookcobr'),
  method: 'DELETE',
})

/** Where to look: no status on purpose, since the truth is the GET that follows. */
export type RecHint = { idRec: string }
export type CobrHint = { txid: string; idRec?: string }

/** The body of POST {webhookUrl}/rec: `{"recs":[…]}`. Nothing in it is a test. Throws `malformed-reply` for what is no such body. */
export const readRecWebhookBody = (text: string): RecHint[] =>
  elementsOf(text, 'recs').flatMap((entry) => {
    const idRec = readId(entry.idRec)
    return idRec === undefined ? [] : [{ idRec }]
  })

/** The body of POST {webhookUrl}/cobr: `{"cobsr":[…]}`, read in the same way. */
export const readCobrWebhookBody = (text: string): CobrHint[] =>
  elementsOf(text, 'cobsr').flatMap((entry) => {
    const txid = readId(entry.txid)
    const idRec = readId(entry.idRec)
    return txid === undefined ? [] : [{ txid, ...(idRec !== undefined && { idRec }) }]
  })

function elementsOf(text: string, key: string): Wire[] {
  if (text.trim() === '') return []
  return readElements(parseObject(text, 'callback')[key], `callback.${key}`).filter(isObject)
}

/** Only what makes a path. */
function readId(value: unknown): string | undefined {
  const text = readOptionalText(value)
  return text !== undefined && /^[a-zA-Z0-9]{1,64}$/.test(text) ? text : undefined
}
