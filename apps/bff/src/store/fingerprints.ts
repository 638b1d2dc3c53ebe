import { firstShopId } from '@balcao/contracts'
import { type Database, inBatches } from './database.ts'

/** As many sales as a till keeps in sight. */
const latestSales = 20

/** What the screens of a terminal show, as a word that is another one as soon as they would show something else. */
const text = (marks: string) => `
  SELECT terminal.terminal_id AS "terminalId", md5(concat_ws('|', current_txid,
    (SELECT name FROM shop WHERE shop.shop_id = coalesce(terminal.shop_id, '${firstShopId}')),
    (SELECT recurrence_id || ' ' || version FROM recurrence WHERE recurrence_id = current_recurrence),
    (SELECT version FROM charge WHERE txid = current_txid),
    (SELECT string_agg(txid || ' ' || version, ',' ORDER BY txid) FROM charge
     WHERE charge.terminal_id = terminal.terminal_id AND status IN ('opening', 'awaiting')),
    (SELECT string_agg(txid || ' ' || version, ',' ORDER BY txid) FROM
      (SELECT txid, version FROM charge WHERE charge.terminal_id = terminal.terminal_id
       ORDER BY created_at_ms DESC LIMIT ${latestSales}) AS latest))) AS fingerprint
  FROM terminal WHERE terminal_id IN ${marks}`

/** Of these terminals; one that never had a charge has none. */
export async function readFingerprints(
  db: Database,
  terminalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await inBatches(terminalIds, ({ marks, values }) =>
    db.all<{ terminalId: string; fingerprint: string }>(text(marks), ...values),
  )
  return new Map(rows.map(({ terminalId, fingerprint }) => [terminalId, fingerprint]))
}
