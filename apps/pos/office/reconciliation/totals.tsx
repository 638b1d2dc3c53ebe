import type { Reconciliation } from '@balcao/contracts'
import { Amount, Card } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { reconciliationWords as words } from '../../checkout/words/reconciliation.ts'
import styles from './reconciliation.module.css'
import { verdictOf } from './verdict.ts'

type Sum = Reconciliation['here']['received']

/** What is here, what the bank says, and what that comes to. */
export function Totals({ found }: { found: Reconciliation }) {
  const verdict = verdictOf(found)
  return (
    <Card title={words.totals}>
      {verdict === null ? null : (
        <div className={styles.verdict} data-is-right={verdict.isRight || undefined}>
          {verdict.isRight ? <Check aria-hidden strokeWidth={3} /> : <TriangleAlert aria-hidden />}
          <div>
            <p className={styles.verdictTitle} role="status">
              {verdict.title}
            </p>
            <p>{verdict.advice}</p>
          </div>
        </div>
      )}
      <div className={styles.sums}>
        <Sums
          title={words.received}
          here={found.here.received}
          there={found.there?.received}
          countWords={words.pixCount}
        />
        <Sums
          title={words.refunded}
          here={found.here.refunded}
          there={found.there?.refunded}
          countWords={words.refundCount}
        />
      </div>
    </Card>
  )
}

type SumsProps = {
  title: string
  here: Sum
  there: Sum | undefined
  countWords: (count: number) => string
}

/** Side by side as rows, because two large amounts do not fit beside each other on a phone. */
function Sums({ title, here, there, countWords }: SumsProps) {
  return (
    <section>
      <h3 className={styles.sumTitle}>{title}</h3>
      <dl>
        <Row name={words.here} cents={here.cents} count={countWords(here.count)} />
        {there === undefined ? null : (
          <>
            <Row name={words.there} cents={there.cents} count={countWords(there.count)} />
            <Row name={words.difference} cents={here.cents - there.cents} />
          </>
        )}
      </dl>
    </section>
  )
}

function Row({ name, cents, count }: { name: string; cents: number; count?: string }) {
  return (
    <div className={styles.sum}>
      <dt>{name}</dt>
      <dd>
        <Amount cents={cents} />
        {count === undefined ? null : <span className={styles.count}>{count}</span>}
      </dd>
    </div>
  )
}
