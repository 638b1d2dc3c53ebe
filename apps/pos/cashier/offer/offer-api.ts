import {
  type Charge,
  type NewCharge,
  type NewRecurrence,
  paths,
  problemName,
  Recurrence,
} from '@balcao/contracts'
import { ask, type Reply } from '@balcao/shell'
import { putCharge } from '../../checkout/charge-api.ts'
import { wordsForProblem } from '../../checkout/problem-words.ts'
import { offerWords, recurrenceProblemWords } from '../../checkout/words/recurrence.ts'

type Failed = Extract<Reply<unknown>, { ok: false }>
const readRecurrence = (json: unknown) => Recurrence.safeParse(json).data

export const putRecurrence = (recurrenceId: string, offer: NewRecurrence): Promise<Reply<Recurrence>> =>
  ask({
    method: 'PUT',
    path: paths.recurrence(recurrenceId),
    body: JSON.stringify(offer),
    read: readRecurrence,
  })

/** A till gives a request up after this long; the same one again is the same charge. */
const patienceMs = 10_000

/** The charge with a due date that is paid before the recurrence is offered. */
export const putDueCharge = (txid: string, charge: NewCharge): Promise<Reply<Charge>> =>
  putCharge(txid, JSON.stringify(charge), AbortSignal.timeout(patienceMs))

export const cancelOffer = (recurrenceId: string): Promise<Reply<Recurrence>> =>
  ask({ method: 'POST', path: paths.cancelRecurrence(recurrenceId), read: readRecurrence })

/** Takes whatever is offered off the terminal's screens. */
export const hideOffer = (terminalId: string): Promise<Reply<true>> =>
  ask({
    method: 'PUT',
    path: paths.terminalOffer(terminalId),
    body: JSON.stringify({ recurrenceId: null }),
    read: () => true as const,
  })

const fieldWords: Readonly<Record<string, string>> = {
  'debtor.document': offerWords.documentWrong,
  firstDay: offerWords.dayWrong,
  lastDay: offerWords.lastDayWrong,
  'due.day': offerWords.dueDayWrong,
  'due.debtor.document': offerWords.documentWrong,
}

/** Why it could not be done. */
export function wordsFor({ problem }: Failed): string {
  if (problem === 'network') return wordsForProblem(problem)
  const fields = problem.errors?.flatMap(({ field }) => fieldWords[field] ?? []) ?? []
  if (fields.length > 0) return fields.join(' ')
  const name = problemName(problem)
  return name !== undefined && name in recurrenceProblemWords
    ? recurrenceProblemWords[name as keyof typeof recurrenceProblemWords]
    : wordsForProblem(problem)
}
