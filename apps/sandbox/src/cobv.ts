import type { CobV, CobVFields } from './charge.ts'
import { checkCharge, checkRemoval, checkTxid } from './check-charge.ts'
import { checkCobVAmount } from './cobv-amount.ts'
import { type CobVRequest, readCobVRequest } from './cobv-request.ts'
import { dayOf } from './days.ts'
import type { Refusal, Violation } from './problem.ts'
import { close, register, revise } from './registration.ts'
import { malformed, violation } from './request.ts'
import type { World } from './world.ts'

/** "default: 30" (API Pix 2.9.0, validadeAposVencimento). */
const defaultValidityDays = 30

/** CobVSolicitada, `required`. */
const required = [['calendario', 'dataDeVencimento'], ['devedor'], ['valor', 'original'], ['chave']] as const

export function findCobV(world: World, txid: string): CobV | Refusal {
  const charge = world.charges.get(txid)
  if (charge?.tipoCob === 'cobv') return charge
  const detail = 'Cobrança com vencimento não encontrada para o txid informado.'
  return { problem: 'CobVNaoEncontrada', detail }
}

/** PUT /cobv/{txid}: as PUT /cob/{txid}, the whole charge, and the same request again changes nothing. */
export function putCobV(world: World, txid: string, body: unknown): CobV | Refusal {
  const violations: Violation[] = []
  checkTxid(world, 'cobv', txid, violations)
  const request = readCobVRequest(body, violations)
  const before = world.charges.get(txid)
  const loc = checkCharge(world, 'cobv', before, request, violations)
  for (const [part, field] of required) {
    const sent = Object(body)[part]
    if ((field === undefined ? sent : Object(sent)[field]) === undefined)
      violations.push(malformed(['cobv', part, field].filter(Boolean).join('.')))
  }
  const fields = complete(request)
  if (fields) check(fields, before?.createdAt ?? world.ports.clock.now(), violations)
  if (!fields || violations.length > 0) return invalid(violations)
  return before?.tipoCob === 'cobv'
    ? revise(world, before, fields, loc)
    : register<CobV>(world, 'cobv', txid, fields, loc)
}

/** PATCH /cobv/{txid}: changes what is named, or removes the charge and then nothing else. */
export function patchCobV(world: World, txid: string, body: unknown): CobV | Refusal {
  const before = findCobV(world, txid)
  if ('problem' in before) return before
  const violations: Violation[] = []
  const { status, loc, ...changes } = readCobVRequest(body, violations)
  checkRemoval('cobv', body, status, violations)
  const newLoc = checkCharge(world, 'cobv', before, { chave: changes.chave, loc }, violations)
  const { calendario, valor } = before.fields
  const fields = complete({
    ...before.fields,
    ...changes,
    calendario: { ...calendario, ...changes.calendario },
    valor: { ...valor, ...changes.valor },
  })
  if (changes.calendario || changes.valor) check(fields ?? before.fields, before.createdAt, violations)
  if (!fields || violations.length > 0) return invalid(violations)
  return status ? close(world, before, status) : revise(world, before, fields, newLoc)
}

function check(fields: CobVFields, createdAt: number, violations: Violation[]): void {
  const { dataDeVencimento } = fields.calendario
  if (dataDeVencimento < dayOf(createdAt)) {
    const field = 'cobv.calendario.dataDeVencimento'
    const razao = `O campo ${field} é anterior à data de criação da cobrança.`
    violations.push(violation(field, razao, dataDeVencimento))
  }
  checkCobVAmount(fields, violations)
}

/** In one order of keys, so that two equal requests are equal as text; undefined while something required is missing. */
function complete(request: CobVRequest): CobVFields | undefined {
  const { calendario, devedor, valor, chave, solicitacaoPagador, infoAdicionais } = request
  if (!calendario?.dataDeVencimento || !devedor || !valor?.original || !chave) return undefined
  const { original, multa, juros, abatimento, desconto } = valor
  const { dataDeVencimento, validadeAposVencimento = defaultValidityDays } = calendario
  return {
    calendario: { dataDeVencimento, validadeAposVencimento },
    devedor,
    valor: {
      original,
      ...(multa && { multa }),
      ...(juros && { juros }),
      ...(abatimento && { abatimento }),
      ...(desconto && { desconto }),
    },
    chave,
    ...(solicitacaoPagador !== undefined && { solicitacaoPagador }),
    ...(infoAdicionais && { infoAdicionais }),
  }
}

function invalid(violations: Violation[]): Refusal {
  const detail =
    'A requisição que busca alterar ou criar uma cobrança com vencimento não respeita o schema ou está semanticamente errada.'
  return { problem: 'CobVOperacaoInvalida', detail, violations }
}
