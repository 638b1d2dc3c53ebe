import { audit, byItself } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { StoreError } from '../store/errors.ts'

/** A refund that the backup had reserved and that the PSP had not answered. */
export type Unanswered = { endToEndId: string; refundId: string; amountCents: number }

/**
 * More often than any charge changes after a backup. A screen never goes back to a lower version of a charge: without this leap, one that
 * has seen the charge change since the backup would not show it as paid.
 */
const versionLeap = 1_000

/**
 * Makes a ledger of the past fit to go on. Who was signed in then has to show a PIN again: a session that was ended since, on a till that
 * was stolen, would otherwise be open once more.
 */
export async function wake(ledger: Database, from: string, nowMs: number) {
  const [sweep] = await ledger.all<{ atMs: number }>('SELECT covered_until_ms AS "atMs" FROM sweep')
  const unanswered = await ledger.all<Unanswered>(
    `SELECT end_to_end_id AS "endToEndId", id AS "refundId", amount_cents AS "amountCents"
     FROM refund WHERE status = 'requested' ORDER BY asked_at_ms`,
  )
  const coveredUntilMs = sweep?.atMs
  const written = await ledger.write([
    { text: 'UPDATE charge SET version = version + ?', values: [versionLeap] },
    { text: 'UPDATE session SET ended_at_ms = ? WHERE ended_at_ms IS NULL', values: [nowMs] },
    { text: 'DELETE FROM pairing', values: [] },
    { text: 'DELETE FROM approval WHERE used_at_ms IS NULL', values: [] },
    audit(
      { actor: byItself, action: 'ledger-restored', subject: 'ledger', detail: { from, coveredUntilMs } },
      nowMs,
    ),
  ])
  if (written.kind !== 'written') throw new StoreError('unavailable', 'The restored ledger was not written.')
  return { coveredUntilMs, unanswered }
}
