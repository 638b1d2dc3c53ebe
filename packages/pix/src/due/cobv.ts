import { type ChargeContent, checkChange, checkGiven, type PartOf, writeContent } from '../charge-content.ts'
import { type ChargeFilter, chargeFilterOf, revisionQuery } from '../charge-query.ts'
import { removedByReceiver } from '../cob-status.ts'
import { type DueDebtor, writeDueDebtor } from '../debtor.ts'
import { type List, type Paging, pagingOf, readList, type TimeWindow } from '../list.ts'
import { writeAmount } from '../money.ts'
import { checkInteger, checkTxid, pathOf, queryOf } from '../path.ts'
import type { Dialect } from '../profile.ts'
import { readReply } from '../reply.ts'
import { get, type PixReply, type PixRequest, send, sendBytes, type Wire } from '../wire.ts'
import { type CalendarDate, checkDate } from './calendar-date.ts'
import { type Cobv, cobvFrom } from './read-cobv.ts'
import type { Terms } from './terms.ts'
import { writeTerms } from './write-terms.ts'

/** A charge with a due date to create (API Pix 2.9.0, CobVSolicitada). */
export type NewCobv = Terms &
  ChargeContent & {
    /** 1 to 999_999_999_999. */
    amountCents: number
    dueDate: CalendarDate
    /** Calendar days after the due date on which it may still be paid, from 0; 30 at the PSP where absent. */
    validDaysAfterDue?: number | undefined
    debtor: DueDebtor
  }

/**
 * A change (CobVRevisada): what is named replaces what was there, terms of the amount as a whole with it. The wire's
 * `calendario` stands on its due date, so the days of validity are changed together with it.
 */
export type CobvChange =
  | ({ remove: true } & { [Field in keyof NewCobv]?: never })
  | ({ remove?: never } & PartOf<NewCobv>)

export type CobvQuery = TimeWindow &
  Paging &
  ChargeFilter & {
    /** `loteCobVId`: only the charges of one batch, int32. */
    batchId?: number | undefined
  }

/** PUT /cobv/{txid}. The same txid and the same bytes as often as needed; on an active charge it is an update. */
export const putCobv = (txid: string, cobv: NewCobv): PixRequest =>
  send('putCobv', 'PUT', cobvPath(txid), newContent(cobv))

/** PUT /cobv/{txid} with a body that `putCobv` made earlier and that was kept: a retry repeats it to the byte. */
export const putCobvBytes = (txid: string, body: string): PixRequest =>
  sendBytes('putCobv', 'PUT', cobvPath(txid), body)

/** PATCH /cobv/{txid}. A refusal to remove may mean that it was just paid: only a GET decides. */
export const patchCobv = (txid: string, change: CobvChange): PixRequest =>
  send('patchCobv', 'PATCH', cobvPath(txid), changeContent(change))

/** GET /cobv/{txid}, an older revision with `revisao`. */
export const getCobv = (txid: string, revisao?: number): PixRequest =>
  get('getCobv', cobvPath(txid) + revisionQuery(revisao))

/** GET /cobv, charges created inside the window, both ends inclusive. */
export function listCobvs(query: CobvQuery): PixRequest {
  const { batchId } = query
  const loteCobVId = batchId === undefined ? undefined : checkInteger('batchId', batchId, 0, 2 ** 31 - 1)
  return get('listCobvs', `/cobv${queryOf({ ...chargeFilterOf(query), loteCobVId, ...pagingOf(query) })}`)
}

export const readCobv = (reply: PixReply, profile?: Dialect): Cobv =>
  readReply(reply, (wire, at) => cobvFrom(wire, at, profile?.copiaEColaFields), profile)

export const readCobvList = (reply: PixReply, profile?: Dialect): List<Cobv> =>
  readList(reply, 'cobs', (value, at) => cobvFrom(value, at, profile?.copiaEColaFields), profile)

const cobvPath = (txid: string) => pathOf('cobv', checkTxid(txid))

function newContent(cobv: NewCobv): Wire {
  checkGiven(cobv, 'amountCents', 'dueDate', 'debtor', 'chave')
  return { ...cobvContent(cobv), ...writeContent(cobv) }
}

function changeContent(change: CobvChange): Wire {
  if (checkChange(change) === 'removal') return { status: removedByReceiver }
  return { ...cobvContent(change), ...writeContent(change, true) }
}

function cobvContent(cobv: PartOf<NewCobv>): Wire {
  const { amountCents, dueDate, validDaysAfterDue, debtor } = cobv
  const valor = {
    original: amountCents === undefined ? undefined : writeAmount('amountCents', amountCents),
    ...writeTerms(cobv, { amountCents, dueDate }),
  }
  const isSaid = Object.values(valor).some((part) => part !== undefined)
  return {
    calendario: writeCalendar(dueDate, validDaysAfterDue),
    devedor: writeDueDebtor(debtor),
    valor: isSaid ? valor : undefined,
  }
}

function writeCalendar(
  dueDate: CalendarDate | undefined,
  validDaysAfterDue: number | undefined,
): Wire | undefined {
  if (dueDate === undefined && validDaysAfterDue === undefined) return undefined
  return {
    // Required inside `calendario` (CobDataDeVencimento), in a change too.
    dataDeVencimento: checkDate('dueDate', dueDate ?? ''),
    validadeAposVencimento:
      validDaysAfterDue === undefined
        ? undefined
        : checkInteger('validDaysAfterDue', validDaysAfterDue, 0, 2 ** 31 - 1),
  }
}
