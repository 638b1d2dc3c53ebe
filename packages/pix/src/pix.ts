import { readInstant } from './instant.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from './list.ts'
import { readAmount } from './money.ts'
import { checkEndToEndId, checkTxid, pathOf, queryOf } from './path.ts'
import { readElements, readMap, readOptionalText, readText } from './reading.ts'
import { type Refund, refundFrom } from './refund.ts'
import { readReply } from './reply.ts'
import { get, type PixReply, type PixRequest } from './wire.ts'

/** One settled payment (API Pix 2.9.0, Pix). It exists with or without a charge; several may carry one txid. */
export type Pix = {
  /** 32 letters and digits by the standard, 1 to 64 as read. */
  endToEndId: string
  /** Absent for a static QR without one, which writes `***`. */
  txid?: string
  /** Never zero. */
  amountCents: number
  /** ISO 8601, UTC. */
  paidAt: string
  chave?: string
  refunds: Refund[]
}

export type PixQuery = TimeWindow &
  Paging & {
    /** 26 to 35: Cielo refuses a shorter filter though a Pix may carry a shorter txid (Cielo OpenAPI 1.0.2). */
    txid?: string | undefined
    hasTxid?: boolean | undefined
    hasRefund?: boolean | undefined
  }

/** GET /pix/{e2eid} */
export const getPix = (endToEndId: string): PixRequest => get(pathOf('pix', checkEndToEndId(endToEndId)))

/** GET /pix, both ends of the window inclusive: one call for any number of open charges. */
export function listPix(query: PixQuery): PixRequest {
  const parameters = {
    ...windowOf(query),
    txid: query.txid === undefined ? undefined : checkTxid(query.txid),
    txIdPresente: query.hasTxid,
    devolucaoPresente: query.hasRefund,
    ...pagingOf(query),
  }
  return get(`/pix${queryOf(parameters)}`)
}

export const readPix = (reply: PixReply): Pix => readReply(reply, pixFrom)

export const readPixList = (reply: PixReply): List<Pix> => readList(reply, 'pix', pixFrom)

export function pixFrom(value: unknown, at: string): Pix {
  const wire = readMap(value, at)
  const txid = readPixTxid(wire.txid)
  const chave = readOptionalText(wire.chave)
  return {
    endToEndId: readText(wire.endToEndId, `${at}.endToEndId`, /^[a-zA-Z0-9]{1,64}$/),
    ...(txid !== undefined && { txid }),
    amountCents: readAmount(wire.valor, `${at}.valor`),
    paidAt: readInstant(wire.horario, `${at}.horario`),
    ...(chave !== undefined && { chave }),
    refunds: readElements(wire.devolucoes, `${at}.devolucoes`).map((refund, index) =>
      refundFrom(refund, `${at}.devolucoes[${index}]`),
    ),
  }
}

/** What is no txid is none: the payer's app chose this text where the QR was static, and it must not spoil the list. */
export const readPixTxid = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[a-zA-Z0-9]{1,35}$/.test(value) ? value : undefined
