import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { issueCertificate, type Pair } from '../../../sandbox/src/certificates.ts'

/** What came of knocking at the webhook door: an HTTP status, or the connection's error code where there was no answer. */
export type Knocked = { status: number } | { refused: string }
export type Knock = {
  tls?: ConnectionOptions
  agent?: Agent
  method?: string
  path?: string
  headers?: Record<string, string>
  body?: string | Buffer
  /** Told of the connection once it stands: its session, its suite. */
  onSocket?: (socket: TLSSocket) => void
}

const file = (pkiDir: string, name: string) => readFileSync(join(pkiDir, name), 'utf8')
export const pairOf = (pkiDir: string, name: string): Pair => ({
  cert: file(pkiDir, `${name}.pem`),
  key: file(pkiDir, `${name}.key`),
})
const second = 1000
const hour = 3600 * second

/** A certificate as the PSP has one, with what a test wants to be wrong with it. */
export function certificate(
  change: { subject?: string; issuer?: Pair; fromMs?: number; toMs?: number } = {},
): Pair {
  const {
    subject = 'Balcao Sandbox PSP',
    issuer,
    fromMs = Date.now() - hour,
    toMs = Date.now() + hour,
  } = change
  return issueCertificate({
    subject,
    purpose: 'client',
    ...(issuer && { issuer }),
    notBefore: new Date(fromMs),
    notAfter: new Date(toMs),
  })
}

/** One request to the webhook's port, on a connection of its own unless an agent is given. It never rejects. */
export function knock(world: { pkiDir: string; webhookPort: number }, wanted: Knock = {}): Promise<Knocked> {
  const { method = 'POST', path = '/webhook/pix', headers, body = '{}', onSocket } = wanted
  const agent = wanted.agent ?? new Agent({ maxCachedSessions: 0 })
  const isChunked = headers?.['transfer-encoding'] === 'chunked'
  const length = isChunked ? {} : { 'content-length': `${Buffer.byteLength(body)}` }
  return new Promise((resolve) => {
    const call = request({
      ...pairOf(world.pkiDir, 'psp'),
      ca: file(world.pkiDir, 'ca.pem'),
      ...wanted.tls,
      agent,
      host: 'localhost',
      port: world.webhookPort,
      method,
      path,
      headers: { 'content-type': 'application/json', ...length, ...headers },
    })
    call.once('socket', (socket) => onSocket?.(socket as TLSSocket))
    call.once('response', (response) => {
      response.resume().once('close', () => resolve({ status: response.statusCode ?? 0 }))
    })
    call.once('error', (error: NodeJS.ErrnoException) => resolve({ refused: error.code ?? error.message }))
    call.end(body)
  })
}

/** A keep-alive agent with the PSP's certificate, as a PSP that delivers many bodies has it. */
export const keptAlive = ({ pkiDir }: { pkiDir: string }) =>
  new Agent({ ...pairOf(pkiDir, 'psp'), ca: file(pkiDir, 'ca.pem'), keepAlive: true, maxSockets: 8 })

/** One Pix as a webhook tells of it. */
export const hint = (endToEndId: string, txid?: string, valor = '23.50') => ({
  endToEndId,
  ...(txid && { txid }),
  valor,
  horario: new Date().toISOString(),
})
/** What the PSP posts. */
export const bodyOf = (...pix: object[]) => JSON.stringify({ pix })
