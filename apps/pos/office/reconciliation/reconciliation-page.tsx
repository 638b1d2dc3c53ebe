import { Banner, BarChart, Button, Card, ShareBar } from '@balcao/ui'
import { officeWords } from '../../checkout/words/office.ts'
import { heardByWords, reconciliationWords as words } from '../../checkout/words/reconciliation.ts'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import { dayIn, formatDay, readPeriod } from '../shop-days.ts'
import { changeAddress, useAddress } from '../use-address.ts'
import { wordsForError } from '../words-for-error.ts'
import { chartBars } from './chart-bars.ts'
import { Lines } from './lines.tsx'
import { PeriodFilter } from './period-filter.tsx'
import { ReadingState } from './reading-state.tsx'
import styles from './reconciliation.module.css'
import { useReading, useReconciliation, useShopTimeZone } from './reconciliation-api.ts'
import { Totals } from './totals.tsx'

/** Whether the bank says the same as the ledger, for a day or for a month, and what to do where it does not. */
export function ReconciliationPage() {
  const { from, to, kind } = useAddress()
  const timeZone = useShopTimeZone()
  const today = dayIn(timeZone, Date.now())
  const period = readPeriod(from, to, today)
  const reconciliation = useReconciliation(period)
  const reading = useReading(period)
  const found = reconciliation.data
  const isReading = found?.reading.status === 'running' || reading.isPending
  return (
    <OfficePage
      title={officeWords.pages.conciliacao}
      aside={
        <Button kind="primary" busy={isReading} onClick={() => reading.mutate()}>
          {words.check}
        </Button>
      }
    >
      <PeriodFilter
        period={period}
        today={today}
        onChange={({ from: de, to: ate }) => changeAddress({ de, ate })}
      />
      <p className={styles.shownPeriod}>
        {period.from === period.to
          ? formatDay(period.from)
          : words.fromTo(formatDay(period.from), formatDay(period.to))}
      </p>
      {reading.error ? <Banner tone="danger" title={wordsForError(reading.error)} /> : null}
      <ReadState query={reconciliation} loading={words.loading} failed={words.failed} />
      {found === undefined ? null : (
        <>
          <ReadingState
            reading={found.reading}
            timeZone={found.timeZone}
            onRetry={() => reading.mutate()}
            isAsking={reading.isPending}
          />
          <div className={styles.figures}>
            <Totals found={found} />
            <Card>
              <BarChart
                title={period.from === period.to ? words.byHour : words.byDay}
                bars={chartBars(period, found)}
                headings={[period.from === period.to ? words.hour : words.day, words.received]}
                tableLabel={words.table}
              />
            </Card>
            <Card title={heardByWords.title}>
              <ShareBar
                parts={[
                  { label: heardByWords.webhook, count: found.heardBy.webhook },
                  { label: heardByWords.sweep, count: found.heardBy.sweep },
                  { label: heardByWords.asking, count: found.heardBy.asking },
                ]}
              />
            </Card>
          </div>
          {found.there === null ? null : (
            <Lines
              // Another period is another list: what was said about the one before goes with it.
              key={`${period.from} ${period.to}`}
              found={found}
              period={period}
              kind={kind}
            />
          )}
        </>
      )}
    </OfficePage>
  )
}
