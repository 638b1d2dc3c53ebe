import { setTimeout as wait } from 'node:timers/promises'
import type { TLSSocket } from 'node:tls'
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express'
import type { Box, Clockwork } from '../clockwork.ts'
import { disguise, insteadOf, send } from '../disguise.ts'
import { type Operation, strike } from '../faults.ts'
import { dressError, dressSuccess } from '../manners/dress.ts'
import type { Manners } from '../manners/manners.ts'
import { isRefusal, problem, type Refusal, type Reply } from '../problem.ts'
import { keepAppointments } from '../recurrence/appointments.ts'
import { peerThumbprint } from '../tls.ts'
import { findToken, revokeTokens, type Scope } from '../tokens.ts'
import type { Traffic } from '../traffic.ts'
import type { World } from '../world.ts'

/** What an operation needs to know of a request. */
export type Call = {
  params: Readonly<Record<string, string>>
  query: URLSearchParams
  header(name: string): string | undefined
  authorization: string | undefined
  contentType: string | undefined
  text: string
  /** The body as JSON; read for every operation that has a scope to write. */
  body: unknown
  /** SHA-256 of the client's certificate. */
  thumbprint: string
}

/** One line of the API: where it is, who may call it, what it does. Without scope, no token is asked for. */
export type Endpoint = {
  operation: Operation
  method: 'get' | 'put' | 'post' | 'patch' | 'delete'
  /** Of what has a scope, below the prefix of API Pix; of the rest, below the host. */
  path: string
  scope?: Scope
  /** True where the request has a JSON body. */
  takesJson?: true
  handle(call: Call): Reply | Promise<Reply>
}

/** Larger than the largest legal charge (50 × 250 characters of infoAdicionais) several times over. */
const bodyLimit = '128kb'

export type Served = Box & { clockwork: Clockwork; traffic: Traffic; manners: Manners }

/** The API behind TLS. Every call passes here once: faults, token, scope, work, durable, answer. */
export function createApi(box: Served, endpoints: readonly Endpoint[]): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('query parser', false)
  app.use(express.text({ type: () => true, limit: bodyLimit }))
  const { base, bases, unsupported = [], noRoute } = box.manners
  for (const endpoint of endpoints) {
    const { operation, scope } = endpoint
    if (unsupported.includes(operation)) continue
    const path = scope ? `${bases?.[operation] ?? base}${endpoint.path}` : endpoint.path
    app[endpoint.method](path, (request, response) => serve(box, endpoint, request, response))
  }
  app.use((request, response) => {
    const detail = `${request.method} ${request.path} não existe nesta API.`
    send(response, noRoute ?? problem({ problem: 'NaoEncontrado', detail }), undefined, date(box.world))
  })
  app.use(refuseBroken(box.world))
  return app
}

/** The last in the chain: a body that cannot be read is the client's doing, anything else is a bug of ours. */
export function refuseBroken(world: World): ErrorRequestHandler {
  return (error, _request, response, next) => {
    const status = Number(error?.status)
    const known = status >= 400 && status < 500
    if (!known) console.error(error)
    if (response.headersSent) return next(error)
    const refusal: Refusal = known
      ? { problem: 'RequisicaoInvalida', status }
      : { problem: 'ErroInternoDoServidor' }
    send(response, problem(refusal), undefined, date(world))
  }
}

