import { constants } from 'node:crypto'
import type { Server } from 'node:https'
import { createServer } from 'node:https'
import type { TLSSocket } from 'node:tls'
import type { Pki } from './pki.ts'

/**
 * TLS 1.2 or newer, and only suites with forward secrecy (Manual de Segurança do Pix, item 1). Node's own default
 * still takes AES256-SHA with RSA key exchange on TLS 1.2, hence the list.
 */
export const tls = {
  minVersion: 'TLSv1.2',
  ciphers: [
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_GCM_SHA256',
    'ECDHE-ECDSA-AES256-GCM-SHA384',
    'ECDHE-RSA-AES256-GCM-SHA384',
    'ECDHE-ECDSA-CHACHA20-POLY1305',
    'ECDHE-RSA-CHACHA20-POLY1305',
    'ECDHE-ECDSA-AES128-GCM-SHA256',
    'ECDHE-RSA-AES128-GCM-SHA256',
  ].join(':'),
} as const

/**
 * Authorization server and resource server, both behind mutual TLS (RFC 8705; Manual de Segurança, item 2b).
 *
 * A payer's bank reads the payload of a QR Code without a client certificate, but whether one is asked for is decided
 * before the path is known, and a listener that asks without insisting is forbidden here: every later check would hang
 * on somebody remembering to look. So the payload is at its true address on this listener, for whoever has a
 * certificate, and also on the loopback control port for the phone.
 */
export function createTlsServer(pki: Pki): Server {
  const server = createServer({
    ...tls,
    key: pki.server.key,
    cert: pki.server.cert,
    ca: pki.ca,
    requestCert: true,
    rejectUnauthorized: true,
    honorCipherOrder: true,
    // A resumed session skips the check of the certificate's dates, so an expired one would be let in.
    secureOptions: constants.SSL_OP_NO_TICKET,
    sessionTimeout: 1,
    handshakeTimeout: 10_000,
    ...patience,
  })
  // Refused handshakes are everyday here: the other side is told by the alert.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  return server
}

/** Node would wait 90 s for a request that drips in; a kept-alive connection may idle for a minute. */
export const patience = {
  headersTimeout: 8_000,
  requestTimeout: 10_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 60_000,
} as const

type Peer = { thumbprint: string; validTo: number }
const peers = new WeakMap<TLSSocket, Peer>()

/**
 * SHA-256 thumbprint of the client certificate, or undefined when it has expired since the handshake: a kept-alive
 * connection may outlive its certificate. Against the wall clock, as TLS itself.
 */
export function peerThumbprint(socket: TLSSocket): string | undefined {
  let peer = peers.get(socket)
  if (!peer) {
    const certificate = socket.getPeerX509Certificate()
    if (!certificate) return undefined
    peer = { thumbprint: certificate.fingerprint256, validTo: Date.parse(certificate.validTo) }
    peers.set(socket, peer)
  }
  return peer.validTo > Date.now() ? peer.thumbprint : undefined
}
