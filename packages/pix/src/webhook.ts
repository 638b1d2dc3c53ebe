import { invalidRequest } from './errors.ts'
import { readInstant } from './instant.ts'
import { checkChave, pathOf } from './path.ts'
import { readPixTxid } from './pix.ts'
import { readElements, readOptionalText } from './reading.ts'
import { attempt, parseObject, readObjectOrNothing } from './reply.ts'
import { get, isObject, type PixReply, type PixRequest, send } from './wire.ts'

/** What a PSP says of a registration. Cielo answers `{}`: registered, URL unknown (Cielo OpenAPI 1.0.2). */
export type Webhook = { url?: string; createdAt?: string }

/** PUT /webhook/{chave}: one per key. The PSP calls `{url}/pix`. */
export function putWebhook(chave: string, url: string): PixRequest {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:') throw invalidRequest('url', 'an absolute https URL')
  if (parsed.username || parsed.password || parsed.hash)
    throw invalidRequest('url', 'no credentials, no fragment')
  return send('PUT', webhookPath(chave), { webhookUrl: url })
}

export const getWebhook = (chave: string): PixRequest => get(webhookPath(chave))

export const deleteWebhook = (chave: string): PixRequest => ({ ...get(webhookPath(chave)), method: 'DELETE' })

/** The answer to any of the three: 200 with a body, 200 with `{}`, 200 or 204 with none. */
export function readWebhook(reply: PixReply): Webhook {
  const wire = readObjectOrNothing(reply)
  const url = readOptionalText(wire.webhookUrl)
  const createdAt = attempt(() => readInstant(wire.criacao, 'reply.criacao'))
  return { ...(url !== undefined && { url }), ...(typeof createdAt === 'string' && { createdAt }) }
}

const webhookPath = (chave: string) => pathOf('webhook', checkChave(chave))

/**
 * What a callback is good for: where to look. It carries no amount and no status on purpose, since the truth is the
 * GET that follows it; a callback also comes for a refund that became final.
 */
export type PixHint = { endToEndId: string; txid?: string }

/**
 * The body of POST {webhookUrl}/pix: `{"pix":[…]}` with one or several. A test call (an empty body, `{}`, Efí's
 * `{"evento":"teste_webhook"}`) is an empty list. An element that cannot be read is left out: the sweep will find it.
 * Throws `malformed-reply` for what is not such a body.
 */
export function readWebhookBody(text: string): PixHint[] {
  if (text.trim() === '') return []
  return readElements(parseObject(text, 'callback').pix, 'callback.pix').flatMap((entry) => {
    if (!isObject(entry)) return []
    const endToEndId = readOptionalText(entry.endToEndId)
    if (endToEndId === undefined || !/^[a-zA-Z0-9]{1,64}$/.test(endToEndId)) return []
    const txid = readPixTxid(entry.txid)
    return [{ endToEndId, ...(txid !== undefined && { txid }) }]
  })
}