async function serve(box: Served, endpoint: Endpoint, request: Request, response: Response): Promise<void> {
  const { world, faults, store } = box
  const isOver = box.traffic.begin(endpoint.operation)
  response.once('close', isOver)
  const thumbprint = peerThumbprint(request.socket as TLSSocket)
  if (!thumbprint) return void request.socket.destroy()
  const call = readCall(request, thumbprint)
  const txids = txidsOf(world, call)
  const age = txids.map((txid) => world.charges.get(txid)?.createdAt).find((at) => at !== undefined)
  const ageMs = age === undefined ? undefined : world.ports.clock.now() - age
  const inicio = call.query.get('inicio')
  const { current } = faults
  const rule = strike(
    current,
    {
      ...{ operation: endpoint.operation, txids },
      ...(ageMs !== undefined && { ageMs }),
      ...(inicio !== null && { inicio }),
    },
    world.ports.dice,
  )
  await pause(current.script.latencyMs + (rule?.delayMs ?? 0))
  if (rule?.dropRequest) return void request.socket.destroy()
  if (rule?.revokeToken) revokeTokens(world, bearer(call))

  // A call may be faster than the timer: what is due has happened before it is asked about.
  keepAppointments(world)
  const { manners } = box
  const missing = endpoint.scope && manners.asks?.find(({ in: where, name }) => !shows(call, where, name))
  const reply =
    insteadOf(rule, endpoint.operation) ??
    missing?.refusal ??
    dressSuccess(await answer(world, endpoint, call), endpoint.operation, manners)
  await store.flushed()
  box.clockwork.wake()
  await pause(rule?.delayResponseMs ?? 0)
  if (rule?.dropResponse) return void request.socket.destroy()
  // Before the answer leaves: whoever has it may ask the next thing at once.
  isOver()
  send(response, dressError(disguise(reply, rule), manners), rule, date(world))
}

async function answer(world: World, { scope, takesJson, handle }: Endpoint, call: Call): Promise<Reply> {
  if (scope) {
    const token = findToken(world, bearer(call) ?? '', call.thumbprint)
    // One answer for unknown, expired, revoked and another certificate's (RFC 6750 §3.1, RFC 8705 §3).
    if (!token) {
      const refused = problem({ problem: 'AcessoNegado', status: 401, detail: 'Token inválido.' })
      return { ...refused, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } }
    }
    if (!token.scopes.includes(scope)) {
      return problem({ problem: 'AcessoNegado', detail: `O token não tem o escopo ${scope}.` })
    }
  }
  if (takesJson) {
    const body = readJson(call)
    if ('detail' in body) return problem({ problem: 'RequisicaoInvalida', ...body })
    call.body = body.value
  }
  return handle(call)
}

/** A rule's outcome as an answer. */
export function reply<T extends object>(
  outcome: T | Refusal,
  status: number,
  present: (value: T) => unknown,
): Reply {
  if (isRefusal(outcome)) return problem(outcome)
  return { status, contentType: 'application/json', body: JSON.stringify(present(outcome as T)) }
}

function readJson({ contentType = '', text }: Call): { value: unknown } | { detail: string } {
  if (!/^application\/json\s*(;|$)/i.test(contentType))
    return { detail: 'O Content-Type deve ser application/json.' }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { detail: 'O corpo não é JSON.' }
  }
}

function readCall(request: Request, thumbprint: string): Call {
  const { headers, params, originalUrl } = request
  const question = originalUrl.indexOf('?')
  return {
    params: params as Record<string, string>,
    query: new URLSearchParams(question < 0 ? '' : originalUrl.slice(question + 1)),
    header: (name) => request.get(name),
    authorization: headers.authorization,
    contentType: headers['content-type'],
    text: typeof request.body === 'string' ? request.body : '',
    body: undefined,
    thumbprint,
  }
}

/** The charges and recurrences that a call is about, for the faults that single one out. */
function txidsOf(world: World, { params, query }: Call): string[] {
  const txid = params.txid ?? query.get('txid') ?? (params.e2eid && world.pix.get(params.e2eid)?.txid)
  return [txid, params.idRec, params.recId].filter((id) => typeof id === 'string' && id !== '') as string[]
}

const shows = ({ header, query }: Call, where: 'header' | 'query', name: string) =>
  Boolean(where === 'header' ? header(name) : query.get(name))
const bearer = ({ authorization }: Call) => /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization ?? '')?.[1]
/** Of the box's own clock: the client's countdown corrects itself by this header. */
export const date = ({ ports }: World) => new Date(ports.clock.now()).toUTCString()
const pause = (ms: number): Promise<unknown> | undefined =>
  ms > 0 ? wait(ms, undefined, { ref: false }) : undefined
