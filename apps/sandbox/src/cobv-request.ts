import type { CobVAmount, CobVFields } from './charge.ts'
import { readCobVAmount } from './cobv-amount.ts'
import { isDay } from './days.ts'
import type { Violation } from './problem.ts'
import {
  compact,
  length,
  malformed,
  object,
  person,
  readDetails,
  readLoc,
  readRemoval,
  text,
  violation,
} from './request.ts'

/** The parts of CobVSolicitada and CobVRevisada that are there and well formed, in one order of keys. */
export type CobVRequest = {
  calendario?: Partial<CobVFields['calendario']>
  devedor?: CobVFields['devedor']
  loc?: { id: number }
  valor?: Partial<CobVAmount>
  chave?: string
  solicitacaoPagador?: string
  infoAdicionais?: { nome: string; valor: string }[]
  status?: 'REMOVIDA_PELO_USUARIO_RECEBEDOR'
}

/** Reads the body of PUT and PATCH /cobv and notes everything that is wrong with it (API Pix 2.9.0, CobVOperacaoInvalida). */
export function readCobVRequest(body: unknown, violations: Violation[]): CobVRequest {
  const cobv = object(body, 'cobv', violations)
  return compact({
    calendario: readCalendar(cobv?.calendario, violations),
    devedor: readDebtor(cobv?.devedor, violations),
    loc: readLoc(cobv?.loc, 'cobv', violations),
    valor: readCobVAmount(cobv?.valor, violations),
    chave: text(cobv?.chave, 'cobv.chave', 1, 77, violations),
    solicitacaoPagador: text(cobv?.solicitacaoPagador, 'solicitacaoPagador', 0, 140, violations),
    infoAdicionais: readDetails(cobv?.infoAdicionais, violations),
    status: readRemoval(cobv?.status, 'cobv', violations),
  })
}

/** Ten years: a validity beyond is a mistake, and the calendar of holidays is only as good as today's laws. */
const longestValidity = 3650

function readCalendar(value: unknown, violations: Violation[]) {
  const calendar = object(value, 'cobv.calendario', violations)
  if (!calendar) return undefined
  const { dataDeVencimento: dueDate, validadeAposVencimento: days } = calendar
  const field = 'cobv.calendario.validadeAposVencimento'
  if (dueDate !== undefined && !isDay(dueDate))
    violations.push(malformed('cobv.calendario.dataDeVencimento', dueDate))
  const whole = typeof days === 'number' && Number.isInteger(days) && days <= longestValidity
  if (days !== undefined && !whole) violations.push(malformed(field, days))
  else if (whole && days < 0) violations.push(violation(field, `O campo ${field} é menor do que zero.`, days))
  return compact({
    dataDeVencimento: isDay(dueDate) ? dueDate : undefined,
    validadeAposVencimento: whole ? days : undefined,
  })
}

/** Beside document and name, where the debtor lives: `maxLength` of each is the document's. */
const lengths = { email: 254, logradouro: 200, cidade: 200, uf: 2, cep: 8 }

function readDebtor(value: unknown, violations: Violation[]): CobVFields['devedor'] | undefined {
  if (value === undefined) return undefined
  const debtor = person(value)
  const rest = Object.entries(lengths).flatMap(([name, most]) => {
    const part: unknown = Object(value)[name]
    return part === undefined ? [] : [{ name, part, fits: typeof part === 'string' && length(part) <= most }]
  })
  if (!debtor || !rest.every(({ fits }) => fits)) {
    violations.push(violation('cobv.devedor', 'O objeto cobv.devedor não respeita o schema.'))
    return undefined
  }
  return { ...debtor, ...Object.fromEntries(rest.map(({ name, part }) => [name, part])) }
}
