import { readInstant } from '../instant.ts'
import { readElements, readOptionalText } from '../reading.ts'
import { attempt } from '../reply.ts'
import { isObject } from '../wire.ts'
import { type Requester, readWord, requesters } from './words.ts'

/** When it came to be what it then was, the first one first where the PSP keeps to the order of its examples. */
export type Change<Status extends string> = { status: Status | 'undetermined'; at: string }

/**
 * API Pix 2.9.0, `atualizacao`, whose examples name the status `nome` as often as `status`. What cannot be read is left out: the
 * status that counts stands beside it.
 */
export function readHistory<Status extends string>(
  value: unknown,
  statuses: Readonly<Record<Status, string>>,
): Change<Status>[] {
  const elements = attempt(() => readElements(value, 'atualizacao'))
  if (!Array.isArray(elements)) return []
  return elements.flatMap((element) => {
    if (!isObject(element)) return []
    const at = attempt(() => readInstant(element.data, 'data'))
    if (typeof at !== 'string') return []
    return [{ status: readWord(statuses, element.status ?? element.nome), at }]
  })
}

/** Why it ended, or why a try failed: the Central Bank's code of four characters, and its words for people. */
export type Reason = { code: string; description?: string }

export type End =
  | ({ kind: 'rejection' } & Reason)
  | ({ kind: 'cancellation'; requester: Requester | 'undetermined' } & Reason)

/** API Pix 2.9.0, RecEncerramento `rejeicao.codigo`. */
export const recRejectionCodes = ['AP13', 'AP14'] as const

/** API Pix 2.9.0, RecEncerramento `cancelamento.codigo`. */
export const recCancellationCodes = ['ACCL', 'CPCL', 'DCSD', 'ERSL', 'FRUD', 'PCFD', 'SLCR', 'SLDB'] as const

/** API Pix 2.9.0, CobRAtualizacao `cancelamento.codigo`. Its SLBD is the SLDB of a recurrence: the document writes the two differently. */
export const cobrCancellationCodes = ['ACCT', 'BLCK', 'CCLD', 'FAIL', 'OTHR', 'SLBD', 'SLCR'] as const

/** API Pix 2.9.0, CobRAtualizacao and CobRTentativas `rejeicao.codigo`. */
export const cobrRejectionCodes = [
  ...['AB10', 'AC05', 'AC06', 'AM02', 'AM09', 'DENC', 'DS27', 'DTED', 'DTNT', 'FBRD'],
  ...['IRNT', 'MIDI', 'MSUC', 'NIEC', 'NIPA', 'NITX', 'QUNT', 'RC09', 'UDEI'],
] as const

/** API Pix 2.9.0, RecEncerramento and CobRAtualizacao `encerramento`. */
export function readEnd(value: unknown): End | undefined {
  if (!isObject(value)) return undefined
  const cancellation = readReason(value.cancelamento)
  if (cancellation !== undefined && isObject(value.cancelamento)) {
    const requester = readWord(requesters, value.cancelamento.solicitante)
    return { kind: 'cancellation', requester, ...cancellation }
  }
  const rejection = readReason(value.rejeicao)
  return rejection && { kind: 'rejection', ...rejection }
}

/** Any code: the catalogue grows faster than the standard, and whoever shows it has a word for those that are known. */
export function readReason(value: unknown): Reason | undefined {
  if (!isObject(value)) return undefined
  const code = readOptionalText(value.codigo)
  const description = readOptionalText(value.descricao)
  if (code === undefined) return undefined
  return { code: code.trim().toUpperCase().slice(0, 4), ...(description !== undefined && { description }) }
}
