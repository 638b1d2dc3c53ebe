import { type ChargeContent, checkChange, checkGiven, type PartOf, writeContent } from './charge-content.ts'
import { type ChargeFilter, chargeFilterOf, revisionQuery } from './charge-query.ts'
import { removedByReceiver } from './cob-status.ts'
import { type Debtor, writeDebtor } from './debtor.ts'
import { invalidRequest } from './errors.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow } from './list.ts'
import { writeAmount } from './money.ts'
import { checkInteger, checkTxid, pathOf, queryOf } from './path.ts'
import type { Dialect } from './profile.ts'
import { type Cob, cobFrom } from './read-cob.ts'
import { readReply } from './reply.ts'
import { get, type PixReply, type PixRequest, send, sendBytes, type Wire } from './wire.ts'
import { type Withdrawal, writeMayChange, writeWithdrawal } from './withdrawal.ts'

/** An immediate charge to create (API Pix 2.9.0, CobSolicitada). */
export type NewCob = CobAmount &
  ChargeContent & {
    /** Seconds from creation. Always sent: the default is 24 h in the standard and "42.300 segundos (12 horas)" at Cielo. */
    expirationSeconds: number
    debtor?: Debtor | undefined
  }

type CobAmount = {
  /** 1 to 999_999_999_999; 0 for a saque, and where the payer may change it. */
  amountCents: number
  /** `valor.modalidadeAlteracao`: absent is no. Never with a withdrawal, which has one of its own. */
  payerMayChangeAmount?: boolean | undefined
  withdrawal?: Withdrawal | undefined
}

/**
 * A change (CobRevisada): what is named replaces what was there. A removal comes alone, as the standard has it, and
 * a withdrawal comes with its amount, since one is judged by the other.
 */
export type CobChange =
  | ({ remove: true } & { [Field in keyof NewCob]?: never })
  | ({ remove?: never } & PartOf<NewCob>)

export type CobQuery = TimeWindow & Paging & ChargeFilter

/** PUT /cob/{txid}. The same txid and the same bytes as often as needed; on an active charge it is an update. */
export const putCob = (txid: string, cob: NewCob): PixRequest =>
  send('putCob', 'PUT', cobPath(txid), cobContent(cob))

/** PUT /cob/{txid} with a body that `putCob` made earlier and that was kept: a retry repeats it to the byte. */
export const putCobBytes = (txid: string, body: string): PixRequest =>
  sendBytes('putCob', 'PUT', cobPath(txid), body)

/** POST /cob: the PSP makes the txid, so a repeat makes a second charge. Not for a till that can `putCob`. */
export const postCob = (cob: NewCob): PixRequest => send('postCob', 'POST', '/cob', cobContent(cob))

/** GET /cob/{txid}, an older revision with `revisao`. */
export const getCob = (txid: string, revisao?: number): PixRequest =>
  get('getCob', cobPath(txid) + revisionQuery(revisao))

/** PATCH /cob/{txid}. A refusal to remove may mean that it was just paid: only a GET decides. */
export const patchCob = (txid: string, change: CobChange): PixRequest =>
  send('patchCob', 'PATCH', cobPath(txid), changeContent(change))

/** GET /cob, charges created inside the window, both ends inclusive. */
export const listCobs = (query: CobQuery): PixRequest =>
  get('listCobs', `/cob${queryOf({ ...chargeFilterOf(query), ...pagingOf(query) })}`)

/** The answer to PUT, POST, PATCH and GET of one charge; the profile names the fields that may hold the copia e cola. */
export const readCob = (reply: PixReply, profile?: Dialect): Cob =>
  readReply(reply, (wire, at) => cobFrom(wire, at, profile?.copiaEColaFields), profile)

export const readCobList = (reply: PixReply, profile?: Dialect): List<Cob> =>
  readList(reply, 'cobs', (value, at) => cobFrom(value, at, profile?.copiaEColaFields), profile)

const cobPath = (txid: string) => pathOf('cob', checkTxid(txid))

function cobContent(cob: NewCob): Wire {
  checkGiven(cob, 'chave')
  const { expirationSeconds, debtor, amountCents, payerMayChangeAmount, withdrawal, ...content } = cob
  return {
    calendario: writeCalendar(expirationSeconds),
    devedor: writeDebtor(debtor),
    valor: writeCobAmount({ amountCents, payerMayChangeAmount, withdrawal }),
    ...writeContent(content),
  }
}

function changeContent(change: CobChange): Wire {
  if (checkChange(change) === 'removal') return { status: removedByReceiver }
  const { expirationSeconds, debtor, amountCents, payerMayChangeAmount, withdrawal, ...content } = change
  return {
    calendario: expirationSeconds === undefined ? undefined : writeCalendar(expirationSeconds),
    devedor: writeDebtor(debtor),
    valor: writeAmountChange({ amountCents, payerMayChangeAmount, withdrawal }),
    ...writeContent(content, true),
  }
}

const writeCalendar = (seconds: number): Wire => ({
  expiracao: checkInteger('expirationSeconds', seconds, 1, 2 ** 31 - 1),
})

/** The six valid combinations of API Pix 2.9.0, CobValor, and none of the others. */
function writeCobAmount({ amountCents, payerMayChangeAmount, withdrawal }: CobAmount): Wire {
  const retirada = withdrawal && writeWithdrawal(withdrawal)
  const isSaque = withdrawal?.kind === 'saque'
  if (withdrawal !== undefined && payerMayChangeAmount === true) {
    throw invalidRequest('payerMayChangeAmount', 'not with a withdrawal')
  }
  if (isSaque && amountCents !== 0) throw invalidRequest('amountCents', 'zero for a saque')
  return {
    original: writeAmount('amountCents', amountCents, { zero: isSaque || payerMayChangeAmount === true }),
    modalidadeAlteracao: writeMayChange('payerMayChangeAmount', payerMayChangeAmount),
    retirada,
  }
}

function writeAmountChange({
  amountCents,
  payerMayChangeAmount,
  withdrawal,
}: PartOf<CobAmount>): Wire | undefined {
  if (amountCents !== undefined) return writeCobAmount({ amountCents, payerMayChangeAmount, withdrawal })
  if (withdrawal !== undefined) throw invalidRequest('amountCents', 'together with a withdrawal')
  if (payerMayChangeAmount === undefined) return undefined
  return { modalidadeAlteracao: writeMayChange('payerMayChangeAmount', payerMayChangeAmount) }
}
