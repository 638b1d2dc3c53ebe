import { checkGiven } from '../charge-content.ts'
import { type TaxpayerFilter, taxpayerFilterOf } from '../charge-query.ts'
import { type Address, writeAddress } from '../debtor.ts'
import { type CalendarDate, checkDate } from '../due/calendar-date.ts'
import { invalidRequest } from '../errors.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from '../list.ts'
import { writeAmount } from '../money.ts'
import { checkText, checkTxid, pathOf, queryOf } from '../path.ts'
import type { Dialect } from '../profile.ts'
import { readReply } from '../reply.ts'
import { get, type PixReply, type PixRequest, send, type Wire } from '../wire.ts'
import { checkAgreement, checkBankNumber, checkIdRec } from './ids.ts'
import { type Cobr, cobrFrom } from './read-cobr.ts'
import { type AccountType, accountTypes, type CobrStatus, cobrStatuses, writeWord } from './words.ts'

/** One charge of an approved recurrence to create (API Pix 2.9.0, CobRSolicitada). One per cycle. */
export type NewCobr = {
  idRec: string
  /** 1 to 999_999_999_999. */
  amountCents: number
  dueDate: CalendarDate
  /** Whether a due date on which banks are closed moves to the next day. Always sent; the standard's default is yes. */
  movesToBusinessDay: boolean
  /** Where the money goes: the receiver's own account. */
  account: {
    /** 1 to 20 characters. */
    number: string
    type: AccountType
    /** 1 to 4 characters. */
    branch?: string | undefined
  }
  /** `infoAdicional`, on the payer's statement, 1 to 140 characters. */
  info?: string | undefined
  debtor?: (Address & { email?: string | undefined }) | undefined
}

export type CobrQuery = TimeWindow &
  Paging &
  TaxpayerFilter & {
    idRec?: string | undefined
    status?: CobrStatus | undefined
    agreement?: string | undefined
  }

/**
 * PUT /cobr/{txid}. Not as a cob: the standard refuses a txid that is in use (CobROperacaoInvalida), so a repeat makes no second
 * charge but is no answer either. What came of a lost one is told by GET.
 */
export const putCobr = (txid: string, cobr: NewCobr): PixRequest =>
  send('putCobr', 'PUT', cobrPath(txid), cobrContent(cobr))

/** POST /cobr: the PSP makes the txid, so a repeat makes a second charge. Not for one that can `putCobr`. */
export const postCobr = (cobr: NewCobr): PixRequest => send('postCobr', 'POST', '/cobr', cobrContent(cobr))

/** GET /cobr/{txid} */
export const getCobr = (txid: string): PixRequest => get('getCobr', cobrPath(txid))

/** PATCH /cobr/{txid}: the one change there is, until the day before the first planned settlement. */
export const cancelCobr = (txid: string): PixRequest =>
  send('patchCobr', 'PATCH', cobrPath(txid), { status: cobrStatuses.cancelled })

/** POST /cobr/{txid}/retentativa/{data}: one more try on a later day, where the recurrence allows it. */
export const retryCobr = (txid: string, day: CalendarDate): PixRequest => ({
  ...get('retryCobr', `${cobrPath(txid)}${pathOf('retentativa', checkDate('day', day))}`),
  method: 'POST',
})

/** GET /cobr, charges created inside the window, both ends inclusive. */
export const listCobrs = (query: CobrQuery): PixRequest =>
  get(
    'listCobrs',
    `/cobr${queryOf({
      ...windowOf(query),
      idRec: query.idRec === undefined ? undefined : checkIdRec(query.idRec),
      ...taxpayerFilterOf(query),
      status: query.status === undefined ? undefined : writeWord('status', cobrStatuses, query.status),
      convenio: checkAgreement(query.agreement),
      ...pagingOf(query),
    })}`,
  )

/** The answer to PUT, POST, PATCH and GET of one charge, and to a new try. */
export const readCobr = (reply: PixReply, profile?: Dialect): Cobr => readReply(reply, cobrFrom, profile)

export const readCobrList = (reply: PixReply, profile?: Dialect): List<Cobr> =>
  readList(reply, 'cobsr', cobrFrom, profile)

const cobrPath = (txid: string) => pathOf('cobr', checkTxid(txid))

function cobrContent(cobr: NewCobr): Wire {
  checkGiven(cobr, 'idRec', 'amountCents', 'dueDate', 'account')
  const { info, debtor, movesToBusinessDay } = cobr
  if (typeof movesToBusinessDay !== 'boolean') throw invalidRequest('movesToBusinessDay', 'true or false')
  return {
    idRec: checkIdRec(cobr.idRec),
    infoAdicional: info === undefined ? undefined : checkText('info', info, 140),
    calendario: { dataDeVencimento: checkDate('dueDate', cobr.dueDate) },
    valor: { original: writeAmount('amountCents', cobr.amountCents) },
    ajusteDiaUtil: movesToBusinessDay,
    devedor: debtor && writeAddress(debtor),
    recebedor: writeAccount(cobr.account),
  }
}

function writeAccount({ number, type, branch }: NewCobr['account']): Wire {
  return {
    agencia: branch === undefined ? undefined : checkBankNumber('account.branch', branch, 4),
    conta: checkBankNumber('account.number', number, 20),
    tipoConta: writeWord('account.type', accountTypes, type),
  }
}
