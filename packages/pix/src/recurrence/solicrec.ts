import { checkGiven } from '../charge-content.ts'
import { invalidRequest } from '../errors.ts'
import { readInstant, writeInstant } from '../instant.ts'
import { pathOf } from '../path.ts'
import type { Dialect } from '../profile.ts'
import { readMap, readOptionalText } from '../reading.ts'
import { readReply } from '../reply.ts'
import { checkCnpj, checkCpf } from '../taxpayer-id.ts'
import { get, isObject, type PixReply, type PixRequest, send, type Wire } from '../wire.ts'
import { type Change, readHistory } from './history.ts'
import { checkBankNumber, checkIdRec, checkIdSolicRec, checkIspb, readId } from './ids.ts'
import { type RecRequestStatus, readWord, requestStatuses } from './words.ts'

/** To whose bank a recurrence is proposed, journey 1 (API Pix 2.9.0, SolicRecBase `destinatario`). Personal data: never in a log. */
export type Recipient = {
  /** The payer's institution. */
  ispb: string
  /** 1 to 20 characters. */
  account: string
  /** 1 to 4 characters. */
  branch?: string | undefined
} & ({ cpf: string; cnpj?: undefined } | { cnpj: string; cpf?: undefined })

/** One active request per recurrence. */
export type NewRecRequest = {
  idRec: string
  /** RFC 3339: until when the payer may answer. */
  expiresAt: string
  recipient: Recipient
}

/** As the PSP has it (API Pix 2.9.0, SolicRecCompleta), without the terms, which are the recurrence's. */
export type RecRequest = {
  idSolicRec: string
  idRec: string
  status: RecRequestStatus | 'undetermined'
  /** The PSP's own word, '' where it gave none. */
  rawStatus: string
  /** ISO 8601, UTC. */
  expiresAt: string
  recipient?: { ispb?: string; account?: string; branch?: string; cpf?: string; cnpj?: string }
  history: Change<RecRequestStatus>[]
}

/** POST /solicrec: has no key of its own; what came of a lost answer is told by GET /rec/{idRec}. */
export const postRecRequest = (request: NewRecRequest): PixRequest =>
  send('postSolicRec', 'POST', '/solicrec', requestContent(request))

/** GET /solicrec/{idSolicRec} */
export const getRecRequest = (idSolicRec: string): PixRequest => get('getSolicRec', requestPath(idSolicRec))

/** PATCH /solicrec/{idSolicRec}: the one change there is, while it is created, sent or received. */
export const cancelRecRequest = (idSolicRec: string): PixRequest =>
  send('patchSolicRec', 'PATCH', requestPath(idSolicRec), { status: requestStatuses.cancelled })

export const readRecRequest = (reply: PixReply, profile?: Dialect): RecRequest =>
  readReply(reply, requestFrom, profile)

const requestPath = (idSolicRec: string) => pathOf('solicrec', checkIdSolicRec(idSolicRec))

function requestContent(request: NewRecRequest): Wire {
  checkGiven(request, 'idRec', 'expiresAt', 'recipient')
  return {
    idRec: checkIdRec(request.idRec),
    calendario: { dataExpiracaoSolicitacao: writeInstant('expiresAt', request.expiresAt) },
    destinatario: writeRecipient(request.recipient),
  }
}

function writeRecipient({ ispb, account, branch, cpf, cnpj }: Recipient): Wire {
  if (cpf !== undefined && cnpj !== undefined) throw invalidRequest('recipient.cnpj', 'not together with cpf')
  if (cpf === undefined && cnpj === undefined) throw invalidRequest('recipient.cpf', 'either cpf or cnpj')
  return {
    agencia: branch === undefined ? undefined : checkBankNumber('recipient.branch', branch, 4),
    conta: checkBankNumber('recipient.account', account, 20),
    cpf: cpf === undefined ? undefined : checkCpf('recipient.cpf', cpf),
    cnpj: cnpj === undefined ? undefined : checkCnpj('recipient.cnpj', cnpj),
    ispbParticipante: checkIspb('recipient.ispb', ispb),
  }
}

export function requestFrom(value: unknown, at: string): RecRequest {
  const wire = readMap(value, at)
  const calendar = readMap(wire.calendario, `${at}.calendario`)
  const rawStatus = readOptionalText(wire.status) ?? ''
  const recipient = readRecipient(wire.destinatario)
  return {
    idSolicRec: readId(wire.idSolicRec, `${at}.idSolicRec`),
    idRec: readId(wire.idRec, `${at}.idRec`),
    status: readWord(requestStatuses, rawStatus),
    rawStatus,
    expiresAt: readInstant(calendar.dataExpiracaoSolicitacao, `${at}.calendario.dataExpiracaoSolicitacao`),
    ...(recipient !== undefined && { recipient }),
    history: readHistory(wire.atualizacao, requestStatuses),
  }
}

const recipientNames = {
  ispb: 'ispbParticipante',
  account: 'conta',
  branch: 'agencia',
  cpf: 'cpf',
  cnpj: 'cnpj',
} as const

function readRecipient(value: unknown): RecRequest['recipient'] {
  if (!isObject(value)) return undefined
  const parts = Object.entries(recipientNames).flatMap(([part, name]) => {
    const text = readOptionalText(value[name])
    return text === undefined ? [] : [[part, text]]
  })
  return parts.length === 0 ? undefined : Object.fromEntries(parts)
}
