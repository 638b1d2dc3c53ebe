import {
  type EndShift,
  type NewShift,
  paths,
  problemName,
  type Shift,
  ShiftDetails,
  ShiftList,
} from '@balcao/contracts'
import { ask, type Reply } from '@balcao/shell'
import { wordsForProblem } from '../../checkout/problem-words.ts'
import { shiftWords } from '../../checkout/words/shifts.ts'

type Failed = Extract<Reply<unknown>, { ok: false }>
const readDetails = (json: unknown) => ShiftDetails.safeParse(json).data

/** The terminal's latest shift; null where there never was one. */
export const askForLatest = (terminalId: string, signal: AbortSignal): Promise<Reply<Shift | null>> =>
  ask({
    method: 'GET',
    path: `${paths.shifts()}?${new URLSearchParams({ terminalId, limit: '1' })}`,
    read: (json) => {
      const { data } = ShiftList.safeParse(json)
      return data && (data.shifts[0] ?? null)
    },
    signal,
  })

export const askForShift = (shiftId: string, signal?: AbortSignal): Promise<Reply<ShiftDetails>> =>
  ask({ method: 'GET', path: paths.shift(shiftId), read: readDetails, ...(signal && { signal }) })

export const openShift = (terminalId: string, shift: NewShift): Promise<Reply<ShiftDetails>> =>
  ask({ method: 'POST', path: paths.openShift(terminalId), body: JSON.stringify(shift), read: readDetails })

export const closeShift = (terminalId: string, shift: EndShift): Promise<Reply<ShiftDetails>> =>
  ask({ method: 'POST', path: paths.closeShift(terminalId), body: JSON.stringify(shift), read: readDetails })

/** Why it could not be done. */
export function wordsFor({ problem }: Failed): string {
  const name = problem === 'network' ? undefined : problemName(problem)
  return name === 'shift-open' ? shiftWords.problems[name] : wordsForProblem(problem)
}
