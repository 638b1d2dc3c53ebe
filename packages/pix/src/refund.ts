import { invalidRequest } from './errors.ts'
import { readInstant } from './instant.ts'
import { readAmount, writeAmount } from './money.ts'
import { checkEndToEndId, checkRefundId, checkText, pathOf } from './path.ts'
import type { Dialect } from './profile.ts'
import { plainWord, readMap, readOptionalText, readText } from './reading.ts'
import { attempt, readReply } from './reply.ts'
import { get, isObject, type PixReply, type PixRequest, send } from './wire.ts'

/**
 * API Pix 2.9.0, Devolucao. `processing` is not money returned, and `not-realized` is final: that id is spent, and
 * a new try needs a new one. Refunds with ids that are not ours are legal: the PSP makes them (MED, back office).
 */
export type Refund = {
  id: string
  /** The return's own end-to-end id, D…; late at some PSPs. */
  rtrId?: string
  amountCents: number
  status: 'processing' | 'refunded' | 'not-realized' | 'undetermined'
  /** Why it was not realised, in the PSP's words. */
  reason?: string
  nature?: RefundNature
  /** Shown to the payer. */
  description?: string
  /** `horario.solicitacao` and `horario.liquidacao`, ISO 8601 in UTC. */
  requestedAt?: string
  settledAt?: string
}

/** `original` and `withdrawal` can be asked for; the `med-` ones come from the Central Bank's special return mechanism. */
export type RefundNature =
  | 'original'
  | 'withdrawal'
  | 'med-operational'
  | 'med-fraud'
  | 'med-automatic'
  | 'undetermined'

export type NewRefund = {
  /** 1 to what is left of the Pix. */
  amountCents: number
  /** Absent reads as `original` at the PSP. */
  nature?: 'original' | 'withdrawal' | undefined
  /** Shown to the payer, 1 to 140 characters. */
  description?: string | undefined
}

/** PUT /pix/{e2eid}/devolucao/{id}. The id is made and saved before the first call; after an unknown outcome, `getRefund` first. */
export function putRefund(endToEndId: string, id: string, refund: NewRefund): PixRequest {
  const { nature, description } = refund
  if (nature !== undefined && nature !== 'original' && nature !== 'withdrawal') {
    throw invalidRequest('nature', 'original or withdrawal')
  }
  return send('putRefund', 'PUT', refundPath(endToEndId, id), {
    valor: writeAmount('amountCents', refund.amountCents),
    natureza: nature && wireNatures[nature],
    descricao: description === undefined ? undefined : checkText('description', description, 140),
  })
}

export const getRefund = (endToEndId: string, id: string): PixRequest =>
  get('getRefund', refundPath(endToEndId, id))

export const readRefund = (reply: PixReply, profile?: Dialect): Refund =>
  readReply(reply, refundFrom, profile)

const refundPath = (endToEndId: string, id: string) =>
  pathOf('pix', checkEndToEndId(endToEndId), 'devolucao', checkRefundId(id))

const wireNatures = { original: 'ORIGINAL', withdrawal: 'RETIRADA' } as const

const statuses: ReadonlyMap<string, Refund['status']> = new Map([
  ['EM_PROCESSAMENTO', 'processing'],
  ['DEVOLVIDO', 'refunded'],
  ['NAO_REALIZADO', 'not-realized'],
])

const natures: ReadonlyMap<string, RefundNature> = new Map([
  ['ORIGINAL', 'original'],
  ['RETIRADA', 'withdrawal'],
  ['MED_OPERACIONAL', 'med-operational'],
  ['MED_FRAUDE', 'med-fraud'],
  ['MED_PIX_AUTOMATICO', 'med-automatic'],
])

export function refundFrom(value: unknown, at: string): Refund {
  const wire = readMap(value, at)
  const rtrId = readOptionalText(wire.rtrId)
  const reason = readOptionalText(wire.motivo)
  const nature = readOptionalText(wire.natureza)
  const description = readOptionalText(wire.descricao)
  const times = isObject(wire.horario) ? wire.horario : {}
  const requestedAt = attempt(() => readInstant(times.solicitacao, at))
  const settledAt = attempt(() => readInstant(times.liquidacao, at))
  return {
    id: readText(wire.id, `${at}.id`),
    ...(rtrId !== undefined && { rtrId }),
    amountCents: readAmount(wire.valor, `${at}.valor`),
    status: statuses.get(plainWord(readOptionalText(wire.status) ?? '')) ?? 'undetermined',
    ...(reason !== undefined && { reason }),
    ...(nature !== undefined && { nature: natures.get(plainWord(nature)) ?? 'undetermined' }),
    ...(description !== undefined && { description }),
    ...(typeof requestedAt === 'string' && { requestedAt }),
    ...(typeof settledAt === 'string' && { settledAt }),
  }
}
