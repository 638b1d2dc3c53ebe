import { invalidRequest } from './errors.ts'
import { checkText } from './path.ts'
import { readOptionalText } from './reading.ts'
import { checkCnpj, checkCpf } from './taxpayer-id.ts'
import { isObject, type Wire } from './wire.ts'

/**
 * To whom a charge is addressed, who need not be who pays it (API Pix 2.9.0, PessoaFisica, PessoaJuridica). Personal
 * data: never in a log.
 */
export type Debtor = {
  /** 1 to 200 characters. */
  name: string
} & ({ cpf: string; cnpj?: undefined } | { cnpj: string; cpf?: undefined })

/** API Pix 2.9.0, DadosComplementaresPessoa: what a charge with a due date may add. */
export type Address = {
  /** `logradouro`, to 200 characters. */
  street?: string | undefined
  city?: string | undefined
  /** `uf`, two capital letters. */
  state?: string | undefined
  /** `cep`, 8 digits without the hyphen. */
  postalCode?: string | undefined
}

export type DueDebtor = Debtor & Address & { email?: string | undefined }

/** As a PSP has it: each part that can be read. Personal data: never in a log. */
export type Party = { cpf?: string; cnpj?: string; name?: string; tradeName?: string; email?: string } & {
  [Part in keyof Address]?: string
}

export function writeDebtor(debtor: Debtor | undefined): Wire | undefined {
  if (debtor === undefined) return undefined
  const { cpf, cnpj, name } = debtor
  if (cpf !== undefined && cnpj !== undefined) throw invalidRequest('debtor.cnpj', 'not together with cpf')
  if (cpf === undefined && cnpj === undefined) throw invalidRequest('debtor.cpf', 'either cpf or cnpj')
  return {
    cpf: cpf === undefined ? undefined : checkCpf('debtor.cpf', cpf),
    cnpj: cnpj === undefined ? undefined : checkCnpj('debtor.cnpj', cnpj),
    nome: checkText('debtor.name', name, 200),
  }
}

export function writeDueDebtor(debtor: DueDebtor | undefined): Wire | undefined {
  if (debtor === undefined) return undefined
  return { ...writeDebtor(debtor), ...writeAddress(debtor) }
}

export function writeAddress({
  email,
  street,
  city,
  state,
  postalCode,
}: Address & { email?: string | undefined }): Wire {
  return {
    // RFC 5321 §4.5.3.1: the standard gives no length for it.
    email: optional(email, (text) => checkText('debtor.email', text, 254)),
    logradouro: optional(street, (text) => checkText('debtor.street', text, 200)),
    cidade: optional(city, (text) => checkText('debtor.city', text, 200)),
    uf: optional(state, (text) => checkPattern('debtor.state', text, /^[A-Z]{2}$/, '2 capital letters')),
    cep: optional(postalCode, (text) => checkPattern('debtor.postalCode', text, /^\d{8}$/, '8 digits')),
  }
}

export function readParty(value: unknown): Party | undefined {
  if (!isObject(value)) return undefined
  const parts = Object.entries(wireNames).flatMap(([part, name]) => {
    const text = readOptionalText(value[name])
    return text === undefined ? [] : [[part, text]]
  })
  return parts.length === 0 ? undefined : Object.fromEntries(parts)
}

const wireNames = {
  cpf: 'cpf',
  cnpj: 'cnpj',
  name: 'nome',
  tradeName: 'nomeFantasia',
  email: 'email',
  street: 'logradouro',
  city: 'cidade',
  state: 'uf',
  postalCode: 'cep',
} as const satisfies Record<keyof Party, string>

const optional = (value: string | undefined, check: (text: string) => string) =>
  value === undefined ? undefined : check(value)

function checkPattern(field: string, value: string, pattern: RegExp, rule: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw invalidRequest(field, rule)
  return value
}
