import { createSecureContext } from 'node:tls'
import { PixError, type PixReply } from '@balcao/pix'
import { Agent, errors, request } from 'undici'
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

/** A page of 1,000 Pix is some 300 KB; more than this is not an answer. */
const maxResponseBytes = 1024 * 1024
/** Connections kept to one PSP: at 50 ms an answer they carry 640 calls a second. */
const maxConnections = 32

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
  })
  return {
    async call({ url, method, headers, body }: Outgoing, deadlineMs: number): Promise<PixReply> {
      try {
        const reply = await request(url, {
          dispatcher: agent,
          method: method as 'GET',
          headers: { ...headers, 'accept-encoding': 'identity' },
          body: body ?? null,
          signal: AbortSignal.timeout(deadlineMs),
        })
        return { status: reply.statusCode, headers: oneOfEach(reply.headers), body: await reply.body.text() }
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

const oneOfEach = (headers: Record<string, string | string[] | undefined>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
