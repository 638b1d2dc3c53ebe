import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What a process weighs, as the kernel counts it: Linux alone. */
export type Weight = { rssBytes: number; descriptors: number }
export type Point = { atMs: number; value: number }

export function weigh(pid: number): Weight {
  const rss = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return { rssBytes: Number(rss) * 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length }
}

/** Bytes of the ledger's write-ahead log. It is not there before the first commit. */
export const walBytes = (dataDir: string): number =>
  statSync(join(dataDir, 'balcao.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0

/** By least squares, in units of the value an hour; of a single point nothing can be said. */
export function slopePerHour(points: readonly Point[]): number | undefined {
  if (points.length < 2) return undefined
  const mean = (of: (point: Point) => number) => points.reduce((sum, one) => sum + of(one), 0) / points.length
  const atMs = mean((one) => one.atMs)
  const value = mean((one) => one.value)
  const spread = mean((one) => (one.atMs - atMs) ** 2)
  if (spread === 0) return undefined
  return (mean((one) => (one.atMs - atMs) * (one.value - value)) / spread) * 3_600_000
}
