import { existsSync } from 'node:fs'
import type { Shop } from '../shop.ts'
import { walBytes, weigh } from './meter.ts'
import type { Complaint } from './promise.ts'

/** A ledger's log is written back before it is as large as this, whatever reads it meanwhile. */
export const walLimitBytes = 64 * 1024 * 1024
/** Connections of the tills, of displays and of the PSP come and go; more than this stays open of nothing. */
export const descriptorsAllowed = 64
/** What is looked at here, and in the figures of the soak. */
export const invariantOfGrowth = 'I17'

/** Weighs the BFF as it is now. Answers with what says what has grown since beyond its limit; nothing is known of it outside Linux. */
export function startWeighing({ bff, dataDir }: Pick<Shop, 'bff' | 'dataDir'>): () => Complaint[] {
  if (!existsSync('/proc/self/fd')) return () => []
  const before = weigh(bff.pid).descriptors
  return () => grown(before, weigh(bff.pid).descriptors, walBytes(dataDir))
}

export const grown = (before: number, now: number, bytes: number): Complaint[] =>
  [
    ...(now - before > descriptorsAllowed ? [`descriptors grew from ${before} to ${now}`] : []),
    ...(bytes > walLimitBytes ? [`the write-ahead log grew to ${bytes} bytes`] : []),
  ].map((what) => ({ invariant: invariantOfGrowth, kind: 'untrue', what }))
