import { createSecureContext } from 'node:tls'
import { PixError, type PixReply } from '@balcao/pix'
import { Agent, type Dispatcher, errors } from 'undici'
import type { TlsMaterial } from './credentials.ts'

/** Only suites with forward secrecy, as the Central Bank's security rules demand (Manual, "Requisitos de segurança obrigatórios", 1). */
export const forwardSecretCiphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_AES_128_GCM_SHA256',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':')

/** A page of 1,000 charges with a description and a payer's message each is 1.5 MB; more than five times that is not an answer. */
const maxResponseBytes = 8 * 1024 * 1024
/** Connections kept to one PSP: at 50 ms an answer they carry 640 calls a second. */
export const maxConnections = 32

/** TLS as we speak it to a PSP. Its certificate and its name are always checked. */
export const outgoingContext = (material: TlsMaterial) =>
  createSecureContext({ ...material, minVersion: 'TLSv1.2', ciphers: forwardSecretCiphers })

export type Outgoing = {
  url: string
  method: string
  headers: Record<string, string>
  body?: string | undefined
}
export type Transport = ReturnType<typeof createTransport>

/**
 * One call over mTLS, whole or not at all: a total deadline (idle time-outs do not stop a server that drips), a cap on the size,
 * no redirects. Throws PixError unavailable (nobody knows what happened) or malformed-reply (the answer is too long).
 */
export function createTransport(material: TlsMaterial) {
  const agent = new Agent({
    // Made once: the public roots and a PKCS#12 file take milliseconds to read, and every connection would read them.
    connect: { secureContext: outgoingContext(material), timeout: 3_000 },
    connections: maxConnections,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 10_000,
    maxResponseSize: maxResponseBytes,
    // The deadline is over all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    async call({ url, method, headers, body }: Outgoing, deadlineMs: number): Promise<PixReply> {
      const { origin, pathname, search } = new URL(url)
      try {
        return await new Promise<PixReply>((resolve, reject) => {
          agent.dispatch(
            {
              origin,
              path: pathname + search,
              method: method as 'GET',
              headers: { ...headers, 'accept-encoding': 'identity' },
              body: body ?? null,
            },
            wholeReply(deadlineMs, resolve, reject),
          )
        })
      } catch (cause) {
        if (cause instanceof errors.ResponseExceededMaxSizeError)
          throw new PixError('malformed-reply', 'The answer is longer than any answer of the API Pix', {
            cause,
          })
        throw new PixError('unavailable', 'The PSP did not answer in time, or the connection broke', {
          cause,
        })
      }
    },
    close: () => agent.destroy(),
  }
}

/** Takes in one answer as it comes: the streams and signals of `request` cost as much as all the rest of a call. */
function wholeReply(
  deadlineMs: number,
  resolve: (reply: PixReply) => void,
  reject: (cause: Error) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = []
  let status = 0
  let headers: PixReply['headers'] = {}
  let underWay: Dispatcher.DispatchController | undefined
  let late: Error | undefined
  const deadline = setTimeout(() => {
    late = new Error(`No answer within ${deadlineMs} ms`)
    underWay?.abort(late)
    reject(late)
  }, deadlineMs).unref()
  return {
    onRequestStart(controller) {
      underWay = controller
      // It has waited for a connection until nobody waits for it any more, and must not be sent now.
      if (late !== undefined) controller.abort(late)
    },
    onResponseStart(_controller, statusCode, received) {
      status = statusCode
      headers = oneOfEach(received)
    },
    onResponseData(_controller, chunk) {
      chunks.push(chunk)
    },
    onResponseEnd() {
      clearTimeout(deadline)
      resolve({ status, headers, body: utf8.decode(Buffer.concat(chunks)) })
    },
    onResponseError(_controller, cause) {
      clearTimeout(deadline)
      reject(cause)
    },
  }
}

/** Takes a byte order mark away (RFC 8259 §8.1 lets a reader), and replaces what is broken: the JSON's own reader judges the rest. */
const utf8 = new TextDecoder()

function oneOfEach(received: Record<string, string | string[] | undefined>): PixReply['headers'] {
  const headers: PixReply['headers'] = {}
  for (const name in received) {
    const value = received[name]
    headers[name] = Array.isArray(value) ? value[0] : value
  }
  return headers
}
