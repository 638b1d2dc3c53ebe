import { checkGiven, type PartOf } from '../charge-content.ts'
import { type TaxpayerFilter, taxpayerFilterOf } from '../charge-query.ts'
import { type Debtor, writeDebtor } from '../debtor.ts'
import { type CalendarDate, checkDate } from '../due/calendar-date.ts'
import { invalidRequest } from '../errors.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow, windowOf } from '../list.ts'
import { writeAmount } from '../money.ts'
import { checkLocId, checkText, checkTxid, pathOf, queryOf } from '../path.ts'
import type { Dialect } from '../profile.ts'
import { readReply } from '../reply.ts'
import { get, type PixReply, type PixRequest, send, type Wire } from '../wire.ts'
import { checkAgreement, checkIdRec } from './ids.ts'
import { type Rec, recFrom } from './read-rec.ts'
import {
  type Frequency,
  frequencies,
  type RecStatus,
  type RetryPolicy,
  recStatuses,
  retryPolicies,
  writeWord,
} from './words.ts'

/** A recurrence to offer (API Pix 2.9.0, RecSolicitada). */
export type NewRec = {
  /** `contrato`, 1 to 35 characters: under which the receiver has it, and the payer finds it. */
  contract: string
  /** `objeto`, 1 to 35 characters: what it is for. */
  object?: string | undefined
  /** The name to 140 characters. */
  debtor: Debtor
  /** The first payment, by estimate; not before the day it is created. */
  firstDay: CalendarDate
  /** Absent until somebody cancels it. */
  lastDay?: CalendarDate | undefined
  frequency: Frequency
  /** The same amount every time. Not together with `minimumCents`. */
  fixedCents?: number | undefined
  /** Where the amount varies: no payer may set a maximum below it. */
  minimumCents?: number | undefined
  retryPolicy: RetryPolicy
  agreement?: string | undefined
  /** A location made by POST /locrec and in use by no other: without one there is no QR Code. */
  locId?: number | undefined
  /** The immediate charge that is paid with the same consent, which makes it journey 3. */
  cobTxid?: string | undefined
}

/** What may be changed while it is offered (RecRevisada): what is named replaces what was there. */
export type RecChange = PartOf<Pick<NewRec, 'firstDay' | 'locId' | 'cobTxid'> & { debtorName: string }>

export type RecQuery = TimeWindow &
  Paging &
  TaxpayerFilter & {
    hasLocation?: boolean | undefined
    status?: RecStatus | undefined
    agreement?: string | undefined
  }

/** POST /rec: the PSP makes the id and there is no key to repeat by, so a lost answer is looked for with GET /rec. */
export const postRec = (rec: NewRec): PixRequest => send('postRec', 'POST', '/rec', recContent(rec))

/**
 * GET /rec/{idRec}. With the txid of a charge the answer holds the composite QR of journey 3 (an immediate charge) or 4 (one with a
 * due date), without one that of journey 2.
 */
export const getRec = (idRec: string, txid?: string): PixRequest =>
  get('getRec', recPath(idRec) + queryOf({ txid: txid === undefined ? undefined : checkTxid(txid) }))

/** PATCH /rec/{idRec} */
export const patchRec = (idRec: string, change: RecChange): PixRequest =>
  send('patchRec', 'PATCH', recPath(idRec), changeContent(change))

/** PATCH /rec/{idRec} with the one status that a receiver may give it. */
export const cancelRec = (idRec: string): PixRequest =>
  send('patchRec', 'PATCH', recPath(idRec), { status: recStatuses.cancelled })

/** GET /rec, recurrences created inside the window, both ends inclusive. */
export const listRecs = (query: RecQuery): PixRequest =>
  get(
    'listRecs',
    `/rec${queryOf({
      ...windowOf(query),
      ...taxpayerFilterOf(query),
      locationPresente: query.hasLocation,
      status: query.status === undefined ? undefined : writeWord('status', recStatuses, query.status),
      convenio: checkAgreement(query.agreement),
      ...pagingOf(query),
    })}`,
  )

/** The answer to POST, PATCH and GET of one recurrence. */
export const readRec = (reply: PixReply, profile?: Dialect): Rec => readReply(reply, recFrom, profile)

export const readRecList = (reply: PixReply, profile?: Dialect): List<Rec> =>
  readList(reply, 'recs', recFrom, profile)

const recPath = (idRec: string) => pathOf('rec', checkIdRec(idRec))

function recContent(rec: NewRec): Wire {
  checkGiven(rec, 'contract', 'debtor', 'firstDay', 'frequency', 'retryPolicy')
  const { object, lastDay, agreement, locId, cobTxid } = rec
  const firstDay = checkDate('firstDay', rec.firstDay)
  if (lastDay !== undefined && checkDate('lastDay', lastDay) < firstDay) {
    throw invalidRequest('lastDay', 'not before firstDay')
  }
  return {
    vinculo: {
      contrato: checkText('contract', rec.contract, 35),
      objeto: object === undefined ? undefined : checkText('object', object, 35),
      devedor: { ...writeDebtor(rec.debtor), nome: checkName('debtor.name', rec.debtor.name) },
    },
    calendario: {
      dataInicial: firstDay,
      dataFinal: lastDay,
      periodicidade: writeWord('frequency', frequencies, rec.frequency),
    },
    valor: writeValue(rec),
    recebedor: agreement === undefined ? undefined : { convenio: checkAgreement(agreement) },
    politicaRetentativa: writeWord('retryPolicy', retryPolicies, rec.retryPolicy),
    // A bare number here, and an object with it in the answer.
    loc: locId === undefined ? undefined : checkLocId(locId),
    ativacao: writeActivation(cobTxid),
  }
}

function changeContent({ debtorName, firstDay, locId, cobTxid }: RecChange): Wire {
  const content = {
    vinculo:
      debtorName === undefined ? undefined : { devedor: { nome: checkName('debtorName', debtorName) } },
    calendario: firstDay === undefined ? undefined : { dataInicial: checkDate('firstDay', firstDay) },
    loc: locId === undefined ? undefined : checkLocId(locId),
    ativacao: writeActivation(cobTxid),
  }
  if (Object.values(content).every((part) => part === undefined)) {
    throw invalidRequest('change', 'at least one field')
  }
  return content
}

function writeValue({ fixedCents, minimumCents }: NewRec): Wire | undefined {
  if (fixedCents !== undefined && minimumCents !== undefined) {
    throw invalidRequest('minimumCents', 'not together with fixedCents')
  }
  if (fixedCents !== undefined) return { valorRec: writeAmount('fixedCents', fixedCents) }
  if (minimumCents !== undefined) return { valorMinimoRecebedor: writeAmount('minimumCents', minimumCents) }
  return undefined
}

const writeActivation = (cobTxid: string | undefined): Wire | undefined =>
  cobTxid === undefined ? undefined : { dadosJornada: { txid: checkTxid(cobTxid) } }

/** API Pix 2.9.0, PessoaFisicaRecorrencia: 60 less than in a charge. */
const checkName = (field: string, name: string) => checkText(field, name, 140)
