import { type AdditionalInfo, readAdditionalInfo } from './charge-content.ts'
import { type CobStatus, readStatus } from './cob-status.ts'
import { type Party, readParty } from './debtor.ts'
import { addSeconds, readInstant } from './instant.ts'
import { type Loc, readChargeLoc, withoutScheme } from './loc.ts'
import { readAmount } from './money.ts'
import { type Pix, pixFrom } from './pix.ts'
import { copiaEColaFields } from './profile.ts'
import {
  readElements,
  readInteger,
  readMap,
  readOptionalInteger,
  readOptionalText,
  readText,
} from './reading.ts'
import { isObject, type Wire } from './wire.ts'
import { type ReadWithdrawal, readMayChange, readWithdrawal } from './withdrawal.ts'

/** What a charge of either kind is, as the PSP has it. Instants are ISO 8601 in UTC. */
export type Charge = {
  txid: string
  status: CobStatus
  /** The PSP's own word, '' where it gave none. */
  rawStatus: string
  /** Zero only for a withdrawal (Pix Saque) and where the payer may change it. */
  amountCents: number
  /** From 0; one more for every change. */
  revision: number
  createdAt: string
  chave: string
  /** As it came, its CRC unchecked. Where it is absent, it can be built from `location`. */
  copiaECola?: string
  /** Without a scheme, as it goes into a BR Code. */
  location?: string
  loc?: Loc
  /** Personal data: never in a log. */
  debtor?: Party
  description?: string
  /** Empty where there is none. */
  additionalInfo: AdditionalInfo[]
  payments: Pix[]
}

/** An immediate charge (API Pix 2.9.0, CobGerada and CobCompleta). */
export type Cob = Charge & {
  expirationSeconds: number
  /** `createdAt` + `expirationSeconds`, both the PSP's: its clock decides, not ours. */
  expiresAt: string
  payerMayChangeAmount?: boolean
  withdrawal?: ReadWithdrawal
}

export function cobFrom(value: unknown, at: string, fields?: readonly string[]): Cob {
  const wire = readMap(value, at)
  const calendar = readMap(wire.calendario, `${at}.calendario`)
  const amount = readMap(wire.valor, `${at}.valor`)
  const expirationSeconds = readInteger(calendar.expiracao, `${at}.calendario.expiracao`, 1, longestSeconds)
  const mayChange = readMayChange(amount.modalidadeAlteracao)
  const withdrawal = readWithdrawal(amount.retirada)
  const charge = chargeFrom(wire, at, fields, withdrawal?.kind === 'saque' || mayChange === true)
  return {
    ...charge,
    expirationSeconds,
    expiresAt: addSeconds(charge.createdAt, expirationSeconds),
    ...(mayChange !== undefined && { payerMayChangeAmount: mayChange }),
    ...(withdrawal !== undefined && { withdrawal }),
  }
}

export function chargeFrom(
  wire: Wire,
  at: string,
  fields: readonly string[] = copiaEColaFields,
  mayBeZero = false,
): Charge {
  const calendar = readMap(wire.calendario, `${at}.calendario`)
  const amount = readMap(wire.valor, `${at}.valor`)
  const rawStatus = readOptionalText(wire.status) ?? ''
  const copiaECola = fields.map((field) => readOptionalText(wire[field])).find((text) => text !== undefined)
  const location = readLocation(wire)
  const loc = readChargeLoc(wire.loc)
  const debtor = readParty(wire.devedor)
  const description = readOptionalText(wire.solicitacaoPagador)
  return {
    txid: readText(wire.txid, `${at}.txid`, /^[a-zA-Z0-9]{1,35}$/),
    status: readStatus(rawStatus),
    rawStatus,
    amountCents: readAmount(amount.original, `${at}.valor.original`, { zero: mayBeZero }),
    revision: readOptionalInteger(wire.revisao, `${at}.revisao`, 0) ?? 0,
    createdAt: readInstant(calendar.criacao, `${at}.calendario.criacao`),
    chave: readText(wire.chave, `${at}.chave`),
    ...(copiaECola !== undefined && { copiaECola }),
    ...(location !== undefined && { location }),
    ...(loc !== undefined && { loc }),
    ...(debtor !== undefined && { debtor }),
    ...(description !== undefined && { description }),
    additionalInfo: readAdditionalInfo(wire.infoAdicionais),
    payments: readElements(wire.pix, `${at}.pix`).map((pix, index) => pixFrom(pix, `${at}.pix[${index}]`)),
  }
}

/** At the top, inside `loc`, or in both. */
function readLocation(wire: Wire): string | undefined {
  const location =
    readOptionalText(wire.location) ?? (isObject(wire.loc) ? readOptionalText(wire.loc.location) : undefined)
  return location === undefined ? undefined : withoutScheme(location)
}

/** int32 in the standard, 68 years. */
const longestSeconds = 2 ** 31 - 1
