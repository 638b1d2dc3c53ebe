import type { RecurrenceDetails } from '@balcao/contracts'
import { endingWords, offerStatusWords } from '../../checkout/words/recurrence.ts'
import { timelineWords, recurrencesWords as words } from '../../checkout/words/recurrence-office.ts'
import { formatWhen } from '../format-when.ts'
import styles from './recurrences.module.css'

type Moment = RecurrenceDetails['timeline'][number]
type OfferEnding = keyof typeof endingWords

/** What happened to a recurrence and to its charges, from the audit, oldest first. */
export const RecurrenceTimeline = ({ timeline }: { timeline: readonly Moment[] }) => (
  <section className={styles.section}>
    <h2>{words.timeline}</h2>
    <ol className={styles.list}>
      {timeline.map((moment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is only added to, and two moments may be alike
        <li key={index}>
          <time dateTime={moment.at}>{formatWhen(moment.at)}</time> {sentenceOf(moment)}
        </li>
      ))}
    </ol>
  </section>
)

function sentenceOf({ what, status }: Moment): string {
  const begins = timelineWords[what] ?? what
  if (status === null) return begins
  if (what === 'over') return `${begins}. ${endingWords[status as OfferEnding] ?? status}`
  const states: Readonly<Record<string, string>> =
    what === 'changed'
      ? offerStatusWords
      : what === 'propose'
        ? words.proposalStatuses
        : { ...words.tryStatuses, ...words.chargeStatuses }
  return `${begins}: ${(states[status] ?? status).toLowerCase()}`
}
