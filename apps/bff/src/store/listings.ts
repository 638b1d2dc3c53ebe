import type { PspTruth, Refund } from '@balcao/domain'
import type { Change, Database } from './database.ts'
import { nextTurn } from './next-turn.ts'

/** A Pix as the PSP lists it. */
export type PixThere = {
  endToEndId: string
  txid: string | null
  amountCents: number
  paidAtMs: number
  refunds: readonly Refund[]
}
/** A charge as the PSP lists it. */
export type ChargeThere = {
  txid: string
  amountCents: number
  refundedCents: number
  status: PspTruth['status']
  createdAtMs: number
}

export type Listing = 'pix' | 'charges'

/** Rows deleted in one transaction: a month of them at once would stop the cashiers for a second. */
const deletedAtOnce = 1_000
const tables = {
  pix: { table: 'psp_pix', key: 'end_to_end_id', at: 'paid_at_ms' },
  charges: { table: 'psp_charge', key: 'txid', at: 'created_at_ms' },
} as const

export async function dropListing(db: Database, listing: Listing, readingId: number): Promise<void> {
  const { table, key, at } = tables[listing]
  const text = `DELETE FROM ${table} WHERE reading_id = ? AND ${key} IN
                (SELECT ${key} FROM ${table} WHERE reading_id = ? ORDER BY ${at}, ${key} LIMIT ?) RETURNING ${key}`
  for (let dropped = deletedAtOnce; dropped === deletedAtOnce; await nextTurn()) {
    const written = await db.write([{ text, values: [readingId, readingId, deletedAtOnce] }])
    dropped = written.kind === 'written' ? (written.rows[0]?.length ?? 0) : 0
  }
}

/** A reading that is under way keeps what it has listed. */
const ofCurrentReadings = 'reading_id IN (SELECT id FROM current_reading)'

/** What the PSP lists, kept beside the ledger by the reading that found it. Each id is kept once, as it was listed last. */
export function createListings(db: Database) {
  const change = async (changes: readonly Change[]): Promise<void> => void (await db.write(changes))

  return {
    putPixThere: (readingId: number, listed: readonly PixThere[]): Promise<void> =>
      change(listed.flatMap((pix) => putPix(readingId, pix))),

    putChargesThere: (readingId: number, listed: readonly ChargeThere[]): Promise<void> =>
      change(listed.map((charge) => putCharge(readingId, charge))),

    /** Forgets what a reading has listed so far, so that the list can be read again from its beginning. */
    forgetThere: (listing: Listing, readingId: number): Promise<void> => dropListing(db, listing, readingId),

    /** One Pix, looked at again: what every comparison that it belongs to has of it from now on. */
    async lookedAtPix(endToEndId: string, found: PixThere | 'absent'): Promise<void> {
      const text = `DELETE FROM psp_pix WHERE end_to_end_id = ? AND ${ofCurrentReadings}`
      const readings = found === 'absent' ? [] : await readingsOf(found.paidAtMs)
      const put = found === 'absent' ? [] : readings.flatMap((id) => putPix(id, found))
      await change([{ text, values: [endToEndId] }, ...put])
    },

    /** One charge, looked at again. */
    async lookedAtCharge(txid: string, found: ChargeThere | 'absent'): Promise<void> {
      const text = `DELETE FROM psp_charge WHERE txid = ? AND ${ofCurrentReadings}`
      const readings = found === 'absent' ? [] : await readingsOf(found.createdAtMs)
      const put = found === 'absent' ? [] : readings.map((id) => putCharge(id, found))
      await change([{ text, values: [txid] }, ...put])
    },

    /** When the PSP says that it made this charge, where a reading has listed it. */
    async createdThereAtMs(txid: string): Promise<number | undefined> {
      const [row] = await db.all<{ created_at_ms: number }>(
        'SELECT created_at_ms FROM psp_charge WHERE txid = ? LIMIT 1',
        txid,
      )
      return row?.created_at_ms
    },
  }

  async function readingsOf(atMs: number): Promise<number[]> {
    const rows = await db.all<{ id: number }>(
      'SELECT id FROM current_reading WHERE from_ms <= ? AND until_ms >= ?',
      atMs,
      atMs,
    )
    return rows.map(({ id }) => id)
  }
}

/** What the PSP has answered about one refund, beside every listing of its Pix. */
export const noteThere = ({ endToEndId, id, amountCents, status }: Refund): Change => ({
  text: `INSERT INTO psp_refund (end_to_end_id, reading_id, id, amount_cents, status)
         SELECT end_to_end_id, reading_id, CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS TEXT) FROM psp_pix WHERE end_to_end_id = ?
         ON CONFLICT (end_to_end_id, reading_id, id) DO UPDATE SET amount_cents = excluded.amount_cents, status = excluded.status`,
  values: [id, amountCents, status, endToEndId],
})

const putPix = (
  readingId: number,
  { endToEndId, txid, amountCents, paidAtMs, refunds }: PixThere,
): Change[] => [
  {
    text: `INSERT INTO psp_pix (end_to_end_id, reading_id, txid, amount_cents, paid_at_ms) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (end_to_end_id, reading_id) DO UPDATE SET txid = excluded.txid, amount_cents = excluded.amount_cents, paid_at_ms = excluded.paid_at_ms`,
    values: [endToEndId, readingId, txid, amountCents, paidAtMs],
  },
  ...refunds.map(({ id, amountCents: cents, status }) => ({
    text: `INSERT INTO psp_refund (end_to_end_id, reading_id, id, amount_cents, status) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (end_to_end_id, reading_id, id) DO UPDATE SET amount_cents = excluded.amount_cents, status = excluded.status`,
    values: [endToEndId, readingId, id, cents, status],
  })),
]

const putCharge = (
  readingId: number,
  { txid, amountCents, refundedCents, status, createdAtMs }: ChargeThere,
): Change => ({
  text: `INSERT INTO psp_charge (txid, reading_id, amount_cents, refunded_cents, status, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (txid, reading_id) DO UPDATE SET amount_cents = excluded.amount_cents, refunded_cents = excluded.refunded_cents, status = excluded.status`,
  values: [txid, readingId, amountCents, refundedCents, status, createdAtMs],
})
