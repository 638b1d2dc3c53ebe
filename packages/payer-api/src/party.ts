import { present, readOptionalText } from './reading.ts'
import { isObject, type Wire } from './wire.ts'

/** CPF or CNPJ, by the type that the provider gives; the number as it came. Personal data: never in a log. */
export type TaxDocument = { type?: 'CPF' | 'CNPJ'; number: string }

/** Who receives, owes or pays, each part that can be read. Personal data: never in a log. */
export type Party = {
  name?: string
  taxDocument?: TaxDocument
  /** Eight characters, which institution holds the account. */
  participantIspb?: string
  account?: { branch?: string; number?: string }
  /** IBGE, 7 digits. */
  municipalityCode?: string
}

/** A payer or a debtor has `taxDocument {type, number}`, a receiver has `cnpj`; here both are one. */
export function readParty(value: unknown): Party | undefined {
  if (!isObject(value)) return undefined
  const party = present({
    name: readOptionalText(value.name),
    taxDocument: readTaxDocument(value),
    participantIspb: readOptionalText(value.participantIspb),
    account: readAccount(value.account),
    municipalityCode: readOptionalText(value.municipalityCode),
  })
  return Object.keys(party).length === 0 ? undefined : party
}

function readTaxDocument(wire: Wire): TaxDocument | undefined {
  const cnpj = readOptionalText(wire.cnpj)
  if (cnpj !== undefined) return { type: 'CNPJ', number: cnpj }
  const cpf = readOptionalText(wire.cpf)
  if (cpf !== undefined) return { type: 'CPF', number: cpf }
  if (!isObject(wire.taxDocument)) return undefined
  const number = readOptionalText(wire.taxDocument.number)
  if (number === undefined) return undefined
  const { type } = wire.taxDocument
  return type === 'CPF' || type === 'CNPJ' ? { type, number } : { number }
}

function readAccount(value: unknown): { branch?: string; number?: string } | undefined {
  if (!isObject(value)) return undefined
  const account = present({
    branch: readOptionalText(value.branch),
    number: readOptionalText(value.number),
  })
  return Object.keys(account).length === 0 ? undefined : account
}
