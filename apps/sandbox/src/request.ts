import type { Debtor } from './charge.ts'
import type { Violation } from './problem.ts'

/** What the bodies of several operations have in common. Each reader notes what is wrong and leaves it out. */

export type Raw = Record<string, unknown>

export function readLoc(value: unknown, tipoCob: 'cob' | 'cobv', violations: Violation[]) {
  const loc = object(value, `${tipoCob}.loc`, violations)
  if (!loc) return undefined
  if (typeof loc.id === 'number' && Number.isSafeInteger(loc.id)) return { id: loc.id }
  violations.push(malformed(`${tipoCob}.loc.id`, loc.id))
  return undefined
}

/** A person or a company, or undefined. The document's CPF pattern has slashes in it and fits no CPF; eleven digits are meant. */
export function person(value: unknown): Debtor | undefined {
  const { cpf, cnpj, nome } = (isObject(value) ? value : {}) as Raw
  if (typeof nome !== 'string' || length(nome) > 200) return undefined
  if (cnpj === undefined && matches(cpf, /^\d{11}$/)) return { cpf, nome }
  if (cpf === undefined && matches(cnpj, /^[0-9A-Z]{14}$/)) return { cnpj, nome }
  return undefined
}

export function readDetails(value: unknown, violations: Violation[]) {
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
export function readRemoval(value: unknown, tipoCob: 'cob' | 'cobv', violations: Violation[]) {
  if (value === undefined || value === 'REMOVIDA_PELO_USUARIO_RECEBEDOR') return value
  violations.push(malformed(`${tipoCob}.status`, value))
  return undefined
}

export function text(value: unknown, field: string, least: number, most: number, violations: Violation[]) {
  if (value === undefined) return undefined
  if (typeof value === 'string' && length(value) >= least && length(value) <= most) return value
  violations.push(malformed(field, value))
  return undefined
}

export function object(value: unknown, field: string, violations: Violation[]): Raw | undefined {
  if (isObject(value)) return value
  if (value !== undefined) violations.push(malformed(field, value))
  return undefined
}

export const isObject = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const matches = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value)
export const isAmount = (value: unknown): value is string => matches(value, /^\d{1,10}\.\d{2}$/)
/** `maxLength` counts characters, not UTF-16 units (JSON Schema, §6.3.1). */
export const length = (value: string) => [...value].length

export const malformed = (field: string, value?: unknown) =>
  violation(field, `O campo ${field} não respeita o schema.`, value)

export function violation(propriedade: string, razao: string, value?: unknown): Violation {
  const said =
    typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : undefined
  return { razao, propriedade, ...(said !== undefined && { valor: said }) }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Drops what is absent: in JSON and under `exactOptionalPropertyTypes` absent and undefined are two things. */
export function compact<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Present<T>
}
