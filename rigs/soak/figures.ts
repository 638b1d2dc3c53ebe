import { descriptorsAllowed, walLimitBytes } from '../load/growth.ts'
import { slopePerHour } from '../load/meter.ts'
import type { Complaint } from '../load/promise.ts'
import type { Result, Sample } from './soak.ts'

export type LifeFigures = {
  life: number
  samples: number
  /** Nothing can be said of a life that is over as soon as it has warmed up. */
  memoryMbPerHour: number | undefined
  rssMb: { first: number; last: number }
  descriptors: { first: number; last: number }
  largestWalBytes: number
}

/** What the samples of each life say of it, without those of its first minutes: what a process allocates once is no leak. */
export function figuresOf(samples: readonly Sample[], warmUpMs: number): LifeFigures[] {
  const lives = Map.groupBy(samples, ({ life }) => life)
  return [...lives].flatMap(([life, all]) => {
    const beganMs = all[0]?.atMs ?? 0
    const warm = all.filter(({ atMs }) => atMs - beganMs >= warmUpMs)
    const [first, last] = [warm[0], warm.at(-1)]
    if (first === undefined || last === undefined) return []
    const perHour = slopePerHour(warm.map(({ atMs, rssBytes }) => ({ atMs, value: rssBytes })))
    return {
      life,
      samples: warm.length,
      memoryMbPerHour: perHour === undefined ? undefined : perHour / 1e6,
      rssMb: { first: first.rssBytes / 1e6, last: last.rssBytes / 1e6 },
      descriptors: { first: first.descriptors, last: last.descriptors },
      largestWalBytes: Math.max(...all.map(({ walBytes }) => walBytes)),
    }
  })
}

/** What must not be, in sentences; nothing where all is well. */
export function failuresOf(
  { complaints }: Pick<Result, 'complaints'>,
  lives: readonly LifeFigures[],
): string[] {
  const counts = countOf(complaints)
  return [
    ...(complaints.length > 0
      ? [`${counts.lost} lost, ${counts.doubled} doubled, ${counts.untrue} untrue`]
      : []),
    ...lives
      .filter(({ largestWalBytes }) => largestWalBytes > walLimitBytes)
      .map(
        ({ life, largestWalBytes }) =>
          `life ${life + 1}: the write-ahead log grew to ${largestWalBytes} bytes`,
      ),
    ...lives
      .filter(({ descriptors: { first, last } }) => last - first > descriptorsAllowed)
      .map(
        ({ life, descriptors: { first, last } }) =>
          `life ${life + 1}: descriptors grew from ${first} to ${last}`,
      ),
  ]
}

export const countOf = (complaints: readonly Complaint[]) => {
  const of = (kind: Complaint['kind']) => complaints.filter((complaint) => complaint.kind === kind).length
  return { lost: of('lost'), doubled: of('doubled'), untrue: of('untrue') }
}
