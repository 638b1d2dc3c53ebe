import { type CalendarDate, readDate } from '../due/calendar-date.ts'
import { readAmount } from '../money.ts'
import { type Pix, pixFrom } from '../pix.ts'
import { readElements, readMap, readOptionalText } from '../reading.ts'
import { attempt } from '../reply.ts'
import { isObject } from '../wire.ts'
import { type Change, type End, type Reason, readEnd, readHistory, readReason } from './history.ts'
import { readId } from './ids.ts'
import {
  type CobrStatus,
  cobrStatuses,
  type RetryPolicy,
  readWord,
  retryPolicies,
  type TryKind,
  type TryStatus,
  tryKinds,
  tryStatuses,
} from './words.ts'

/** One charge of a recurrence as the PSP has it (API Pix 2.9.0, CobRGerada and CobRCompleta). Instants are ISO 8601 in UTC. */
export type Cobr = {
  txid: string
  idRec: string
  status: CobrStatus | 'undetermined'
  /** The PSP's own word, '' where it gave none. */
  rawStatus: string
  amountCents: number
  dueDate: CalendarDate
  createdOn?: CalendarDate
  movesToBusinessDay?: boolean
  retryPolicy?: RetryPolicy | 'undetermined'
  info?: string
  /** Empty where there is none. */
  tries: CobrTry[]
  payments: Pix[]
  history: Change<CobrStatus>[]
  end?: End
}

/** One try to take the money (API Pix 2.9.0, CobRTentativas). */
export type CobrTry = {
  kind: TryKind | 'undetermined'
  status: TryStatus | 'undetermined'
  /** Absent where it cannot be read: one of the standard's own examples is of the 20th month. */
  settlesOn?: CalendarDate
  endToEndId?: string
  rejection?: Reason
  history: Change<TryStatus>[]
}

export function cobrFrom(value: unknown, at: string): Cobr {
  const wire = readMap(value, at)
  const calendar = readMap(wire.calendario, `${at}.calendario`)
  const amount = readMap(wire.valor, `${at}.valor`)
  const rawStatus = readOptionalText(wire.status) ?? ''
  const createdOn = readOptionalDate(calendar.criacao)
  const info = readOptionalText(wire.infoAdicional)
  const end = readEnd(wire.encerramento)
  const { ajusteDiaUtil, politicaRetentativa } = wire
  return {
    txid: readId(wire.txid, `${at}.txid`),
    idRec: readId(wire.idRec, `${at}.idRec`),
    status: readWord(cobrStatuses, rawStatus),
    rawStatus,
    amountCents: readAmount(amount.original, `${at}.valor.original`),
    dueDate: readDate(calendar.dataDeVencimento, `${at}.calendario.dataDeVencimento`),
    ...(createdOn !== undefined && { createdOn }),
    ...(typeof ajusteDiaUtil === 'boolean' && { movesToBusinessDay: ajusteDiaUtil }),
    ...(typeof politicaRetentativa === 'string' && {
      retryPolicy: readWord(retryPolicies, politicaRetentativa),
    }),
    ...(info !== undefined && { info }),
    tries: readElements(wire.tentativas, `${at}.tentativas`).map((element, index) =>
      tryFrom(element, `${at}.tentativas[${index}]`),
    ),
    payments: readElements(wire.pix, `${at}.pix`).map((pix, index) => pixFrom(pix, `${at}.pix[${index}]`)),
    history: readHistory(wire.atualizacao, cobrStatuses),
    ...(end !== undefined && { end }),
  }
}

function tryFrom(value: unknown, at: string): CobrTry {
  const wire = readMap(value, at)
  const settlesOn = readOptionalDate(wire.dataLiquidacao)
  const endToEndId = readOptionalText(wire.endToEndId)
  const rejection = isObject(wire.rejeicao) ? readReason(wire.rejeicao) : undefined
  return {
    kind: readWord(tryKinds, wire.tipo),
    status: readWord(tryStatuses, wire.status),
    ...(settlesOn !== undefined && { settlesOn }),
    ...(endToEndId !== undefined && { endToEndId }),
    ...(rejection !== undefined && { rejection }),
    history: readHistory(wire.atualizacao, tryStatuses),
  }
}

/** Of a date or of a date-time the day that it names; nothing stands on it. */
function readOptionalDate(value: unknown): CalendarDate | undefined {
  const day = attempt(() => readDate(typeof value === 'string' ? value.slice(0, 10) : value, 'date'))
  return typeof day === 'string' ? day : undefined
}
