import { type Party, readParty } from '../debtor.ts'
import { type CalendarDate, readDate } from '../due/calendar-date.ts'
import { readAmount } from '../money.ts'
import { readElements, readMap, readOptionalText, readText } from '../reading.ts'
import { attempt } from '../reply.ts'
import { isObject, type Wire } from '../wire.ts'
import { type Change, type End, readEnd, readHistory } from './history.ts'
import { readId } from './ids.ts'
import { type LocRec, readRecLoc } from './locrec.ts'
import { type RecRequest, requestFrom } from './solicrec.ts'
import {
  type Frequency,
  frequencies,
  type RecJourney,
  type RecStatus,
  type RetryPolicy,
  readJourney,
  readWord,
  recStatuses,
  retryPolicies,
} from './words.ts'

/** A recurrence as the PSP has it (API Pix 2.9.0, RecGerada and RecCompleta). Instants are ISO 8601 in UTC. */
export type Rec = {
  idRec: string
  status: RecStatus | 'undetermined'
  /** The PSP's own word, '' where it gave none. */
  rawStatus: string
  contract: string
  object?: string
  /** Personal data: never in a log. */
  debtor?: Party
  firstDay: CalendarDate
  lastDay?: CalendarDate
  frequency: Frequency | 'undetermined'
  fixedCents?: number
  minimumCents?: number
  retryPolicy: RetryPolicy | 'undetermined'
  receiver?: Party
  agreement?: string
  /** Once somebody has agreed. Personal data: never in a log. */
  payer?: Party & { ispb?: string; municipalityCode?: string }
  loc?: LocRec
  /** Absent where the PSP says nothing of it. */
  journey?: RecJourney
  /** The immediate charge of journey 3. */
  cobTxid?: string
  /** Empty where there is none. */
  history: Change<RecStatus>[]
  end?: End
  /** Sent to a payer's bank for journey 1; empty where there is none. */
  requests: RecRequest[]
  /** Only where the locations that it needs are there. */
  qr?: RecQr
}

/** The code of this recurrence, alone or with the charge that was asked for. As it came, its CRC and its URLs unchecked. */
export type RecQr = { journey: 2 | 3 | 4; copiaECola: string }

export function recFrom(value: unknown, at: string): Rec {
  const wire = readMap(value, at)
  const link = readMap(wire.vinculo, `${at}.vinculo`)
  const calendar = readMap(wire.calendario, `${at}.calendario`)
  const rawStatus = readOptionalText(wire.status) ?? ''
  const lastDay = calendar.dataFinal
  return {
    idRec: readId(wire.idRec, `${at}.idRec`),
    status: readWord(recStatuses, rawStatus),
    rawStatus,
    contract: readText(link.contrato, `${at}.vinculo.contrato`),
    firstDay: readDate(calendar.dataInicial, `${at}.calendario.dataInicial`),
    ...(lastDay !== undefined &&
      lastDay !== null && { lastDay: readDate(lastDay, `${at}.calendario.dataFinal`) }),
    frequency: readWord(frequencies, calendar.periodicidade),
    ...readValue(wire.valor, `${at}.valor`),
    retryPolicy: readWord(retryPolicies, wire.politicaRetentativa),
    ...readActivation(wire.ativacao),
    history: readHistory(wire.atualizacao, recStatuses),
    requests: readRequests(wire.solicitacao),
    ...given({
      object: readOptionalText(link.objeto),
      debtor: readParty(link.devedor),
      receiver: readParty(wire.recebedor),
      agreement: isObject(wire.recebedor) ? readOptionalText(wire.recebedor.convenio) : undefined,
      payer: readPayer(wire.pagador),
      loc: readRecLoc(wire.loc),
      end: readEnd(wire.encerramento),
      qr: readQr(wire.dadosQR),
    }),
  }
}

function readValue(value: unknown, at: string): Pick<Rec, 'fixedCents' | 'minimumCents'> {
  if (!isObject(value)) return {}
  const read = (name: string) =>
    value[name] === undefined || value[name] === null ? undefined : readAmount(value[name], `${at}.${name}`)
  return given({ fixedCents: read('valorRec'), minimumCents: read('valorMinimoRecebedor') })
}

/** The standard's schema has `tipoJornada` beside `dadosJornada`, and one of its examples inside. */
function readActivation(value: unknown): Pick<Rec, 'journey' | 'cobTxid'> {
  if (!isObject(value)) return {}
  const details: Wire = isObject(value.dadosJornada) ? value.dadosJornada : {}
  const said = value.tipoJornada ?? details.tipoJornada
  return given({
    journey: said === undefined || said === null ? undefined : readJourney(said),
    cobTxid: readOptionalText(details.txid),
  })
}

function readPayer(value: unknown): Rec['payer'] {
  if (!isObject(value)) return undefined
  const payer = {
    ...readParty(value),
    ...given({
      ispb: readOptionalText(value.ispbParticipante),
      municipalityCode: readOptionalText(value.codMun),
    }),
  }
  return Object.keys(payer).length === 0 ? undefined : payer
}

/** A code of no known journey is none: how many consents it asks for would be a guess. */
function readQr(value: unknown): RecQr | undefined {
  if (!isObject(value)) return undefined
  const journey = readJourney(value.jornada)
  const copiaECola = readOptionalText(value.pixCopiaECola)
  if (copiaECola === undefined || (journey !== 2 && journey !== 3 && journey !== 4)) return undefined
  return { journey, copiaECola }
}

/** Without those that cannot be read: each is asked for by its own id where it matters. */
function readRequests(value: unknown): RecRequest[] {
  const elements = attempt(() => readElements(value, 'solicitacao'))
  if (!Array.isArray(elements)) return []
  return elements.flatMap((element) => {
    const request = attempt(() => requestFrom(element, 'solicitacao'))
    return request instanceof Error ? [] : [request]
  })
}

const given = <Fields extends object>(
  fields: Fields,
): { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
