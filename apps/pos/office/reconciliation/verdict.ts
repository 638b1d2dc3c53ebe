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

/** One sentence over all the figures. What a person has explained needs nobody any more. Sums that agree prove nothing while a line differs, and an old reading proves nothing while a new one is not done. */
export function verdictOf(
  found: Pick<Reconciliation, 'reading' | 'here' | 'there' | 'kinds'>,
): Verdict | null {
  if (found.reading.status !== 'done') return null
  const difference = differenceCents(found)
  if (difference === null) return null
  const explained = found.kinds.reduce((sum, { explainedCount }) => sum + explainedCount, 0)
  const open = countOf(found.kinds, 'mismatch') - explained
  const toSay = explained === 0 ? '' : ` ${reconciliationWords.explained(explained)}`
  if (difference === 0 && open === 0)
    return {
      isRight: true,
      title: reconciliationWords.allRight,
      advice: explained === 0 ? reconciliationWords.allRightAdvice : reconciliationWords.explained(explained),
    }
  return {
    isRight: false,
    title:
      difference === 0
        ? reconciliationWords.sumsAgree
        : reconciliationWords.differs(formatCents(Math.abs(difference))),
    advice: `${reconciliationWords.mismatches(open)}${toSay}`,
  }
}
