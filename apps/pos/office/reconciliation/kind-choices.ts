import type { Reconciliation } from '@balcao/contracts'
import { LineKind } from '@balcao/contracts'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import type { ShownKind } from '../use-address.ts'

/** How many lines a choice shows; undefined is all of them. */
export const countOf = (kinds: Reconciliation['kinds'], shown: ShownKind | undefined): number =>
  kinds
    .filter(({ kind }) => (shown === 'mismatch' ? kind !== 'matched' : shown === undefined || kind === shown))
    .reduce((sum, { count }) => sum + count, 0)

export function kindName(shown: ShownKind | undefined): string {
  if (shown === undefined) return lineWords.all
  return shown === 'mismatch' ? lineWords.mismatch : kindWords[shown].name
}

/** The choices of the filter, with how many lines each would show. A kind that does not occur is not offered, unless it is the one chosen. */
export function kindChoices(kinds: Reconciliation['kinds'], chosen: ShownKind | undefined) {
  const occurring = LineKind.options.filter((kind) => kind === chosen || countOf(kinds, kind) > 0)
  return (['mismatch', ...occurring] as const).map((kind) => ({
    kind,
    words: lineWords.counted(kindName(kind), countOf(kinds, kind)),
  }))
}
