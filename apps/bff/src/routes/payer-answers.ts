import { CodeFault } from '../account/payload/fault.ts'
import type { Agreed } from '../flows/agree-to-code.ts'
import type { Answered } from '../flows/answer-proposal.ts'
import type { Managed } from '../flows/manage-recurrence.ts'
import { presentDeed } from '../present/payer.ts'
import { ProblemError } from '../problem.ts'
import { fieldProblem } from './period.ts'

/** What HTTP says of how a payer's flow ended. Each throws ProblemError where it ended in a no. */

export function answerToAgreement(agreed: Agreed) {
  switch (agreed.kind) {
    case 'deed': {
      const deed = presentDeed(agreed.deed)
      const isOpen = deed.payment?.status === 'asked' || deed.authorization?.status === 'asked'
      return { status: isOpen ? 202 : 200, deed }
    }
    case 'deed-reused':
      throw new ProblemError('deed-reused', 'This id belongs to a deed with another body. Use a new id.')
    case 'limit-below-value':
      throw limitBelowValue()
    case 'unfitting':
      throw fieldProblem(agreed.field, agreed.message)
  }
}

export function checkAnswered({ kind }: Answered): void {
  if (kind === 'not-found') throw new ProblemError('not-found', 'No proposal has this id.')
  if (kind === 'over')
    throw new ProblemError('proposal-over', 'It was answered already, has expired, or was taken back.')
  if (kind === 'limit-below-value') throw limitBelowValue()
}

export function checkManaged({ kind }: Managed, what: 'recurrence' | 'billing'): void {
  if (kind === 'not-found') throw new ProblemError(`${what}-not-found`)
  if (kind === 'too-late') throw new ProblemError('too-late', tooLate[what])
  if (kind === 'limit-below-value') throw limitBelowValue()
}

const tooLate = {
  recurrence: 'This recurrence has ended.',
  billing: 'A billing can be cancelled until 23:59:59 of the day before it, in Brasília.',
} as const

const limitBelowValue = () =>
  new ProblemError(
    'limit-below-value',
    'The maximum is below the amount of every charge. Raise it, or send acceptsLimitBelowValue: true.',
    [{ field: 'maximumCents', message: 'must not be below the fixed or the lowest amount' }],
  )

/** Nothing of a code that cannot be trusted is shown; `errors` names the check that it failed. */
export async function trusted<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof CodeFault)) throw error
    throw new ProblemError('code-refused', `The code ${error.message}.`, [
      { field: error.check, message: error.message },
    ])
  }
}
