import type { Reconciliation } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'
import { reconciliationWords } from '../../checkout/words/reconciliation.ts'
import { countOf } from './kind-choices.ts'

export type Verdict = { isRight: boolean; title: string; advice: string }

/** What is ours beyond what the bank says: received less returned. Null before the bank was read. */
export function differenceCents({ here, there }: Pick<Reconciliation, 'here' | 'there'>): number | null {
  if (there === null) return null
  return here.received.cents - here.refunded.cents - (there.received.cents - there.refunded.cents)
}

/** One sentence over all the figures. Sums that agree prove nothing while a line differs, and an old reading proves nothing while a new one is not done. */
export function verdictOf(
  found: Pick<Reconciliation, 'reading' | 'here' | 'there' | 'kinds'>,
): Verdict | null {
  if (found.reading.status !== 'done') return null
  const difference = differenceCents(found)
  if (difference === null) return null
  const mismatches = countOf(found.kinds, 'mismatch')
  if (difference === 0 && mismatches === 0)
    return {
      isRight: true,
      title: reconciliationWords.allRight,
      advice: reconciliationWords.allRightAdvice,
    }
  return {
    isRight: false,
    title:
      difference === 0
        ? reconciliationWords.sumsAgree
        : reconciliationWords.differs(formatCents(Math.abs(difference))),
    advice: reconciliationWords.mismatches(mismatches),
  }
}
