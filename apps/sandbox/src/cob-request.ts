import type { Violation } from './problem.ts'
import { type CobFields, cents, type Debtor } from './world.ts'

/** The parts of CobSolicitada and CobRevisada that are there and well formed, in one order of keys. */
export type CobRequest = {
  calendario?: Partial<CobFields['calendario']>
  devedor?: Debtor
  loc?: { id: number }
  valor?: Partial<CobFields['valor']>
  chave?: string
  solicitacaoPagador?: string
  infoAdicionais?: { nome: string; valor: string }[]
  status?: 'REMOVIDA_PELO_USUARIO_RECEBEDOR'
}

type Raw = Record<string, unknown>

/**
 * Reads the body of PUT, POST and PATCH /cob and adds to `violations` everything that is wrong with it at once, in
 * API Pix's own words (API Pix 2.9.0, CobOperacaoInvalida). Fields unknown to it are ignored: the Central Bank
 * wants both sides to bear new ones (`info.description`, compatible changes).
 */
export function readCobRequest(body: unknown, violations: Violation[]): CobRequest {
  const cob = object(body, 'cob', violations)
  return compact({
    calendario: readCalendar(cob?.calendario, violations),
    devedor: readDebtor(cob?.devedor, violations),
    loc: readLoc(cob?.loc, violations),
    valor: readAmount(cob?.valor, violations),
    chave: text(cob?.chave, 'cob.chave', 1, 77, violations),
    solicitacaoPagador: text(cob?.solicitacaoPagador, 'solicitacaoPagador', 0, 140, violations),
    infoAdicionais: readDetails(cob?.infoAdicionais, violations),
    status: readStatus(cob?.status, violations),
  })
}

function readCalendar(value: unknown, violations: Violation[]) {
  const calendar = object(value, 'cob.calendario', violations)
  const seconds = calendar?.expiracao
  if (seconds === undefined) return calendar && {}
  const field = 'cob.calendario.expiracao'
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds > 0x7fffffff) {
    violations.push(malformed(field, seconds))
  } else if (seconds <= 0) {
    violations.push(violation(field, `O campo ${field} é igual ou menor que zero.`, seconds))
  } else return { expiracao: seconds }
  return undefined
}

function readDebtor(value: unknown, violations: Violation[]): Debtor | undefined {
  if (value === undefined) return undefined
  const { cpf, cnpj, nome } = (isObject(value) ? value : {}) as Raw
  const named = typeof nome === 'string' && length(nome) <= 200
  // The document's own CPF pattern has literal slashes and fits no CPF (domain.md 1.8); eleven digits are meant.
  if (named && cnpj === undefined && matches(cpf, /^\d{11}$/)) return { cpf, nome }
  if (named && cpf === undefined && matches(cnpj, /^[0-9A-Z]{14}$/)) return { cnpj, nome }
  violations.push(violation('cob.devedor', 'O objeto cob.devedor não respeita o schema.'))
  return undefined
}

function readLoc(value: unknown, violations: Violation[]) {
  const loc = object(value, 'cob.loc', violations)
  if (!loc) return undefined
  if (typeof loc.id === 'number' && Number.isSafeInteger(loc.id)) return { id: loc.id }
  violations.push(malformed('cob.loc.id', loc.id))
  return undefined
}

function readAmount(value: unknown, violations: Violation[]): CobRequest['valor'] {
  const amount = object(value, 'cob.valor', violations)
  if (!amount) return undefined
  const { original, modalidadeAlteracao } = amount
  if (original !== undefined && !isAmount(original))
    violations.push(malformed('cob.valor.original', original))
  if (![undefined, 0, 1].includes(modalidadeAlteracao as number | undefined)) {
    violations.push(malformed('cob.valor.modalidadeAlteracao', modalidadeAlteracao))
  }
  return compact({
    original: isAmount(original) ? original : undefined,
    modalidadeAlteracao: modalidadeAlteracao as number | undefined,
    retirada: readWithdrawal(amount.retirada, violations),
  })
}

