import type { ShiftReport } from '@balcao/contracts'
import { Card, Facts, type FactsProps, formatCents } from '@balcao/ui'
import Check from 'lucide-react/icons/check'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { readinessWords, shiftsWords as words } from '../../checkout/words/shifts.ts'
import { formatDay, whenIn } from '../shop-days.ts'
import { doerWords } from './doer-words.ts'
import styles from './shifts.module.css'

type Sum = ShiftReport['received']
const pixWords = ({ count, cents }: Sum) => `${words.pixCount(count)} · ${formatCents(cents)}`

/** What the shift came to, by people, by days and by what was out of the common, and whose it was. */
export function ReportTotals({ report, isIntact }: { report: ShiftReport; isIntact: boolean }) {
  return (
    <div className={styles.figures}>
      <Card title={words.totals}>
        {isIntact ? <Verdict count={report.differences.length} /> : null}
        <Facts
          facts={[
            { name: words.received, value: pixWords(report.received) },
            {
              name: words.refunded,
              value: `${words.refundCount(report.refunded.count)} · ${formatCents(report.refunded.cents)}`,
            },
            { name: words.net, value: <b>{formatCents(report.netCents)}</b> },
            ...some(words.beforeOpening, report.beforeOpening),
            ...some(words.ofEarlierShifts, report.ofEarlierShifts),
          ]}
        />
      </Card>
      <Whose report={report} />
      {report.byOperator.length === 0 ? null : (
        <Card title={words.byOperator}>
          <Facts
            facts={report.byOperator.map(({ by, received }) => ({
              name: doerWords(by),
              value: pixWords(received),
            }))}
          />
        </Card>
      )}
      {report.byDay.length < 2 ? null : (
        <Card title={words.byDay}>
          <Facts
            facts={report.byDay.map(({ day, received }) => ({
              name: formatDay(day),
              value: pixWords(received),
            }))}
          />
        </Card>
      )}
      <OutOfTheCommon byFlag={report.byFlag} />
    </div>
  )
}

function Verdict({ count }: { count: number }) {
  const agrees = count === 0
  return (
    <div className={styles.verdict} data-is-right={agrees || undefined}>
      {agrees ? <Check aria-hidden strokeWidth={3} /> : <TriangleAlert aria-hidden />}
      <div>
        <p className={styles.verdictTitle}>{agrees ? words.agrees : words.differ(count)}</p>
        <p>{agrees ? words.agreesAdvice : words.differsAdvice}</p>
      </div>
    </div>
  )
}

function Whose({ report }: { report: ShiftReport }) {
  const { timeZone } = report.shop
  const when = (instant: string) => whenIn(timeZone, instant)
  const names: Record<string, string> = readinessWords.names
  return (
    <Card title={words.people}>
      <Facts
        facts={[
          { name: words.shop, value: report.shop.name },
          { name: words.openedBy, value: words.at(doerWords(report.openedBy), when(report.openedAt)) },
          { name: words.closedBy, value: words.at(doerWords(report.closedBy), when(report.closedAt)) },
          { name: words.period, value: words.fromTo(when(report.from), when(report.until)) },
          {
            name: words.warned,
            value: report.attention.map((item) => names[item] ?? item).join(', ') || words.noWarnings,
          },
          { name: words.readAt, value: when(report.readAt) },
        ]}
      />
    </Card>
  )
}

function OutOfTheCommon({ byFlag }: Pick<ShiftReport, 'byFlag'>) {
  const facts = [
    ...some(words.flags.late, byFlag.late),
    ...some(words.flags.underpaid, byFlag.underpaid),
    ...some(words.flags.overpaid, byFlag.overpaid),
    ...some(words.flags.duplicate, byFlag.duplicate),
  ]
  if (facts.length === 0) return null
  return (
    <Card title={words.byFlag}>
      <Facts facts={facts} />
    </Card>
  )
}

const some = (name: string, sum: Sum): FactsProps['facts'] =>
  sum.count === 0 ? [] : [{ name, value: pixWords(sum) }]
