import { constants } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { readCertificate } from './psp/credentials.ts'
import { forwardSecretCiphers } from './psp/transport.ts'

/** Node's own answer to a slow client takes 90 s; a till sends its request at once. */
const patience = { headersTimeout: 8_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 }
/** A kept connection outlives the certificate it was opened with: it is renewed after this many bodies. */
const maxRequestsPerConnection = 1_000

/** The screens' port. */
export function createScreenServer(handler: RequestListener): Server {
  return createHttpServer({ ...patience, keepAliveTimeout: 30_000, maxHeaderSize: 16 * 1024 }, handler)
}

/** The PSP's port: mTLS and nothing else. */
export function createWebhookServer(pkiDir: string, handler: RequestListener): HttpsServer {
  const server = createHttpsServer(
    {
      ...patience,
      keepAliveTimeout: 30_000,
      maxHeaderSize: 16 * 1024,
      requestCert: true,
      rejectUnauthorized: true,
    },
    handler,
  )
  setWebhookTls(server, pkiDir)
  server.maxRequestsPerSocket = maxRequestsPerConnection
  return server
}

/** Takes up renewed certificates; files that do not belong together are left alone and the old ones go on serving. */
export function renewWebhookTls(server: HttpsServer, pkiDir: string, onRefused: (error: unknown) => void) {
  try {
    setWebhookTls(server, pkiDir)
  } catch (error) {
    onRefused(error)
  }
}

function setWebhookTls(server: HttpsServer, pkiDir: string) {
  const context = webhookTls(pkiDir)
  try {
    server.setSecureContext(context)
  } catch (cause) {
    throw new Error(`server.pem, server.key and ca.pem in ${pkiDir} do not belong together`, { cause })
  }
}

/**
 * Everything that a TLS context is made of, in one place, because setSecureContext forgets what it is not told again. Forward secrecy
 * alone, and no session is ever resumed, since a resumed session is accepted with a certificate that has expired meanwhile.
 */
const webhookTls = (pkiDir: string) => ({
  ca: readFileSync(join(pkiDir, 'ca.pem')),
  cert: readFileSync(join(pkiDir, 'server.pem')),
  key: readFileSync(join(pkiDir, 'server.key')),
  minVersion: 'TLSv1.2' as const,
  ciphers: forwardSecretCiphers,
  secureOptions: constants.SSL_OP_NO_TICKET,
  sessionTimeout: 1,
})

/** The CA also signs our own certificate: the PSP is the one subject that may knock here, and only while its certificate is good. */
export function pspCheck(pkiDir: string, now: () => number): (socket: TLSSocket) => boolean {
  const { subject } = readCertificate(pkiDir, 'psp.pem')
  return (socket) => {
    const certificate = socket.getPeerX509Certificate()
    return (
      socket.authorized &&
      certificate !== undefined &&
      certificate.subject === subject &&
      Date.parse(certificate.validFrom) <= now() &&
      now() < Date.parse(certificate.validTo)
    )
  }
}