/** What the parts of the amount must be to each other, whether they came in this request or in an earlier one. */
export function checkAmount(
  { original, modalidadeAlteracao, retirada }: CobFields['valor'],
  violations: Violation[],
) {
  const field = 'cob.valor.original'
  const zero = cents(original) === 0
  if (retirada && 'saque' in retirada && !zero) {
    violations.push(violation(field, `O campo ${field} deve ser 0.00 em Pix Saque.`, original))
  } else if (zero && !(retirada && 'saque' in retirada)) {
    violations.push(violation(field, `O campo ${field} é zero.`, original))
  }
  if (modalidadeAlteracao === 1 && retirada) {
    const changeable = 'cob.valor.modalidadeAlteracao'
    violations.push(violation(changeable, `Com retirada, o campo ${changeable} deve ser 0.`, 1))
  }
}

function readWithdrawal(value: unknown, violations: Violation[]): CobFields['valor']['retirada'] {
  const both = object(value, 'cob.valor.retirada', violations)
  if (!both) return undefined
  const kind = 'saque' in both ? 'saque' : 'troco'
  const part = both[kind]
  const agents = kind === 'saque' ? /^(AGTEC|AGTOT|AGPSS)$/ : /^(AGTEC|AGTOT)$/
  if (
    Object.keys(both).length === 1 &&
    isObject(part) &&
    isAmount(part.valor) &&
    cents(part.valor) > 0 &&
    [undefined, 0, 1].includes(part.modalidadeAlteracao as number | undefined) &&
    matches(part.modalidadeAgente, agents) &&
    matches(part.prestadorDoServicoDeSaque, /^[0-9A-Z]{8}$/)
  ) {
    const { valor, modalidadeAlteracao = 0, modalidadeAgente, prestadorDoServicoDeSaque } = part
    const read = { valor, modalidadeAlteracao, modalidadeAgente, prestadorDoServicoDeSaque }
    return { [kind]: read } as CobFields['valor']['retirada']
  }
  violations.push(violation('cob.valor.retirada', 'O objeto cob.valor.retirada não respeita o schema.'))
  return undefined
}

function readDetails(value: unknown, violations: Violation[]) {
  if (value === undefined) return undefined
  const wellFormed =
    Array.isArray(value) &&
    value.length <= 50 &&
    value.every((item: unknown) => {
      if (!isObject(item)) return false
      const { nome, valor } = item
      return (
        typeof nome === 'string' && length(nome) <= 50 && typeof valor === 'string' && length(valor) <= 200
      )
    })
  if (wellFormed)
    return (value as { nome: string; valor: string }[]).map(({ nome, valor }) => ({ nome, valor }))
  violations.push(violation('infoAdicionais', 'O objeto infoAdicionais não respeita o schema.'))
  return undefined
}

/** The manual of Cielo says REMOVIDO_, the enumeration REMOVIDA_ (bacen/pix-api#554): the enumeration is what is read. */
function readStatus(value: unknown, violations: Violation[]): CobRequest['status'] {
  if (value === undefined || value === 'REMOVIDA_PELO_USUARIO_RECEBEDOR') return value
  violations.push(malformed('cob.status', value))
  return undefined
}

function text(value: unknown, field: string, least: number, most: number, violations: Violation[]) {
  if (value === undefined) return undefined
  if (typeof value === 'string' && length(value) >= least && length(value) <= most) return value
  violations.push(malformed(field, value))
  return undefined
}

function object(value: unknown, field: string, violations: Violation[]): Raw | undefined {
  if (isObject(value)) return value
  if (value !== undefined) violations.push(malformed(field, value))
  return undefined
}

const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const matches = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value)
export const isAmount = (value: unknown): value is string => matches(value, /^\d{1,10}\.\d{2}$/)
/** `maxLength` counts characters, not UTF-16 units (JSON Schema, §6.3.1). */
const length = (value: string) => [...value].length

export const malformed = (field: string, value?: unknown) =>
  violation(field, `O campo ${field} não respeita o schema.`, value)

export function violation(propriedade: string, razao: string, value?: unknown): Violation {
  const said =
    typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined
  return { razao, propriedade, ...(said !== undefined && { valor: said }) }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Drops what is absent: in JSON and under `exactOptionalPropertyTypes` absent and undefined are two things. */
function compact<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Present<T>
}
