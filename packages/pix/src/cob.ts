import { invalidRequest } from './errors.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from './list.ts'
import { writeAmount } from './money.ts'
import { checkChave, checkInteger, checkText, checkTxid, pathOf, queryOf } from './path.ts'
import { type Cob, type CobStatus, cobFrom } from './read-cob.ts'
import { readReply } from './reply.ts'
import { get, type PixReply, type PixRequest, send, type Wire } from './wire.ts'

/** An immediate charge to create (API Pix 2.9.0, CobSolicitada), without the parts that a till does not use. */
export type NewCob = {
  /** 1 to 999_999_999_999. */
  amountCents: number
  /** Seconds from creation. Always sent: the default is 24 h in the standard and "42.300 segundos (12 horas)" at Cielo. */
  expirationSeconds: number
  /** The key that receives the money, at most 77 characters. */
  chave: string
  /** `solicitacaoPagador`, shown to the payer, 1 to 140 characters. */
  description?: string | undefined
  /** At most 50; name to 50 characters, value to 200. */
  additionalInfo?: readonly { name: string; value: string }[] | undefined
}

/** One change at a time: removal together with another change is refused by the standard. */
export type CobChange =
  | { remove: true; expirationSeconds?: never }
  | { expirationSeconds: number; remove?: never }

export type CobQuery = TimeWindow &
  Paging & {
    /** 11 digits; not together with `cnpj`. */
    cpf?: string | undefined
    /** Digits and capital letters since 2.9.0; a PSP on an older version answers 400 to letters. */
    cnpj?: string | undefined
    hasLocation?: boolean | undefined
    status?: Exclude<CobStatus, 'undetermined'> | undefined
  }

/** PUT /cob/{txid}. The same txid and the same bytes as often as needed; on an active charge it is an update. */
export const putCob = (txid: string, cob: NewCob): PixRequest => send('PUT', cobPath(txid), cobContent(cob))

/** POST /cob: the PSP makes the txid, so a repeat makes a second charge. Not for a till that can `putCob`. */
export const postCob = (cob: NewCob): PixRequest => send('POST', '/cob', cobContent(cob))

/** GET /cob/{txid}, an older revision with `revisao`. */
export const getCob = (txid: string, revisao?: number): PixRequest =>
  get(cobPath(txid) + queryOf({ revisao: revisao === undefined ? undefined : checkRevision(revisao) }))

/** PATCH /cob/{txid}. A refusal to remove may mean that it was just paid: only a GET decides. */
export const patchCob = (txid: string, change: CobChange): PixRequest =>
  send('PATCH', cobPath(txid), changeContent(change))

/** GET /cob, charges created inside the window, both ends inclusive. */
export function listCobs(query: CobQuery): PixRequest {
  const { cpf, cnpj, status } = query
  if (cpf !== undefined && cnpj !== undefined) throw invalidRequest('cnpj', 'not together with cpf')
  if (cpf !== undefined && !/^\d{11}$/.test(cpf)) throw invalidRequest('cpf', '11 digits')
  if (cnpj !== undefined && !/^[0-9A-Z]{14}$/.test(cnpj))
    throw invalidRequest('cnpj', '14 digits or capital letters')
  const parameters = {
    ...windowOf(query),
    cpf,
    cnpj,
    locationPresente: query.hasLocation,
    status: status && wireStatuses[status],
    ...pagingOf(query),
  }
  return get(`/cob${queryOf(parameters)}`)
}

/** The answer to PUT, POST, PATCH and GET of one charge; the profile names the fields that may hold the copia e cola. */
export const readCob = (reply: PixReply, profile?: { copiaEColaFields: readonly string[] }): Cob =>
  readReply(reply, (wire, at) => cobFrom(wire, at, profile?.copiaEColaFields))

export const readCobList = (reply: PixReply, profile?: { copiaEColaFields: readonly string[] }): List<Cob> =>
  readList(reply, 'cobs', (value, at) => cobFrom(value, at, profile?.copiaEColaFields))

const cobPath = (txid: string) => pathOf('cob', checkTxid(txid))
const checkRevision = (revision: number) => checkInteger('revisao', revision, 0, 2 ** 31 - 1)
const checkExpiration = (seconds: number) => checkInteger('expirationSeconds', seconds, 1, 2 ** 31 - 1)

/** Sent with -A-, as the standard's enum and Cielo's PATCH have it, though Cielo's manual writes REMOVIDO_. */
const wireStatuses = {
  active: 'ATIVA',
  concluded: 'CONCLUIDA',
  'removed-by-receiver': 'REMOVIDA_PELO_USUARIO_RECEBEDOR',
  'removed-by-psp': 'REMOVIDA_PELO_PSP',
} as const

function cobContent({
  amountCents,
  expirationSeconds,
  chave,
  description,
  additionalInfo = [],
}: NewCob): Wire {
  // The standard's limit on the list; more is refused and not cut, since it would be the payer who misses it.
  checkInteger('additionalInfo.length', additionalInfo.length, 0, 50)
  const infoAdicionais = additionalInfo.map(({ name, value }, index) => ({
    nome: checkText(`additionalInfo[${index}].name`, name, 50),
    valor: checkText(`additionalInfo[${index}].value`, value, 200),
  }))
  return {
    calendario: { expiracao: checkExpiration(expirationSeconds) },
    valor: { original: writeAmount('amountCents', amountCents) },
    chave: checkChave(chave),
    solicitacaoPagador: description === undefined ? undefined : checkText('description', description, 140),
    infoAdicionais: infoAdicionais.length === 0 ? undefined : infoAdicionais,
  }
}

function changeContent({ remove, expirationSeconds }: CobChange): Wire {
  if (remove === true && expirationSeconds === undefined)
    return { status: wireStatuses['removed-by-receiver'] }
  if (remove === undefined && expirationSeconds !== undefined) {
    return { calendario: { expiracao: checkExpiration(expirationSeconds) } }
  }
  throw invalidRequest('change', 'either remove or expirationSeconds')
}
