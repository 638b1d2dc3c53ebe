import { constants } from 'node:crypto'
import type { RequestListener, Server } from 'node:http'
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { SettingsError } from './env.ts'
import type { ScreenTls } from './https/screen-tls.ts'
import { createServer as createHttpServer } from './node-http.ts'
import type { WebhookDoor } from './psp/webhook-door.ts'
import { readCertificates, readPair, readText } from './wire/certificate-file.ts'
import { forwardSecretCiphers } from './wire/transport.ts'

/** Node's own answer to a slow client takes 90 s; a till sends its request at once. */
const patience = { headersTimeout: 8_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000 }
/** Those who knock at once when the shop's network is back. Beyond Node's own 511 the kernel turns them away, and they knock again after up to a second. */
const backlog = 4_096
/** A kept connection outlives the certificate it was opened with: it is renewed after this many bodies. */
const maxRequestsPerConnection = 1_000

/** The screens' port: over TLS where it may leave this machine. */
export function createScreenServer(handler: RequestListener, tls: ScreenTls | undefined): ScreenServer {
  const limits = { ...patience, keepAliveTimeout: 30_000, maxHeaderSize: 16 * 1024 }
  if (tls === undefined) return { server: createHttpServer(limits, handler), renew: () => {} }
  const server = createHttpsServer({ ...limits, ...screenTls(tls) }, handler)
  return {
    server,
    renew: () => {
      if (tls.renew()) server.setSecureContext(screenTls(tls))
    },
  }
}

/** `renew` takes up a renewed certificate; it throws where that cannot be used, and the old one goes on serving. */
export type ScreenServer = { server: Server; renew: () => void }

/** All of it again at each renewal: setSecureContext forgets what it is not told. */
const screenTls = (tls: ScreenTls) => ({
  ...tls.pair(),
  minVersion: 'TLSv1.2' as const,
  ciphers: forwardSecretCiphers,
})

/** The PSP's port: mTLS and nothing else. */
export function createWebhookServer(door: WebhookDoor, handler: RequestListener): HttpsServer {
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
  server.setSecureContext(webhookTls(door))
  server.maxRequestsPerSocket = maxRequestsPerConnection
  return server
}

/** Takes up renewed certificates; files that do not belong together are left alone and the old ones go on serving. */
export function renewWebhookTls(server: HttpsServer, door: WebhookDoor, onRefused: (error: unknown) => void) {
  try {
    server.setSecureContext(webhookTls(door))
  } catch (error) {
    onRefused(error)
  }
}

/**
 * Everything that a TLS context is made of, in one place, because setSecureContext forgets what it is not told again. Forward secrecy
 * alone, and no session is ever resumed, since a resumed session is accepted with a certificate that has expired meanwhile.
 */
function webhookTls({ files: { ca, cert, key } }: WebhookDoor) {
  readCertificates(ca)
  return {
    ca: readText(ca),
    ...readPair(cert, key).tls,
    minVersion: 'TLSv1.2' as const,
    ciphers: forwardSecretCiphers,
    secureOptions: constants.SSL_OP_NO_TICKET,
    sessionTimeout: 1,
  }
}

/** When whoever delivers webhooks will not believe us any more; null where the file cannot be read just now. */
export function doorCertificateEndMs({ files }: WebhookDoor): number | null {
  try {
    return readCertificates(files.cert)[0].validToDate.getTime()
  } catch {
    return null
  }
}

/** The one whom the door is for, and only while its certificate is good. */
export const pspCheck =
  ({ isPsp }: WebhookDoor, now: () => number) =>
  (socket: TLSSocket): boolean => {
    const certificate = socket.getPeerX509Certificate()
    return (
      socket.authorized &&
      certificate !== undefined &&
      isPsp(certificate) &&
      Date.parse(certificate.validFrom) <= now() &&
      now() < Date.parse(certificate.validTo)
    )
  }

/** Answers with the port. Throws SettingsError by the name of the setting where it cannot be had. */
export function listen(server: Server, port: number, host: string, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${error.code})`
      reject(
        new SettingsError(
          `The start is refused: ${setting} ${port} ${why}. Choose another with ${setting}=….`,
        ),
      )
    })
    server.listen({ port, host, backlog }, () => resolve((server.address() as AddressInfo).port))
  })
}

/** Lets requests under way end, and closes what only waits. */
export function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection whose last answer has just gone out would wait for the next request.
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    const last = setTimeout(() => server.closeAllConnections(), 2_000)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(last)
      resolve()
    })
  })
}

/** The address to open on this machine. */
export function addressFor(host: string, port: number, isTls: boolean): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere || host === '127.0.0.1' || host === '::1' ? 'localhost' : host
  return `${isTls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`
}
