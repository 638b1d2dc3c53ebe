import { firstShopId } from '@balcao/contracts'
import type { Charge } from '@balcao/domain'
import { withPayments } from './charge-rows.ts'
import { type Database, inBatches } from './database.ts'
import {
  type ChargeFilter,
  type ChargePlace,
  fewByKey,
  isNarrow,
  placeAfter,
  wanted,
} from './history-texts.ts'
import { nextTurn } from './next-turn.ts'
import { type ChargeRow, chargeColumns } from './rows.ts'

export type { ChargeFilter } from './history-texts.ts'
export type FoundCharges = { charges: Charge[]; next: ChargePlace | null }

/** How many charges are looked through for what no index tells. */
const reach = {
  /** In one go: some milliseconds, and then everything else has its turn. */
  stretch: 2_000,
  /** In one request. Whoever looks for what is rarer asks for the next page. */
  request: 100_000,
}

const select = `SELECT ${chargeColumns} FROM charge`
const newestFirst = 'ORDER BY created_at_ms DESC, txid'

/** Finds charges, newest first, whatever the size of the ledger. */
export function createHistory(db: Database, { stretch, request } = reach) {
  /** What an index answers by itself. */
  async function directly(filter: ChargeFilter, limit: number): Promise<ChargeRow[]> {
    const { where, values } = wanted(filter)
    return db.all<ChargeRow>(`${select} ${where} ${newestFirst} LIMIT ?`, ...values, limit)
  }

  /** One list of several terminals, each of which an index answers: however little they have sold, nobody else's sales are read. */
  async function ofShop({ shopId, ...filter }: ChargeFilter & { shopId: string }): Promise<ChargeRow[]> {
    const terminals = await db.all<{ terminalId: string }>(
      'SELECT terminal_id AS "terminalId" FROM terminal WHERE coalesce(shop_id, ?) = ?',
      firstShopId,
      shopId,
    )
    const lists = await Promise.all(
      terminals
        .filter(({ terminalId }) => filter.terminalId === undefined || filter.terminalId === terminalId)
        .map(({ terminalId }) => directly({ ...filter, terminalId }, filter.limit)),
    )
    return lists.flat().sort(byPlace)
  }

  /** All that one of the keys of this search leaves, where those are few. */
  async function amongFew(filter: ChargeFilter): Promise<ChargeRow[] | undefined> {
    const txids = await fewByKey(db, filter)
    if (txids === undefined) return undefined
    const { condition, values } = wanted(filter)
    const rows = await inBatches(txids, (list) =>
      db.all<ChargeRow>(
        `${select} WHERE txid IN ${list.marks} AND ${condition || '1 = 1'}`,
        ...list.values,
        ...values,
      ),
    )
    return rows.sort(byPlace)
  }

  /** The instant that ends the stretch which begins here, and is inside it as a whole; undefined where the list ends before. */
  async function endOfStretch({ terminalId, before, fromMs, untilMs }: ChargeFilter) {
    const { where, values } = wanted({ terminalId, before, fromMs, untilMs, limit: 1 })
    const [row] = await db.all<{ atMs: number }>(
      `SELECT created_at_ms AS "atMs" FROM charge ${where} ORDER BY created_at_ms DESC LIMIT 1 OFFSET ?`,
      ...values,
      stretch - 1,
    )
    return row?.atMs
  }

  /** Stretch by stretch of time, until a page is full or as much as one request may was looked through. */
  async function through(filter: ChargeFilter): Promise<{ rows: ChargeRow[]; next: ChargePlace | null }> {
    const rows: ChargeRow[] = []
    // Also where nobody has said when to begin: a bound is what makes a database go by time.
    const fromMs = filter.fromMs ?? 0
    let { before } = filter
    for (let looked = 0; looked < request; looked += stretch) {
      const endMs = await endOfStretch({ ...filter, before, fromMs })
      const room = filter.limit - rows.length
      rows.push(...(await directly({ ...filter, before, fromMs: endMs ?? fromMs }, room)))
      if (rows.length === filter.limit) return { rows, next: placeAfter(rows) }
      if (endMs === undefined) return { rows, next: null }
      before = { createdAtMs: endMs }
      await nextTurn()
    }
    return { rows, next: before ?? null }
  }

  return {
    /** At most `limit`. A page may have fewer and not be the last: `next` is null there alone. */
    async listCharges(filter: ChargeFilter): Promise<FoundCharges> {
      if (isNarrow(filter)) {
        const few = await amongFew(filter)
        const found = few === undefined ? await through(filter) : pageOf(few, filter.limit)
        return { charges: await withPayments(db, found.rows), next: found.next }
      }
      const { shopId, limit } = filter
      const found = shopId === undefined ? directly(filter, limit) : ofShop({ ...filter, shopId })
      const { rows, next } = pageOf(await found, limit)
      return { charges: await withPayments(db, rows), next }
    },
  }
}

/** As `newestFirst` has them. */
const byPlace = (a: ChargeRow, b: ChargeRow) =>
  b.created_at_ms - a.created_at_ms || (a.txid < b.txid ? -1 : 1)

const pageOf = (rows: readonly ChargeRow[], limit: number) => ({
  rows: rows.slice(0, limit),
  next: rows.length >= limit ? placeAfter(rows.slice(0, limit)) : null,
})
