import type { Reconciliation } from '@balcao/contracts'
import { partsOf, type Span } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import type { Period } from '../flows/reconcile.ts'
import type { Comparison } from '../store/comparison.ts'
import type { Reading, ReadPeriod } from '../store/readings.ts'
import { iso } from './charges.ts'

/** While the PSP's lists are read a screen asks every moment how far it is: what it compares with has not changed meanwhile. */
const keptWhileReadingMs = 10_000

/** Both sides end where the reading ended; what came since waits for the next one. */
export const spansOf = (period: Period, timeZone: string, untilMs: number): Span[] =>
  upTo(partsOf(period.from, period.to, timeZone), untilMs)

const upTo = (parts: readonly Span[], untilMs: number): Span[] =>
  parts
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs, untilMs) }))
    .filter(({ fromMs, toMs }) => fromMs <= toMs)

/**
 * Asks over the reading that a period is compared with, and over the next one where that took its place meanwhile: the rows of the
 * one before go while they are asked for.
 */
export async function overCurrent<Found>(
  store: Pick<Deps['store'], 'currentReading' | 'isCurrent'>,
  days: ReadPeriod,
  ask: (reading: Reading | undefined) => Promise<Found>,
): Promise<Found> {
  for (;;) {
    const reading = await store.currentReading(days)
    const found = await ask(reading)
    if (reading === undefined || (await store.isCurrent(reading))) return found
  }
}

/** How a period compares now, with what became of its latest reading. */
export function createSummary({
  store,
  psp,
  clock,
}: Pick<Deps, 'store' | 'psp' | 'clock'>): (period: Period, timeZone: string) => Promise<Reconciliation> {
  let kept: { reading: number; current: number | undefined; atMs: number; comparison: Comparison } | undefined

  async function compare(latest: Reading | undefined, current: Reading | undefined, parts: readonly Span[]) {
    const nowMs = clock.now()
    if (
      kept !== undefined &&
      latest?.status === 'running' &&
      kept.reading === latest.id &&
      kept.current === current?.id &&
      nowMs - kept.atMs < keptWhileReadingMs
    )
      return kept.comparison
    const comparison = await store.compare(current, upTo(parts, current?.untilMs ?? psp.nowMs()))
    if (latest !== undefined) kept = { reading: latest.id, current: current?.id, atMs: nowMs, comparison }
    return comparison
  }

  return async (period, timeZone) => {
    const days = { fromDay: period.from, toDay: period.to, timeZone }
    const latest = await store.latestReading(days)
    const parts = partsOf(period.from, period.to, timeZone)
    const { here, there, kinds, heardBy, received } = await overCurrent(store, days, (current) =>
      compare(latest, current, parts),
    )
    return {
      period: { from: period.from, to: period.to },
      timeZone,
      reading: presentReading(latest),
      here,
      there: there ?? null,
      kinds: [...kinds].map(([kind, { count, cents, explained }]) => ({
        kind,
        count,
        cents,
        explainedCount: explained,
      })),
      heardBy,
      buckets: parts.map(({ fromMs }, index) => ({
        from: iso(fromMs),
        received: received[index] ?? { count: 0, cents: 0 },
      })),
    }
  }
}

const isoOrNull = (ms: number | null | undefined) => (ms == null ? null : iso(ms))

const presentReading = (reading: Reading | undefined): Reconciliation['reading'] => ({
  status: reading?.status ?? 'never',
  startedAt: isoOrNull(reading?.startedAtMs),
  finishedAt: isoOrNull(reading?.finishedAtMs),
  pspCalls: reading?.pspCalls ?? 0,
  pagesRead: reading?.pagesRead ?? 0,
  pagesTotal: reading?.pagesTotal ?? null,
  advice: reading?.advice ?? null,
})
