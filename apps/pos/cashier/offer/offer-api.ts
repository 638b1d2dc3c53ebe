import { type NewRecurrence, paths, problemName, Recurrence } from '@balcao/contracts'
import { ask, type Reply } from '@balcao/shell'
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
