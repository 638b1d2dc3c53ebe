import { paths, type ShiftDetails } from '@balcao/contracts'
import { Banner, Button, Card, Facts, formatCents } from '@balcao/ui'
import ArrowLeft from 'lucide-react/icons/arrow-left'
import { officeWords } from '../../checkout/words/office.ts'
import { shiftsWords as words } from '../../checkout/words/shifts.ts'
import { formatWhen } from '../format-when.ts'
import { OfficePage } from '../office-page.tsx'
import { ReadState } from '../read-state.tsx'
import { changeAddress } from '../use-address.ts'
import { doerWords } from './doer-words.ts'
import { ReportLines } from './report-lines.tsx'
import { ReportTotals } from './report-totals.tsx'
import styles from './shifts.module.css'
import { useShift } from './shifts-api.ts'
import { ShiftBadge } from './shifts-table.tsx'

/** One shift: its report, or why there is none yet. */
export function ShiftPage({ shiftId }: { shiftId: string }) {
  const found = useShift(shiftId)
  const shift = found.data?.shift
  return (
    <OfficePage
      title={shift ? words.title(shift.number, shift.terminalId) : officeWords.pages.turnos}
      aside={
        <Button icon={<ArrowLeft aria-hidden />} onClick={() => changeAddress({ turno: undefined })}>
          {words.all}
        </Button>
      }
    >
      <ReadState query={found} loading={words.loading} failed={words.shiftFailed} />
      {found.data ? <Found details={found.data} /> : null}
    </OfficePage>
  )
}

function Found({ details: { shift, soFar, report } }: { details: ShiftDetails }) {
  if (report === null)
    return (
      <>
        <Banner tone="neutral" title={shift.status === 'closing' ? words.closingNote : words.openNote}>
          {shift.status === 'closing' ? `${shift.advice ?? ''} ${words.closingAdvice}`.trim() : undefined}
        </Banner>
        <Card title={words.people} aside={<ShiftBadge status={shift.status} />}>
          <Facts
            facts={[
              {
                name: words.openedBy,
                value: words.at(doerWords(shift.openedBy), formatWhen(shift.openedAt)),
              },
              ...(soFar === null
                ? []
                : [
                    { name: words.soFar, value: sumWords(soFar.received) },
                    { name: words.beforeOpening, value: sumWords(soFar.beforeOpening) },
                  ]),
            ]}
          />
        </Card>
      </>
    )
  return (
    <>
      {report.isIntact ? null : (
        <Banner tone="danger" title={words.altered} urgent>
          {words.alteredAdvice}
        </Banner>
      )}
      {report.content.unreadableCount === 0 ? null : (
        <Banner tone="attention" title={words.unreadable(report.content.unreadableCount)}>
          {words.unreadableAdvice}
        </Banner>
      )}
      <div className={styles.exits}>
        {report.isIntact ? (
          <a href={paths.shiftCsv(shift.shiftId)} download>
            {words.csv}
          </a>
        ) : null}
        <Button kind="quiet" size="compact" onClick={() => print()}>
          {words.print}
        </Button>
      </div>
      <ReportTotals report={report.content} isIntact={report.isIntact} />
      <ReportLines report={report.content} />
      <p className={styles.hash}>
        {report.isIntact ? words.intact : words.altered} {words.hash}: <code>{report.sha256}</code>
      </p>
    </>
  )
}

const sumWords = ({ count, cents }: { count: number; cents: number }) =>
  `${words.pixCount(count)}, ${formatCents(cents)}`
