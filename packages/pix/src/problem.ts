import { type ErrorShape, type PspWords, readPspWords } from './error-shape.ts'
import { PixError, type PixErrorCode, type Problem, type Violation } from './errors.ts'
import { parseJson } from './json.ts'
import { JsonError } from './json-error.ts'
import { readRetryAfter } from './retry-after.ts'
import { isObject, type PixReply, type Wire } from './wire.ts'

/**
 * API Pix 2.9.0, "Tratamento de erros": the last segment of `type`. By its ending, because the standard adds types
 * (Rec, CobR, LoteCobV…) and spells the gender of the same word both ways.
 */
const codesByType: readonly (readonly [RegExp, PixErrorCode])[] = [
  [/NaoEncontrad[oa]$/, 'not-found'],
  [/ConsultaInvalida$/, 'invalid-query'],
  [/OperacaoInvalida$/, 'invalid-operation'],
  [/^PixDevolucaoInvalida$/, 'invalid-operation'],
  [/^RequisicaoInvalida$/, 'invalid-operation'],
  [/^AcessoNegado$/, 'access-denied'],
  [/^PermanentementeRemovido$/, 'gone'],
  [/^ErroInternoDoServidor$/, 'unavailable'],
  [/^ServicoIndisponivel$/, 'unavailable'],
  [/^IndisponibilidadePorTempoEsgotado$/, 'unavailable'],
]

/** A problem of a type nobody knows is read by its status. 404 is not here: without its type it proves nothing. */
const codesByStatus: Readonly<Record<number, PixErrorCode>> = {
  400: 'invalid-operation',
  403: 'access-denied',
  409: 'conflict',
  410: 'gone',
  422: 'invalid-operation',
}

/** The error that a reply outside 2xx stands for, read as problem+json and then as the PSP's own shapes. */
export function refusal(reply: PixReply, shapes: readonly ErrorShape[] = []): PixError {
  const { status } = reply
  const content = readJsonObject(reply.body)
  const standard = content && readProblem(content, status)
  const words = standard ? undefined : readPspWords(reply.body, content, shapes)
  const problem = standard ?? (words && problemIn(words, status))
  const code = codeOf(status, content, problem, words?.code)
  const retryAfter = reply.headers['retry-after']
  const retryAfterSeconds = retryAfter === undefined ? undefined : wait(retryAfter, reply.headers.date)
  const name = problem ? typeName(problem.type) : ''
  return new PixError(code, `The PSP answered ${status} ${name}`.trim(), {
    status,
    problem,
    retryAfter,
    retryAfterSeconds,
  })
}

function codeOf(
  status: number,
  content: Wire | undefined,
  problem: Problem | undefined,
  named: PixErrorCode | undefined,
): PixErrorCode {
  if (status >= 500 || status === 408) return 'unavailable'
  // Written by the gateway, in a shape of its own at every PSP: the status alone is the message.
  if (status === 401) return 'unauthorized'
  if (status === 429) return 'rate-limited'
  if (status < 400) return 'malformed-reply'
  if (named !== undefined) return named
  const name = problem ? typeName(problem.type) : ''
  for (const [pattern, code] of codesByType) if (pattern.test(name)) return code
  // A gateway's JSON of any shape says enough at these two; HTML is a wall or a captive portal.
  const isPlain = content !== undefined && (status === 403 || status === 409)
  return (problem || isPlain ? codesByStatus[status] : undefined) ?? 'malformed-reply'
}

/** Longest text kept of a server's message: enough for a person, too little to flood a log. */
const textLimit = 1000
const violationLimit = 50

function readProblem(content: Wire, status: number): Problem | undefined {
  const type = text(content.type)
  const title = text(content.title)
  if (type === undefined && title === undefined) return undefined
  const detail = text(content.detail)
  const correlationId = text(content.correlationId)
  return {
    type: type ?? 'about:blank', // RFC 7807 §3.1
    title: title ?? '',
    status: typeof content.status === 'number' ? content.status : status,
    ...(detail !== undefined && { detail }),
    ...(correlationId !== undefined && { correlationId }),
    violations: readViolations(content.violacoes),
  }
}

/** The PSP's own name of an error takes the place of the title. */
const problemIn = ({ name, detail }: PspWords, status: number): Problem => ({
  type: 'about:blank',
  title: clip(name),
  status,
  ...(detail !== undefined && { detail: clip(detail) }),
  violations: [],
})

function readViolations(value: unknown): Violation[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, violationLimit).flatMap((entry: unknown) => {
    if (!isObject(entry)) return []
    const { razao, propriedade, valor } = entry
    const violation = { reason: text(razao) ?? '', property: text(propriedade) ?? '' }
    if (valor === undefined || valor === null) return [violation]
    return [{ ...violation, value: text(valor) ?? clip(JSON.stringify(valor)) }]
  })
}

const clip = (value: string) => value.slice(0, textLimit)
const text = (value: unknown) => (typeof value === 'string' ? clip(value) : undefined)
/** `https://pix.bcb.gov.br/api/v2/error/CobNaoEncontrado`; the part before is not the same at every PSP. */
const typeName = (type: string) => /(?:^|\/)([A-Za-z]{1,64})\/?$/.exec(type)?.[1] ?? ''

/** The server's own `Date` stands for now, so that a date in `Retry-After` needs no clock and survives a wrong one. */
function wait(retryAfter: string, date: string | undefined): number | undefined {
  const now = date === undefined ? Number.NaN : Date.parse(date)
  return readRetryAfter(retryAfter, Number.isNaN(now) ? undefined : new Date(now))
}

function readJsonObject(body: string): Wire | undefined {
  try {
    const value = parseJson(body)
    return isObject(value) ? value : undefined
  } catch (error) {
    if (error instanceof JsonError) return undefined
    throw error
  }
}
