import { type AuditRow, hashOf, noHash } from '../store/audit.ts'

export type Head = { place: number; hash: string }
export type Verdict =
  | { kind: 'whole'; rows: number; head: Head }
  /** The first row that is not as it was written, or that is not there. */
  | { kind: 'broken'; place: number; why: 'missing' | 'changed' | 'head-missing' | 'head-changed' }

/** As many rows as fit a screenful of memory. */
const page = 1_000

/**
 * Goes along the chain from its beginning. A row that was changed, taken out, put in or moved breaks it there. Rows that were cut off at the
 * end break nothing, so a head that was written down elsewhere is looked for: each day's is in the log.
 */
export async function verifyAudit(
  ledger: { auditAfter: (place: number, limit: number) => Promise<AuditRow[]> },
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
  return { kind: 'whole', rows: head.place, head }
}
