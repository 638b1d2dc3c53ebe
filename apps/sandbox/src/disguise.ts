import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Operation, Rule } from './faults.ts'
import { type ProblemName, problem, type Reply } from './problem.ts'

/** The answer that a rule gives instead of doing the work, or undefined when the work is to be done. */
export function insteadOf(rule: Rule | undefined, operation: Operation): Reply | undefined {
  if (!rule || rule.applyThenFail || rule.dropResponse) return undefined
  if (rule.notFoundForMs !== undefined) {
    return problem({ problem: operation.endsWith('CobV') ? 'CobVNaoEncontrada' : 'CobNaoEncontrado' })
  }
  if (rule.redirect !== undefined) return { status: rule.status ?? 302, headers: { Location: rule.redirect } }
  return rule.status !== undefined || rule.problem !== undefined || rule.body !== undefined
    ? scripted(rule, 200)
    : undefined
}

/** The true answer, as a rule lets it be seen. The work is done by now. */
export function disguise(reply: Reply, rule: Rule | undefined): Reply {
  if (!rule) return reply
  const shown = rule.applyThenFail ? scripted(rule, 500) : rewritten(reply, rule)
  return rule.headers ? { ...shown, headers: { ...shown.headers, ...rule.headers } } : shown
}

/** Changes fields of a JSON answer: what other PSPs spell otherwise or leave out. `null` takes the field away. */
function rewritten(reply: Reply, { rewrite }: Rule): Reply {
  if (!rewrite || !reply.contentType?.includes('json')) return reply
  const fields: object = { ...JSON.parse(reply.body ?? '{}'), ...rewrite }
  return { ...reply, body: JSON.stringify(fields, (_key, value) => (value === null ? undefined : value)) }
}

/** Puts the answer on the wire: whole, or cut, or drop by drop, or without end. */
export function send(response: ServerResponse, reply: Reply, rule: Rule | undefined, date: string): void {
  const body = Buffer.from(reply.body ?? '')
  const { truncateAfterBytes: cut, dripBytesPerSecond: drip } = rule ?? {}
  const head = {
    Date: date,
    'Cache-Control': 'no-store',
    ...(reply.contentType && { 'Content-Type': reply.contentType }),
    ...reply.headers,
  }
  if (rule?.endless) {
    response.writeHead(reply.status, head)
    Readable.from(spaces()).pipe(response)
    return
  }
  if (cut === undefined && drip === undefined) {
    const bodiless = reply.status === 204
    response.writeHead(reply.status, bodiless ? head : { ...head, 'Content-Length': body.length })
    response.end(bodiless ? undefined : body)
    return
  }
  // Chunked, so that a cut is a message that never ends and not merely a short one.
  response.writeHead(reply.status, head)
  response.flushHeaders()
  const rest = body.subarray(0, cut ?? body.length)
  const finish = () => {
    if (cut === undefined) response.end()
    else response.socket?.destroySoon()
  }
  if (drip === undefined) response.write(rest, finish)
  else dripInto(response, rest, drip, finish)
}

/** White space is legal before a JSON value, so a reader without a limit never learns that it waits in vain. */
function* spaces(): Generator<Buffer> {
  for (const chunk = Buffer.alloc(16 * 1024, ' '); ; ) yield chunk
}

function dripInto(response: ServerResponse, body: Buffer, bytesPerSecond: number, finish: () => void): void {
  // At most ten drops a second: fast drips send several bytes at a time.
  const bytes = Math.max(1, Math.round(bytesPerSecond / 10))
  let at = 0
  const timer = setInterval(
    () => {
      if (response.destroyed) clearInterval(timer)
      else if (at < body.length) {
        response.write(body.subarray(at, at + bytes))
        at += bytes
      } else {
        clearInterval(timer)
        finish()
      }
    },
    (1000 * bytes) / bytesPerSecond,
  )
  timer.unref()
}

const byStatus: Record<number, ProblemName> = {
  400: 'RequisicaoInvalida',
  403: 'AcessoNegado',
  404: 'NaoEncontrado',
  410: 'PermanentementeRemovido',
  503: 'ServicoIndisponivel',
  504: 'IndisponibilidadePorTempoEsgotado',
}

function scripted(rule: Rule, usual: number): Reply {
  if (rule.body !== undefined) {
    const { text, contentType = 'application/json' } =
      typeof rule.body === 'string' ? { text: rule.body } : rule.body
    return { status: rule.status ?? usual, contentType, body: text }
  }
  const headers: Record<string, string> =
    rule.status === 401 ? { 'WWW-Authenticate': 'Bearer error="invalid_token"' } : {}
  if (typeof rule.problem === 'object') {
    const status = rule.status ?? (Number(rule.problem.status) || 500)
    return { status, headers, contentType: 'application/problem+json', body: JSON.stringify(rule.problem) }
  }
  const name = rule.problem ?? byStatus[rule.status ?? usual] ?? 'ErroInternoDoServidor'
  return { ...problem({ problem: name, ...(rule.status !== undefined && { status: rule.status }) }), headers }
}
