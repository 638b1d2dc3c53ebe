import { type Problem, problemName } from '@balcao/contracts'
import { wordsForProblem } from '../checkout/problem-words.ts'
import { entranceWords } from '../checkout/words/entrance.ts'

const fields: Readonly<Record<string, string>> = entranceWords.fields

/** Why the entrance could not do it, where the till has no words for it or means something else by them. */
export function wordsForEntrance(problem: Problem | 'network'): string {
  if (problem === 'network') return wordsForProblem(problem)
  const name = problemName(problem)
  switch (name) {
    case 'invalid-request':
      return problem.errors?.map(({ field }) => fields[field]).find(Boolean) ?? wordsForProblem(problem)
    case 'unauthenticated':
    case 'forbidden':
    case 'other-terminal':
    case 'wrong-pin':
    case 'already-set-up':
    case 'pairing-over':
      return entranceWords.problems[name]
    default:
      return wordsForProblem(problem)
  }
}
