import type { Snapshot } from '@balcao/contracts'
import type { Connection, ServerClock } from '@balcao/shell'
import { Banner } from '@balcao/ui'
import { formatTime } from '../checkout/format-time.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import { bankHealth } from './bank-health.ts'

interface AlertsProps {
  snapshot: Snapshot | undefined
  connection: Connection
  clock: ServerClock
  nowMs: number | undefined
}

/** What makes the rest of the screen untrue or useless. The two mend themselves, so there is nothing to press. */
export function Alerts({ snapshot, connection, clock, nowMs }: AlertsProps) {
  if (connection.state === 'stale') {
    const since = clock.at(connection.sinceMs)
    const title = since === undefined ? cashierWords.unreachable : cashierWords.stale(formatTime(since))
    return <Banner tone="danger" title={title} urgent />
  }
  const bank = bankHealth(snapshot, connection)
  if (bank?.status !== 'down' || nowMs === undefined) return null
  const { since, nextAttemptAt } = bank
  const secondsLeft = nextAttemptAt ? Math.ceil((Date.parse(nextAttemptAt) - nowMs) / 1000) : 0
  return <Banner tone="attention" title={cashierWords.pspDown(formatTime(since ?? nowMs), secondsLeft)} />
}
