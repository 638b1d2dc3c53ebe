import { invalidRequest } from '../errors.ts'
import { readOptionalInstantMs } from '../instant.ts'
import { present, readOptionalText } from '../reading.ts'
import { readReplyOrNothing } from '../reply.ts'
import { call, type PayerReply, type PayerRequest, send, type Wire } from '../wire.ts'

/** What is registered. No URL is "registered, where is not said". */
export type WebhookRegistration = { url?: string; createdAtMs?: number }

const path = '/v1/autopix/webhook'

/**
 * PUT /v1/autopix/webhook: one per client, for Pix Automático alone. The provider posts a test message to it before it
 * answers. Nothing is signed, so the URL has to hold a secret.
 *
 * ASSUMED: `{callbackAddress}`, the field by which the same provider's POST /v1/payments is given an address.
 */
export function putWebhook(url: string): PayerRequest {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'https:') throw invalidRequest('url', 'an absolute https URL')
  if (parsed.username || parsed.password || parsed.hash)
    throw invalidRequest('url', 'no credentials, no fragment')
  return send('putWebhook', 'PUT', path, { callbackAddress: parsed.href })
}

export const getWebhook = (): PayerRequest => call('getWebhook', 'GET', path)

export const deleteWebhook = (): PayerRequest => call('deleteWebhook', 'DELETE', path)

/** The answer to any of the three, with a body or without. */
export const readWebhookRegistration = (reply: PayerReply): WebhookRegistration =>
  readReplyOrNothing(reply, registrationFrom) ?? {}

const registrationFrom = (wire: Wire): WebhookRegistration =>
  present({
    url:
      readOptionalText(wire.callbackAddress) ??
      readOptionalText(wire.webhookUrl) ??
      readOptionalText(wire.url),
    createdAtMs: readOptionalInstantMs(wire.createdAt),
  })
