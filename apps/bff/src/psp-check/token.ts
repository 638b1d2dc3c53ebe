import { type PixReply, readToken, scopeOf, type Token, tokenRequest } from '@balcao/pix'
import type { PspConnection } from '../psp/connection.ts'
import type { Credentials } from '../psp/credentials.ts'
import type { Transport } from '../psp/transport.ts'
import type { Found } from './steps.ts'
import { Wrong } from './trouble.ts'

const deadlineMs = 8_000

export type Granted = Token & { reply: PixReply; askedAtMs: number; heardAtMs: number }

export async function checkToken(
  { profile }: PspConnection,
  credentials: Credentials,
  transport: Transport,
): Promise<Found<Granted>> {
  const askedAtMs = Date.now()
  const reply = await transport.call(tokenRequest(profile, credentials), deadlineMs)
  const heardAtMs = Date.now()
  // What was granted is a check of its own.
  const token = readToken(reply, { ...profile, checksScope: false })
  const bound = boundTo(token.accessToken)
  if (bound !== undefined && bound !== credentials.thumbprint)
    throw new Wrong(
      'O token veio preso a outro certificado.',
      'Há um intermediário que usa o certificado dele: fale direto com o servidor do PSP.',
    )
  const binding =
    bound === undefined ? 'o PSP não diz a que certificado está preso' : 'preso ao nosso certificado'
  const said = `HTTP ${reply.status}, vale ${token.expiresInSeconds} s; ${binding}`
  return { said, value: { ...token, reply, askedAtMs, heardAtMs } }
}

/** The thumbprint in a token that is a JWT and says so (RFC 8705 §3.1); most are opaque. */
function boundTo(token: string): string | undefined {
  const [, payload] = token.split('.')
  if (payload === undefined) return undefined
  try {
    const thumbprint = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).cnf?.['x5t#S256']
    return typeof thumbprint === 'string' ? thumbprint : undefined
  } catch {
    return undefined
  }
}

const tillScopes = new Set(
  (['putCob', 'getCob', 'patchCob', 'listPix', 'getPix', 'putRefund', 'getRefund'] as const).map(scopeOf),
)
const webhookScopes = new Set((['putWebhook', 'getWebhook'] as const).map(scopeOf))

/** What was granted against what a till asks for. */
export function checkScopes({ scope }: Granted, hasWebhook: boolean): Found<true> {
  if (scope === undefined)
    return { said: 'o PSP não diz quais concedeu: as consultas abaixo mostram', value: true }
  const granted = new Set(scope.split(/\s+/))
  const needed = [...tillScopes, ...(hasWebhook ? webhookScopes : [])]
  const missing = needed.filter((one) => !granted.has(one))
  if (missing.length === 0) return { said: needed.join(' '), value: true }
  throw new Wrong(
    `Faltam escopos: ${missing.join(' ')}.`,
    'Peça ao PSP que os libere para este client id, ou crie outra credencial com eles.',
  )
}

/** More than this and a code seems to expire at another time than it does. */
const skewLimitSeconds = 30

/** By the Date header, which has whole seconds and was written between our asking and our hearing. */
export function checkClock({ reply, askedAtMs, heardAtMs }: Granted): Found<true> {
  const atMs = Date.parse(reply.headers.date ?? '')
  if (Number.isNaN(atMs)) return { said: 'o PSP não diz que horas são', value: true }
  const isAhead = atMs > heardAtMs
  const seconds = Math.round(Math.max(0, isAhead ? atMs - heardAtMs : askedAtMs - (atMs + 999)) / 1000)
  if (seconds <= skewLimitSeconds) return { said: `diferença de ${seconds} s`, value: true }
  throw new Wrong(
    `O relógio deste computador está ${seconds} s ${isAhead ? 'atrasado' : 'adiantado'} em relação ao do PSP.`,
    'Ligue o acerto automático da hora (no Linux, `timedatectl set-ntp true`).',
  )
}
