import { taxpayerFilterOf } from './charge-query.ts'
import { type Party, readParty } from './debtor.ts'
import { readInstant } from './instant.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from './list.ts'
import { readAmount } from './money.ts'
import { checkEndToEndId, checkTxid, pathOf, queryOf } from './path.ts'
import { type AmountComponents, readComponents } from './pix-components.ts'
import type { Dialect } from './profile.ts'
import { readElements, readMap, readOptionalText, readText } from './reading.ts'
import { type Refund, refundFrom } from './refund.ts'
import { readReply } from './reply.ts'
import { get, type PixReply, type PixRequest } from './wire.ts'

/**
 * One settled payment (API Pix 2.9.0, Pix). It exists with or without a charge; several may carry one txid.
 * `payerMessage` and `payer` are personal data of whoever paid: never in a log, and kept no longer than needed.
 */
export type Pix = {
  /** 32 letters and digits by the standard, 1 to 64 as read. */
  endToEndId: string
  /** Absent for a static QR without one, which writes `***`. */
  txid?: string
  /** Never zero. */
  amountCents: number
  /** What the amount is made of, where the PSP says so. */
  components?: AmountComponents
  /** ISO 8601, UTC. */
  paidAt: string
  chave?: string
  /** `infoPagador`, written by the payer, 140 characters by the standard. Text of a stranger: render it as text. */
  payerMessage?: string
  /** `pagador`, which the standard dropped with 2.6.3 and some PSPs still send. */
  payer?: Party
  refunds: Refund[]
}

export type PixQuery = TimeWindow &
  Paging & {
    /** 26 to 35: Cielo refuses a shorter filter though a Pix may carry a shorter txid (Cielo OpenAPI 1.0.2). */
    txid?: string | undefined
    hasTxid?: boolean | undefined
    hasRefund?: boolean | undefined
    /** The payer's, 11 digits; not together with `cnpj`. */
    cpf?: string | undefined
    cnpj?: string | undefined
  }

/** GET /pix/{e2eid} */
export const getPix = (endToEndId: string): PixRequest =>
  get('getPix', pathOf('pix', checkEndToEndId(endToEndId)))

/** GET /pix, both ends of the window inclusive: one call for any number of open charges. */
export function listPix(query: PixQuery): PixRequest {
  const parameters = {
    ...windowOf(query),
    txid: query.txid === undefined ? undefined : checkTxid(query.txid),
    txIdPresente: query.hasTxid,
    devolucaoPresente: query.hasRefund,
    ...taxpayerFilterOf(query),
    ...pagingOf(query),
  }
  return get('listPix', `/pix${queryOf(parameters)}`)
}

export const readPix = (reply: PixReply, profile?: Dialect): Pix => readReply(reply, pixFrom, profile)

export const readPixList = (reply: PixReply, profile?: Dialect): List<Pix> =>
  readList(reply, 'pix', pixFrom, profile)

export function pixFrom(value: unknown, at: string): Pix {
  const wire = readMap(value, at)
  const txid = readPixTxid(wire.txid)
  const components = readComponents(wire.componentesValor)
  const chave = readOptionalText(wire.chave)
  const payerMessage = readOptionalText(wire.infoPagador)
  const payer = readParty(wire.pagador)
  return {
    endToEndId: readText(wire.endToEndId, `${at}.endToEndId`, /^[a-zA-Z0-9]{1,64}$/),
    ...(txid !== undefined && { txid }),
    amountCents: readAmount(wire.valor, `${at}.valor`),
    ...(components !== undefined && { components }),
    paidAt: readInstant(wire.horario, `${at}.horario`),
    ...(chave !== undefined && { chave }),
    ...(payerMessage !== undefined && { payerMessage }),
    ...(payer !== undefined && { payer }),
    refunds: readElements(wire.devolucoes, `${at}.devolucoes`).map((refund, index) =>
      refundFrom(refund, `${at}.devolucoes[${index}]`),
    ),
  }
}

/** What is no txid is none: the payer's app chose this text where the QR was static, and it must not spoil the list. */
export const readPixTxid = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-zA-Z0-9]{1,35}$/.test(value) ? value : undefined
