import { invalidRequest } from './errors.ts'
import { readInstant } from './instant.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from './list.ts'
import { checkChave, pathOf, queryOf } from './path.ts'
import { readPixTxid } from './pix.ts'
import type { Dialect } from './profile.ts'
import { readElements, readMap, readOptionalText } from './reading.ts'
import { attempt, parseObject, readObjectOrNothing } from './reply.ts'
import { get, isObject, type PixReply, type PixRequest, send, type Wire } from './wire.ts'

/** What a PSP says of a registration. Cielo answers `{}`: registered, URL unknown (Cielo OpenAPI 1.0.2). */
export type Webhook = { url?: string; chave?: string; createdAt?: string }

/** PUT /webhook/{chave}: one per key. The PSP calls `{url}/pix`. */
export const putWebhook = (chave: string, url: string): PixRequest =>
  send('putWebhook', 'PUT', webhookPath(chave), { webhookUrl: checkWebhookUrl(url) })

/** The address that a PSP is given, as a URI: what was typed may hold letters and blanks that only a browser's address bar takes. */
export function checkWebhookUrl(url: string): string {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:') throw invalidRequest('url', 'an absolute https URL')
  if (parsed.username || parsed.password || parsed.hash)
    throw invalidRequest('url', 'no credentials, no fragment')
  return parsed.href
}

export const getWebhook = (chave: string): PixRequest => get('getWebhook', webhookPath(chave))

export const deleteWebhook = (chave: string): PixRequest => ({
  ...get('deleteWebhook', webhookPath(chave)),
  method: 'DELETE',
})

/** GET /webhook, what is registered for every key; the window is of the registration, and may be left out. */
export function listWebhooks(query: Partial<TimeWindow> & Paging = {}): PixRequest {
  const { from, to } = query
  if ((from === undefined) !== (to === undefined)) throw invalidRequest('to', 'together with from')
  const window = from === undefined || to === undefined ? {} : windowOf({ from, to })
  return get('listWebhooks', `/webhook${queryOf({ ...window, ...pagingOf(query) })}`)
}

/** The answer to any of the three: 200 with a body, 200 with `{}`, 200 or 204 with none. */
export const readWebhook = (reply: PixReply, profile?: Dialect): Webhook =>
  webhookFrom(readObjectOrNothing(reply, profile))

export const readWebhookList = (reply: PixReply, profile?: Dialect): List<Webhook> =>
  readList(reply, 'webhooks', (value, at) => webhookFrom(readMap(value, at)), profile)

function webhookFrom(wire: Wire): Webhook {
  const url = readOptionalText(wire.webhookUrl)
  const chave = readOptionalText(wire.chave)
  const createdAt = attempt(() => readInstant(wire.criacao, 'criacao'))
  return {
    ...(url !== undefined && { url }),
    ...(chave !== undefined && { chave }),
    ...(typeof createdAt === 'string' && { createdAt }),
  }
}

const webhookPath = (chave: string) => pathOf('webhook', checkChave(chave))

/**
 * What a callback is good for: where to look. It carries no amount and no status on purpose, since the truth is the
 * GET that follows it. A callback also comes for a refund that became final, with the payment and its refunds.
 */
export type PixHint = {
  endToEndId: string
  txid?: string
  /** Refunds to ask for again, where the callback names any; some may be the PSP's own (MED). */
  refundIds?: string[]
}

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
    const refundIds = readRefundIds(entry.devolucoes)
    return [
      {
        endToEndId,
        ...(txid !== undefined && { txid }),
        ...(refundIds.length > 0 && { refundIds }),
      },
    ]
  })
}

/** Only what makes a path: an id of another shape is found by reading the payment. */
function readRefundIds(value: unknown): string[] {
  const refunds = attempt(() => readElements(value, 'devolucoes'))
  if (!Array.isArray(refunds)) return []
  return refunds.flatMap((refund) => {
    const id = isObject(refund) ? readOptionalText(refund.id) : undefined
    return id !== undefined && /^[a-zA-Z0-9]{1,35}$/.test(id) ? [id] : []
  })
}
