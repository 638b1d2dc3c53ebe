import { type CobStatus, writeStatus } from './cob-status.ts'
import { invalidRequest } from './errors.ts'
import { type TimeWindow, windowOf } from './list.ts'
import { checkInteger, queryOf } from './path.ts'
import { checkCnpj, checkCpf } from './taxpayer-id.ts'

/** One or the other, in every list that has them. */
export type TaxpayerFilter = {
  /** 11 digits; not together with `cnpj`. */
  cpf?: string | undefined
  cnpj?: string | undefined
}

/** The filters that GET /cob and GET /cobv share; cpf and cnpj are the debtor's. */
export type ChargeFilter = TaxpayerFilter & {
  hasLocation?: boolean | undefined
  status?: Exclude<CobStatus, 'undetermined'> | undefined
}

export function chargeFilterOf(query: TimeWindow & ChargeFilter) {
  return {
    ...windowOf(query),
    ...taxpayerFilterOf(query),
    locationPresente: query.hasLocation,
    status: query.status === undefined ? undefined : writeStatus('status', query.status),
  }
}

export function taxpayerFilterOf({ cpf, cnpj }: TaxpayerFilter) {
  if (cpf !== undefined && cnpj !== undefined) throw invalidRequest('cnpj', 'not together with cpf')
  return {
    cpf: cpf === undefined ? undefined : checkCpf('cpf', cpf),
    cnpj: cnpj === undefined ? undefined : checkCnpj('cnpj', cnpj),
  }
}

export const revisionQuery = (revision: number | undefined) =>
  queryOf({ revisao: revision === undefined ? undefined : checkInteger('revisao', revision, 0, 2 ** 31 - 1) })
