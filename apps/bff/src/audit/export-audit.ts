import type { AuditRow } from '../store/audit.ts'
import type { OpenAudit } from './open-audit.ts'

/** Rows that are in memory at once. */
const page = 500

/**
 * Every row of the audit that has its place in the chain, one JSON object in a line (NDJSON), oldest first. `detail` is the text that was
 * hashed, byte for byte, so that whoever has the file can hold each hash against the row and the hash before it.
 */
export async function* exportAudit(audit: Pick<OpenAudit, 'auditAfter'>): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await audit.auditAfter(after, page)
    yield rows.map(lineOf).join('')
    const last = rows.at(-1)
    if (last?.place == null) return
    after = last.place
  }
}

const lineOf = ({ place, atMs, actor, action, subject, detail, hash }: AuditRow) =>
  `${JSON.stringify({ place, at: new Date(atMs).toISOString(), atMs, actor, action, subject, detail, hash })}\n`
