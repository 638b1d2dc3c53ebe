import type { LookupFunction } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Dispatcher } from 'undici'
// The client and no more: the whole of undici, with its fetch and caches, is a twentieth of a start.
import errors from 'undici/lib/core/errors.js'
import Agent from 'undici/lib/dispatcher/agent.js'
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
/** Connections kept to one host: at 50 ms an answer they carry 640 calls a second. */
export const maxConnections = 32

/** TLS as we speak it. The other side's certificate and its name are always checked. */
export const outgoingContext = (material: TlsMaterial) =>
  createSecureContext({ ...material, minVersion: 'TLSv1.2', ciphers: forwardSecretCiphers })

type Limits = { maxBytes?: number; lookup?: LookupFunction }
export type Outgoing = {
  url: string
  method: string
  headers: Record<string, string>
  body?: string | undefined
}
/** What came back, whole. Header names in lower case. */
export type Reply = { status: number; headers: Record<string, string | undefined>; body: string }
export type Transport = ReturnType<typeof createTransport>

/** `no-answer`: in time, or at all, so that nobody knows what happened. `too-long`: the answer is no answer of such an API. */
export class WireError extends Error {
  override name = 'WireError'
  readonly code: 'no-answer' | 'too-long'
  constructor(code: WireError['code'], message: string, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/**
 * One call over mTLS, whole or not at all: a total deadline (idle time-outs do not stop a server that drips), a cap on the size,
 * no redirects. Throws WireError. `lookup` says where a name leads, where not everywhere is allowed.
 */
export function createTransport(material: TlsMaterial, limits: Limits = {}) {
  const { maxBytes = maxResponseBytes, lookup } = limits
  const agent = new Agent({
    // Made once: the public roots and a PKCS#12 file take milliseconds to read, and every connection would read them.
    connect: { secureContext: outgoingContext(material), timeout: 3_000, ...(lookup && { lookup }) },
    connections: maxConnections,
    pipelining: 1,
    allowH2: false,
    keepAliveTimeout: 10_000,
    maxResponseSize: maxBytes,
    // The deadline is over all of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    async call({ url, method, headers, body }: Outgoing, deadlineMs: number): Promise<Reply> {
      const { origin, pathname, search } = new URL(url)
      try {
        return await new Promise<Reply>((resolve, reject) => {
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
          throw new WireError('too-long', 'The answer is longer than any answer of this kind', cause)
        throw new WireError('no-answer', 'No answer came in time, or the connection broke', cause)
      }
    },
    close: () => agent.destroy(),
  }
}

/** Takes in one answer as it comes: the streams and signals of `request` cost as much as all the rest of a call. */
function wholeReply(
  deadlineMs: number,
  resolve: (reply: Reply) => void,
  reject: (cause: Error) => void,
): Dispatcher.DispatchHandler {
  const chunks: Buffer[] = []
  let status = 0
  let headers: Reply['headers'] = {}
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

function oneOfEach(received: Record<string, string | string[] | undefined>): Reply['headers'] {
  const headers: Reply['headers'] = {}
  for (const name in received) {
    const value = received[name]
    headers[name] = Array.isArray(value) ? value[0] : value
  }
  return headers
}
