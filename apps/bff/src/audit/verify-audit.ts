import { hashOf, noHash } from '../store/audit.ts'
import type { OpenAudit } from './open-audit.ts'

export type Head = { place: number; hash: string }
export type Verdict =
  /** `waiting`: rows that are written and stand in no chain yet, so that nothing can be said of them. */
  | { kind: 'whole'; rows: number; head: Head; waiting: number }
  /** The first row that is not as it was written, or that is not there. */
  | { kind: 'broken'; place: number; why: 'missing' | 'changed' | 'head-missing' | 'head-changed' }

/** As many rows as fit a screenful of memory. */
const page = 1_000

/**
 * Goes along the chain from its beginning. A row that was changed, taken out, put in or moved breaks it there. Rows that were cut off at the
 * end break nothing, so a head that was written down elsewhere is looked for: each day's is in the log.
 */
export async function verifyAudit(
  ledger: Pick<OpenAudit, 'auditAfter' | 'auditWaiting'>,
  known?: Head,
): Promise<Verdict> {
  let head: Head = { place: 0, hash: noHash }
  for (;;) {
    const rows = await ledger.auditAfter(head.place, page)
    for (const row of rows) {
      const place = head.place + 1
      if (row.place !== place) return { kind: 'broken', place, why: 'missing' }
      if (row.hash !== hashOf(head.hash, row)) return { kind: 'broken', place, why: 'changed' }
      head = { place, hash: row.hash }
      if (known?.place === place && known.hash !== row.hash)
        return { kind: 'broken', place, why: 'head-changed' }
    }
    if (rows.length < page) break
  }
  if (known !== undefined && known.place > head.place)
    return { kind: 'broken', place: head.place + 1, why: 'head-missing' }
  return { kind: 'whole', rows: head.place, head, waiting: await ledger.auditWaiting() }
}

const brokenWords = {
  missing: 'is not there',
  changed: 'is not as it was written',
  'head-missing': 'and those after it were cut off: the head that you gave is not there',
  'head-changed': 'is another one than the head that you gave',
} as const

/** What is found, in words. */
export function tellVerdict(verdict: Verdict): string {
  if (verdict.kind === 'broken')
    return `The audit is broken: row ${verdict.place} ${brokenWords[verdict.why]}.`
  const { rows, head, waiting } = verdict
  const chained =
    rows === 0 ? 'No row is in the chain yet.' : `${rows} rows, whole. Head ${head.place}:${head.hash}`
  return waiting === 0 ? chained : `${chained}\n${waitingWords(waiting)}`
}

/** A BFF at work chains each row within a second or so; one that was stopped in between has left them. */
export const waitingWords = (rows: number) =>
  `Not chained yet: ${rows} newer. A running BFF does it within seconds; ask again then.`
