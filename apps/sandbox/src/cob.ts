import type { Cob, CobFields } from './charge.ts'
import { checkCharge, checkRemoval, checkTxid } from './check-charge.ts'
import { type CobRequest, checkAmount, readCobRequest } from './cob-request.ts'
import type { Refusal, Violation } from './problem.ts'
import { close, register, revise } from './registration.ts'
import { malformed } from './request.ts'
import type { World } from './world.ts'

/** "Default: 86400 segundos" (API Pix 2.9.0, calendario.expiracao). */
const defaultExpirySeconds = 86400

export function findCob(world: World, txid: string): Cob | Refusal {
  const charge = world.charges.get(txid)
  if (charge?.tipoCob === 'cob') return charge
  return { problem: 'CobNaoEncontrado', detail: 'Cobrança não encontrada para o txid informado.' }
}

/**
 * PUT /cob/{txid}: creates, or updates the whole of a charge that is ATIVA with a new revision (bacen/pix-api#305).
 * The same request again changes nothing and answers the same, which is what makes a retry safe.
 */
export function putCob(world: World, txid: string, body: unknown): Cob | Refusal {
  const violations: Violation[] = []
  checkTxid(world, 'cob', txid, violations)
  const request = readCobRequest(body, violations)
  const before = world.charges.get(txid)
  const fields = completeFields(request, body, violations)
  const loc = checkCharge(world, 'cob', before, request, violations)
  if (!fields || violations.length > 0) return invalid(violations)
  return before?.tipoCob === 'cob'
    ? revise(world, before, fields, loc)
    : register<Cob>(world, 'cob', txid, fields, loc)
}

/** POST /cob: the PSP picks the txid, so a repetition makes a second charge; a careful client never uses it. */
export const postCob = (world: World, body: unknown) => putCob(world, world.ports.ids.alphanumeric(32), body)

/** PATCH /cob/{txid}: changes what is named, or removes the charge and then nothing else. */
export function patchCob(world: World, txid: string, body: unknown): Cob | Refusal {
  const before = findCob(world, txid)
  if ('problem' in before) return before
  const violations: Violation[] = []
  const { status, loc, ...changes } = readCobRequest(body, violations)
  checkRemoval('cob', body, status, violations)
  const newLoc = checkCharge(world, 'cob', before, { chave: changes.chave, loc }, violations)
  const fields = merge(before.fields, changes)
  if (changes.valor) checkAmount(fields.valor, violations)
  if (violations.length > 0) return invalid(violations)
  return status ? close(world, before, status) : revise(world, before, fields, newLoc)
}

export const expiresAt = (cob: Cob) => cob.createdAt + cob.fields.calendario.expiracao * 1000

function completeFields(request: CobRequest, body: unknown, violations: Violation[]): CobFields | undefined {
  const { calendario, valor, chave, loc: _loc, status: _status, ...optional } = request
  const sent = Object(body)
  if (sent.calendario === undefined) violations.push(malformed('cob.calendario'))
  if (sent.chave === undefined) violations.push(malformed('cob.chave'))
  if (Object(sent.valor).original === undefined) violations.push(malformed('cob.valor.original'))
  const amount = valor?.original ? { ...valor, original: valor.original } : undefined
  if (amount) checkAmount(amount, violations)
  if (!amount || !calendario || !chave) return undefined
  return ordered({
    calendario: { expiracao: calendario.expiracao ?? defaultExpirySeconds },
    valor: amount,
    chave,
    ...optional,
  })
}

function merge(before: CobFields, { calendario, valor, ...changes }: CobRequest): CobFields {
  return ordered({
    ...before,
    ...(changes as Partial<CobFields>),
    calendario: { ...before.calendario, ...calendario },
    valor: { ...before.valor, ...valor },
  })
}

/** One order of keys, so that two equal requests are equal as text. */
function ordered({
  calendario,
  devedor,
  valor,
  chave,
  solicitacaoPagador,
  infoAdicionais,
}: CobFields): CobFields {
  const { original, modalidadeAlteracao, retirada } = valor
  return {
    calendario,
    ...(devedor && { devedor }),
    valor: {
      original,
      ...(modalidadeAlteracao !== undefined && { modalidadeAlteracao }),
      ...(retirada && { retirada }),
    },
    chave,
    ...(solicitacaoPagador !== undefined && { solicitacaoPagador }),
    ...(infoAdicionais && { infoAdicionais }),
  }
}

function invalid(violations: Violation[]): Refusal {
  const detail =
    'A requisição que busca alterar ou criar uma cobrança para pagamento imediato não respeita o schema ou está semanticamente errada.'
  return { problem: 'CobOperacaoInvalida', detail, violations }
}
