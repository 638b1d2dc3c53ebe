import type { Operation } from '../faults.ts'
import { json, type Reply } from '../problem.ts'
import type { Manners } from './manners.ts'

/** The standard's answer of success as this PSP gives it. Of what it does as the standard, not a byte is touched. */
export function dressSuccess(reply: Reply, operation: Operation, manners: Manners): Reply {
  if (reply.status >= 300) return reply
  const status = manners.status?.[operation] ?? reply.status
  if (manners.empty?.includes(operation)) return json(status, {})
  return { ...reply, status, ...(speaksOtherwise(manners) && reworded(reply, manners)) }
}

const speaksOtherwise = ({ code, words }: Manners) => code !== undefined || words !== undefined

/** The copia e cola under another name or left out, the statuses in other words, wherever they are. */
function reworded(reply: Reply, { code, words }: Manners): Partial<Reply> {
  if (reply.contentType !== 'application/json' || reply.body === undefined) return {}
  const body = JSON.stringify(JSON.parse(reply.body), (key, value: unknown) => {
    if (key === 'status' && typeof value === 'string') return words?.[value] ?? value
    if (code === undefined || !Object.hasOwn(Object(value), 'pixCopiaECola')) return value
    const { pixCopiaECola, ...others } = value as Record<string, unknown>
    return code === null ? others : { ...others, [code]: pixCopiaECola }
  })
  return { body }
}

type Problem = {
  type: string
  title: string
  status: number
  detail?: string
  violacoes?: { razao: string; propriedade: string }[]
}

/** A problem of API Pix, true or by a fault, in the shape of this PSP. A fault that brings a shape of its own keeps it. */
export function dressError(reply: Reply, { errors, crash }: Manners): Reply {
  if (reply.contentType !== 'application/problem+json') return reply
  const problem: Problem = JSON.parse(reply.body ?? '{}')
  if (typeof problem.type !== 'string') return reply
  if (reply.status === 500 && crash) return crash
  if (!errors) return reply
  const { status, body } = shapes[errors](problem)
  return { ...reply, status, contentType: 'application/json', body: JSON.stringify(body) }
}

const nameOf = ({ type }: Problem) => type.slice(type.lastIndexOf('/') + 1)
const sentenceOf = ({ title, detail, violacoes }: Problem) => violacoes?.[0]?.razao ?? detail ?? title

/** Efí's own names where they are published (dev.efipay.com.br, Cob, Pix, Webhooks, Locations); what is missing is a 400 there. */
const efiNames: Readonly<Record<string, string>> = {
  CobNaoEncontrado: 'cobranca_nao_encontrada',
  PixNaoEncontrado: 'pix_nao_encontrado',
  WebhookNaoEncontrado: 'webhook_nao_encontrado',
  PayloadLocationNaoEncontrado: 'location_nao_encontrada',
}
/** "Não há informações para os dados informados" (frones/ACBr, ACBrPIXPSPBancoDoBrasil). */
const nothingFound = '4769515'

const shapes: Record<
  NonNullable<Manners['errors']>,
  (problem: Problem) => { status: number; body: object }
> = {
  efi: (problem) => {
    const name = nameOf(problem)
    const known = efiNames[name]
    const nome = known ?? name.replace(/(?<=[a-z])[A-Z]/g, '_$&').toLowerCase()
    return {
      status: known === undefined ? problem.status : 400,
      body: { nome, mensagem: sentenceOf(problem) },
    }
  },
  bancoDoBrasil: (problem) => {
    const reasons = problem.violacoes?.map(({ razao }) => razao) ?? [sentenceOf(problem)]
    const erros = reasons.map((mensagem, index) => ({
      codigo: problem.status === 404 ? nothingFound : String(problem.status * 10_000 + index + 1),
      versao: '1',
      mensagem,
      ocorrencia: nameOf(problem),
    }))
    return { status: problem.status, body: { erros } }
  },
}
