import { type Problem, problemName } from '@balcao/contracts'
import type { Refusal } from './use-outgoing.ts'
import { problemWords } from './words/problems.ts'

/** Which part failed and what to do, for whoever stands at the till. */
export function wordsForProblem(problem: Refusal | 'network'): string {
  if (problem === 'network') return problemWords.network
  if (problem === 'withdrawn') return problemWords.withdrawn
  const name = problemName(problem)
  switch (name) {
    case 'invalid-request':
      return (
        [...new Set(problem.errors?.map(({ field }) => fieldWords(field)))].join(' ') || problemWords[name]
      )
    case 'psp-refused':
      return `${problemWords[name]} ${bankWords(problem)}`.trim()
    case 'charge-not-found':
    case 'txid-reused':
    case 'already-closed':
    case 'psp-unavailable':
    case 'store-unavailable':
    case 'stopping':
    case 'too-many-requests':
    case 'forbidden':
    case 'other-terminal':
      return problemWords[name]
    default:
      return problemWords.other
  }
}

/** The field of the form that a problem is about, if it is about one. */
export function fieldOf(problem: Refusal): 'amount' | 'description' | undefined {
  if (problem === 'withdrawn') return undefined
  const fields = problem.errors?.map(({ field }) => field) ?? []
  if (fields.includes('amountCents')) return 'amount'
  return fields.includes('description') ? 'description' : undefined
}

function fieldWords(field: string): string {
  if (field === 'amountCents') return problemWords['invalid-amount']
  if (field === 'description') return problemWords['invalid-description']
  return problemWords['invalid-request']
}

/** The bank's own reason, which is another system's text. */
const bankWords = ({ detail }: Problem) => (detail ? `${problemWords.reason} ${detail}` : '')
