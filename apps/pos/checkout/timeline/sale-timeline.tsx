import type { TimelineEvent } from '@balcao/contracts'
import { Banner } from '@balcao/ui'
import { formatTime } from '../format-time.ts'
import { timelineWords as words } from '../words/history.ts'
import { eventWords, formatSeconds } from './event-words.ts'
import styles from './sale-timeline.module.css'
import { useTimeline } from './use-timeline.ts'

type SaleTimelineProps = {
  txid: string
  version: number
  /** How the screen writes a day, for what happened on another one than the line before. */
  formatDay: (atMs: number) => string
}

/** How a sale went, oldest first, in plain words and seconds. */
export function SaleTimeline({ txid, version, formatDay }: SaleTimelineProps) {
  const { state, retry } = useTimeline(txid, version)
  if (state.kind === 'loading') return <p className={styles.note}>{words.loading}</p>
  if (state.kind === 'failed')
    return <Banner tone="danger" title={words.failed} action={{ label: words.retry, onPress: retry }} />
  const { events, settledToPaintedMs, isClockOff } = state.timeline
  return (
    <>
      <ol className={styles.events} aria-label={words.heading}>
        {events.map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what has happened keeps its place
          <li key={index} className={styles.event} data-kind={event.kind}>
            <time dateTime={event.at} className={styles.time}>
              {dayOf(events, index, formatDay)}
              {formatTime(event.at, 'seconds')}
            </time>
            <span>{eventWords(event)}</span>
          </li>
        ))}
      </ol>
      {settledToPaintedMs === null ? null : (
        <p className={styles.wait}>{words.wait(formatSeconds(settledToPaintedMs))}</p>
      )}
      {isClockOff ? <p className={styles.note}>{words.clockOff}</p> : null}
    </>
  )
}

function dayOf(events: readonly TimelineEvent[], index: number, formatDay: (atMs: number) => string) {
  const dayAt = (place: number) => {
    const event = events[place]
    return event && formatDay(Date.parse(event.at))
  }
  const day = dayAt(index)
  return day === dayAt(index - 1) || (index === 0 && day === formatDay(Date.now())) ? null : `${day} `
}
