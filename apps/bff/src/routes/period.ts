import { maxPeriodDays } from '@balcao/contracts'
import { daysIn } from '@balcao/domain'
import { ProblemError } from '../problem.ts'

export const fieldProblem = (field: string, message: string) =>
  new ProblemError('invalid-request', `${field}: ${message}`, [{ field, message }])

/** Two good days are not yet a good period. */
export function checkPeriod<Asked extends { from: string; to: string }>(asked: Asked): Asked {
  const days = daysIn(asked.from, asked.to)
  if (days < 1) throw fieldProblem('to', 'must not be before from')
  if (days > maxPeriodDays)
    throw fieldProblem('to', `must be at most ${maxPeriodDays} days, both ends included`)
  return asked
}
