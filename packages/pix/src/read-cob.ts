import { addSeconds, readInstant } from './instant.ts'
import { readAmount } from './money.ts'
import { type Pix, pixFrom } from './pix.ts'
import {
  plainWord,
  readElements,
  readInteger,
  readMap,
  readOptionalInteger,
  readOptionalText,
  readText,
} from './reading.ts'
import { isObject, type Wire } from './wire.ts'

/**
 * The state of the registration, not of the money: expiry never changes it, any amount concludes it, and money can
 * arrive after a removal (API Pix 2.9.0, "Status do registro da cobrança"). `undetermined` is a word that nobody here
 * knows: keep asking, and never take it for paid.
 */
export type CobStatus = 'active' | 'concluded' | 'removed-by-receiver' | 'removed-by-psp' | 'undetermined'

/** An immediate charge as the PSP has it (API Pix 2.9.0, CobGerada and CobCompleta). Instants are ISO 8601 in UTC. */
export type Cob = {
  txid: string
  status: CobStatus
  /** The PSP's own word, '' where it gave none. */
  rawStatus: string
  /** Zero only for a withdrawal (Pix Saque), which is never one of ours. */
  amountCents: number
  /** From 0; one more for every change. */
  revision: number
  createdAt: string
  expirationSeconds: number
  /** `createdAt` + `expirationSeconds`, both the PSP's: its clock decides, not ours. */
  expiresAt: string
  chave: string
  /** As it came, its CRC unchecked. Where it is absent, it can be built from `location`. */
  copiaECola?: string
  /** Without a scheme, as it goes into a BR Code. */
  location?: string
  payments: Pix[]
}

/** `pixCopiaECola` came with 2.6.0; Sicoob says `brcode` and Banco do Brasil's v1 `textoImagemQRcode`. */
export const copiaEColaFields: readonly string[] = ['pixCopiaECola', 'brcode', 'textoImagemQRcode']

export function cobFrom(value: unknown, at: string, fields = copiaEColaFields): Cob {
  const wire = readMap(value, at)
  const calendar = readMap(wire.calendario, `${at}.calendario`)
  const amount = readMap(wire.valor, `${at}.valor`)
  const createdAt = readInstant(calendar.criacao, `${at}.calendario.criacao`)
  const expirationSeconds = readInteger(calendar.expiracao, `${at}.calendario.expiracao`, 1, longestSeconds)
  const rawStatus = readOptionalText(wire.status) ?? ''
  const copiaECola = fields.map((field) => readOptionalText(wire[field])).find((text) => text !== undefined)
  const location = readLocation(wire)
  return {
    txid: readText(wire.txid, `${at}.txid`, /^[a-zA-Z0-9]{1,35}$/),
    status: readStatus(rawStatus),
    rawStatus,
    amountCents: readAmount(amount.original, `${at}.valor.original`, { zero: isWithdrawal(amount) }),
    revision: readOptionalInteger(wire.revisao, `${at}.revisao`, 0) ?? 0,
    createdAt,
    expirationSeconds,
    expiresAt: addSeconds(createdAt, expirationSeconds),
    chave: readText(wire.chave, `${at}.chave`),
    ...(copiaECola !== undefined && { copiaECola }),
    ...(location !== undefined && { location }),
    payments: readElements(wire.pix, `${at}.pix`).map((pix, index) => pixFrom(pix, `${at}.pix[${index}]`)),
  }
}

/** Both genders: Cielo's manual and the standard's prose say REMOVIDO_, both schemas say REMOVIDA_. */
function readStatus(rawStatus: string): CobStatus {
  switch (plainWord(rawStatus)) {
    case 'ATIVA':
      return 'active'
    case 'CONCLUIDA':
      return 'concluded'
    case 'REMOVIDA_PELO_USUARIO_RECEBEDOR':
    case 'REMOVIDO_PELO_USUARIO_RECEBEDOR':
      return 'removed-by-receiver'
    case 'REMOVIDA_PELO_PSP':
    case 'REMOVIDO_PELO_PSP':
      return 'removed-by-psp'
    default:
      return 'undetermined'
  }
}

/** At the top, inside `loc`, or in both; some gateways put the scheme back that a BR Code must not have. */
function readLocation(wire: Wire): string | undefined {
  const location =
    readOptionalText(wire.location) ?? (isObject(wire.loc) ? readOptionalText(wire.loc.location) : undefined)
  return location?.trim().replace(/^https?:\/\//i, '')
}

/** int32 in the standard, 68 years. */
const longestSeconds = 2 ** 31 - 1

const isWithdrawal = (amount: Wire) => isObject(amount.retirada) && isObject(amount.retirada.saque)
