import type { Charge } from '@balcao/domain'
import * as z from 'zod/mini'
import { type HeardBy, readCharge } from './charge-rows.ts'
import { type Change, type Database, inBatches } from './database.ts'
import { keyOf } from './sessions.ts'

/** A customer's screen has said that it shows this of a charge. */
export type Painting = { txid: string; what: 'code' | 'paid'; atMs: number }

/** A row of the audit that tells of one sale, after it was opened. */
export type SaleDeed = { atMs: number; actor: string; action: string; detail: z.infer<typeof Detail> }

/** All that is kept of how a sale went. */
export type SaleFacts = {
  charge: Charge
  madeBy: string | null
  paintings: readonly Painting[]
  heard: readonly { endToEndId: string; heardAtMs: number; heardBy: HeardBy }[]
  deeds: readonly SaleDeed[]
  /** Who has allowed a refund that was above the limit of whoever asked, as the audit names them, by the refund's id. */
  allowed: ReadonlyMap<string, string>
  /** Of the people and devices that the audit names, by how it names them. */
  names: ReadonlyMap<string, string>
}

/** What the audit says of a change, as far as a timeline tells of it. */
const Detail = z.object({
  to: z.optional(z.string()),
  pending: z.optional(z.nullable(z.string())),
  expiresAtMs: z.optional(z.nullable(z.int())),
  refunds: z.optional(
    z.array(
      z.object({
        id: z.string(),
        amountCents: z.int(),
        status: z.enum(['requested', 'processing', 'refunded', 'not-realized']),
      }),
    ),
  ),
})

/** How single sales went. */
export function createTimelines(db: Database) {
  async function namesOf(actors: readonly string[]): Promise<Map<string, string>> {
    const idsOf = (kind: string) =>
      actors.filter((actor) => actor.startsWith(`${kind}:`)).map((actor) => actor.slice(kind.length + 1))
    const named = async (kind: 'person' | 'device') =>
      idsOf(kind).length === 0
        ? []
        : inBatches(idsOf(kind), ({ marks, values }) =>
            db.all<{ actor: string; name: string }>(
              `SELECT '${kind}:' || ${kind}_id AS actor, name FROM ${kind} WHERE ${kind}_id IN ${marks}`,
              ...values,
            ),
          )
    const rows = [...(await named('person')), ...(await named('device'))]
    return new Map(rows.map(({ actor, name }) => [actor, name]))
  }

  /** A word that was not used up has moved no money. */
  async function allowedOf({ txid, refunds }: Charge): Promise<Map<string, string>> {
    const ids = new Map(refunds.map(({ id }) => [keyOf({ of: txid, refundId: id }), id]))
    if (ids.size === 0) return new Map()
    const rows = await inBatches([...ids.keys()], ({ marks, values }) =>
      db.all<{ key: string; actor: string }>(
        `SELECT refund_id AS "key", 'person:' || approver_id AS actor FROM approval
         WHERE used_at_ms IS NOT NULL AND refund_id IN ${marks}`,
        ...values,
      ),
    )
    return new Map(rows.map(({ key, actor }) => [ids.get(key) ?? key, actor]))
  }

  return {
    /** Keeps when something was first shown; of what is known already nothing changes. */
    keepPaintings: async (paintings: readonly Painting[]): Promise<void> =>
      void (await db.write(
        paintings.map(
          ({ txid, what, atMs }): Change => ({
            text: 'INSERT INTO first_painted (txid, what, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
            values: [txid, what, atMs],
          }),
        ),
      )),

    async saleFacts(txid: string): Promise<SaleFacts | undefined> {
      const charge = await readCharge(db, txid)
      if (charge === undefined) return undefined
      const [made, paintings, heard, rows, allowed] = await Promise.all([
        db.all<{ madeBy: string | null }>('SELECT made_by AS "madeBy" FROM charge WHERE txid = ?', txid),
        db.all<Painting>('SELECT txid, what, at_ms AS "atMs" FROM first_painted WHERE txid = ?', txid),
        db.all<SaleFacts['heard'][number]>(
          `SELECT end_to_end_id AS "endToEndId", heard_at_ms AS "heardAtMs", heard_by AS "heardBy" FROM pix WHERE txid = ?`,
          txid,
        ),
        db.all<Omit<SaleDeed, 'detail'> & { detail: string }>(
          `SELECT at_ms AS "atMs", actor, action, detail FROM audit
           WHERE subject = ? AND action IN ('charge-changed', 'receipt-printed') ORDER BY seq`,
          `charge:${txid}`,
        ),
        allowedOf(charge),
      ])
      const madeBy = made[0]?.madeBy ?? null
      const deeds = rows.map((row) => ({ ...row, detail: Detail.parse(JSON.parse(row.detail)) }))
      const actors = new Set([
        ...deeds.map(({ actor }) => actor),
        ...allowed.values(),
        ...(madeBy === null ? [] : [madeBy]),
      ])
      return { charge, madeBy, paintings, heard, deeds, allowed, names: await namesOf([...actors]) }
    },
  }
}
