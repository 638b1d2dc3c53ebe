import { type Database, inBatches } from './database.ts'

/** How often a BFF says that it is there. */
export const hereEveryMs = 1_000
/** One that has not said so for this long is not there: two of its words may be late, and with the look of the others it is five seconds. */
const goneAfter = "interval '3 seconds'"
/** Long enough for whoever was only paused to find itself still written down. */
const forgottenAfter = "interval '1 minute'"

const isThere = `bff.seen_at > clock_timestamp() - ${goneAfter}`
/** In PostgreSQL the hidden column xmax of a row is 0 where it was inserted and not found. */
const beHere = `INSERT INTO bff (bff_id, seen_at) VALUES (?, clock_timestamp())
  ON CONFLICT (bff_id) DO UPDATE SET seen_at = excluded.seen_at RETURNING xmax = 0 AS "isNew"`
const forget = `DELETE FROM bff WHERE seen_at < clock_timestamp() - ${forgottenAfter}`
const put = `INSERT INTO bff_display (bff_id, terminal_id, connected)
  SELECT ?, key, value::bigint FROM json_each_text(?) ON CONFLICT (terminal_id, bff_id) DO UPDATE SET connected = excluded.connected`
const paint = `INSERT INTO painted (terminal_id, txid, version, at) VALUES (?, ?, ?, ?) ON CONFLICT (terminal_id) DO UPDATE
  SET txid = excluded.txid, version = excluded.version, at = excluded.at
  WHERE painted.txid <> excluded.txid OR painted.version < excluded.version RETURNING terminal_id`
const elsewhere = `SELECT txid, version, at,
    (SELECT coalesce(sum(connected), 0) FROM bff_display JOIN bff USING (bff_id)
     WHERE bff_display.terminal_id = asked.terminal_id AND bff_id <> ? AND ${isThere}) AS connected
  FROM (SELECT ?::text AS terminal_id) AS asked LEFT JOIN painted USING (terminal_id)`
const marks = (list: string) => `
  SELECT terminal_id AS "terminalId", string_agg(mark, ' ' ORDER BY mark) AS mark FROM
    (SELECT terminal_id, bff_id || ' ' || connected AS mark FROM bff_display JOIN bff USING (bff_id)
     WHERE connected > 0 AND ${isThere}
     UNION ALL SELECT terminal_id, txid || ' ' || version FROM painted) AS known
  WHERE terminal_id IN ${list} GROUP BY terminal_id`

type Row = { txid: string | null; version: number; at: string; connected: number }

/** What each of several BFFs says of the displays that hang on it. */
export function createPresenceTable(db: Database, bffId: string) {
  return {
    async beHere(): Promise<boolean> {
      const written = await db.write([
        { text: beHere, values: [bffId] },
        { text: forget, values: [] },
      ])
      const [row] = (written.kind === 'written' ? written.rows[0] : []) as { isNew: boolean }[]
      return row?.isNew ?? false
    },
    async put(counts: ReadonlyMap<string, number>): Promise<void> {
      await db.write([{ text: put, values: [bffId, JSON.stringify(Object.fromEntries(counts))] }])
    },
    async paint(terminalId: string, { txid, version, at }: { txid: string; version: number; at: string }) {
      const written = await db.write([{ text: paint, values: [terminalId, txid, version, at] }])
      return written.kind === 'written' && written.rows[0]?.length === 1
    },
    async elsewhere(terminalId: string) {
      const [row] = await db.all<Row>(elsewhere, bffId, terminalId)
      if (row === undefined) throw new Error('A question without a FROM has one row')
      const { txid, version, at, connected } = row
      return { connected, painted: txid === null ? null : { txid, version, at } }
    },
    /** So that the others need not find out. */
    async leave(): Promise<void> {
      await db.write([{ text: 'DELETE FROM bff WHERE bff_id = ?', values: [bffId] }])
    },
  }
}

/** Of each of these terminals a word that is another one as soon as its displays, or what they show, are others. */
export async function readPresenceMarks(
  db: Database,
  terminalIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await inBatches(terminalIds, (list) =>
    db.all<{ terminalId: string; mark: string }>(marks(list.marks), ...list.values),
  )
  return new Map(rows.map(({ terminalId, mark }) => [terminalId, mark]))
}
