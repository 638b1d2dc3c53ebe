import type { Reconciliation } from '@balcao/contracts'
import { LineKind } from '@balcao/contracts'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import type { ShownKind } from '../use-address.ts'

export const mismatchesOf = (kinds: Reconciliation['kinds']): number =>
  kinds.filter(({ kind }) => kind !== 'matched').reduce((sum, { count }) => sum + count, 0)

/** The choices of the filter, with how many lines each would show. A kind that does not occur is not offered, unless it is the one chosen. */
export function kindChoices(kinds: Reconciliation['kinds'], chosen: ShownKind | undefined) {
  const counts = new Map(kinds.map(({ kind, count }) => [kind, count]))
  const occurring = LineKind.options.filter((kind) => kind === chosen || (counts.get(kind) ?? 0) > 0)
  return [
    { kind: 'mismatch' as const, words: lineWords.counted(lineWords.mismatch, mismatchesOf(kinds)) },
    ...occurring.map((kind) => ({
      kind,
      words: lineWords.counted(kindWords[kind].name, counts.get(kind) ?? 0),
    })),
  ]
}
