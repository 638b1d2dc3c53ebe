import type { ShiftDoer } from '@balcao/contracts'
import { shiftsWords as words } from '../../checkout/words/shifts.ts'

/** What whoever did something is called: the shop's own software has no name, and neither has a till that nobody has locked. */
export function doerWords(doer: ShiftDoer | null): string {
  if (doer === null) return words.unknown
  return doer.name ?? (doer.actor === 'key' ? words.key : words.noName)
}
