import { type ProblemName, problemName } from '@balcao/contracts'
import { Refused } from '@balcao/shell'
import { wordsForProblem } from '../checkout/problem-words.ts'
import { accessWords } from '../checkout/words/access.ts'
import { explainWords } from '../checkout/words/reconciliation.ts'
import { refundWords, refusalWords } from '../checkout/words/refund.ts'

/** The fields of the office's own forms. */
const fieldWords: Record<string, string> = {
  reason: refundWords.reasonWrong,
  text: explainWords.textWrong,
  txid: explainWords.txidWrong,
}

/** What a problem, or a wrong field, means on one page alone. */
export type OwnWords = {
  problems?: { readonly [name in ProblemName]?: string }
  fields?: Readonly<Record<string, string>>
}

/** Why something could not be done, where the till has no words for it or means something else by them. */
export function wordsForError(error: Error, own: OwnWords = {}): string {
  const problem = error instanceof Refused ? error.problem : 'network'
  if (problem === 'network') return wordsForProblem(problem)
  const fields = problem.errors?.flatMap(({ field }) => own.fields?.[field] ?? fieldWords[field] ?? []) ?? []
  if (fields.length > 0) return [...new Set(fields)].join(' ')
  const name = problemName(problem)
  const ownWords = name && own.problems?.[name]
  if (ownWords !== undefined) return ownWords
  switch (name) {
    case 'pix-not-found':
    case 'line-not-found':
    case 'not-refundable':
    case 'refund-id-reused':
      return refusalWords[name]
    case 'psp-refused':
      return [refusalWords['psp-refused'], problem.detail].filter(Boolean).join(' ')
    case 'unauthenticated':
    case 'forbidden':
    case 'other-terminal':
      return accessWords.problems[name]
    case 'locked-out':
      return accessWords.lockedOut(error instanceof Refused ? error.retryAfterS : undefined)
    default:
      return wordsForProblem(problem)
  }
}
