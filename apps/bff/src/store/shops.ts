import { firstShopId } from '@balcao/contracts'
import { audit, type Deed } from './audit.ts'
import { readFace } from './charge-rows.ts'
import type { Change, Database } from './database.ts'

export type Shop = {
  shopId: string
  name: string
  /** Of the IANA. */
  timeZone: string
  /** What receipts say below the sale, in lines. */
  receiptText: string | null
}
export type TerminalPlace = { terminalId: string; shopId: string }

/** What it is until a start has said better: a ledger that is only read, by a test or a tool, has none. */
const firstShop: Shop = {
  shopId: firstShopId,
  name: 'Loja',
  timeZone: 'America/Sao_Paulo',
  receiptText: null,
}

const columns = `shop_id AS "shopId", name, time_zone AS "timeZone", receipt_text AS "receiptText"`

/** The shops of the business, and which terminal is in which. */
export function createShops(db: Database) {
  return {
    /** The first one first, then by name. */
    async shops(): Promise<Shop[]> {
      const rows = await db.all<Shop>(
        `SELECT ${columns} FROM shop ORDER BY shop_id <> ?, name, shop_id`,
        firstShopId,
      )
      return rows.some(({ shopId }) => shopId === firstShopId) ? rows : [firstShop, ...rows]
    },
    async shop(shopId: string): Promise<Shop | undefined> {
      const [row] = await db.all<Shop>(`SELECT ${columns} FROM shop WHERE shop_id = ?`, shopId)
      return row ?? (shopId === firstShopId ? firstShop : undefined)
    },
    /** The shop of this terminal; the first one where there is no terminal, or none that anybody has placed. */
    async shopOf(terminalId: string | undefined): Promise<Shop> {
      const [row] = await db.all<Shop>(
        `SELECT ${columns} FROM shop
         WHERE shop_id = coalesce((SELECT shop_id FROM terminal WHERE terminal_id = ?), ?)`,
        terminalId ?? '',
        firstShopId,
      )
      return row ?? firstShop
    },
    /** What every screen of this terminal shows. */
    async faceOf(terminalId: string) {
      const face = await readFace(db, terminalId, firstShopId)
      return { ...face, shopName: face.shopName ?? firstShop.name }
    },
    /** Every terminal that has sold or that a screen belongs to. */
    terminalPlaces: () =>
      db.all<TerminalPlace>(
        `SELECT known.terminal_id AS "terminalId", coalesce(terminal.shop_id, ?) AS "shopId"
         FROM (SELECT terminal_id FROM terminal UNION SELECT terminal_id FROM device WHERE revoked_at_ms IS NULL) known
         LEFT JOIN terminal ON terminal.terminal_id = known.terminal_id
         ORDER BY known.terminal_id`,
        firstShopId,
      ),

    /** What the settings say of the first shop holds until somebody has said otherwise. */
    async nameFirstShop({ name, timeZone }: Pick<Shop, 'name' | 'timeZone'>): Promise<void> {
      const [known] = await db.all<Pick<Shop, 'name' | 'timeZone'>>(
        `SELECT name, time_zone AS "timeZone" FROM shop WHERE shop_id = ?`,
        firstShopId,
      )
      if (known?.name === name && known.timeZone === timeZone) return
      await db.write([
        {
          text: `INSERT INTO shop (shop_id, name, time_zone) VALUES (?, ?, ?)
                 ON CONFLICT (shop_id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone
                   WHERE shop.changed_at_ms IS NULL`,
          values: [firstShopId, name, timeZone],
        },
      ])
    },
    /** Makes or changes a shop. */
    saveShop: async (shop: Shop, deed: Deed, nowMs: number): Promise<void> =>
      void (await db.write([putShop(shop, nowMs), audit(deed, nowMs)])),
    placeTerminal: async ({ terminalId, shopId }: TerminalPlace, deed: Deed, nowMs: number): Promise<void> =>
      void (await db.write([
        {
          text: 'INSERT INTO terminal (terminal_id, shop_id) VALUES (?, ?) ON CONFLICT (terminal_id) DO UPDATE SET shop_id = excluded.shop_id',
          values: [terminalId, shopId],
        },
        audit(deed, nowMs),
      ])),
  }
}

export const putShop = ({ shopId, name, timeZone, receiptText }: Shop, nowMs: number): Change => ({
  text: `INSERT INTO shop (shop_id, name, time_zone, receipt_text, changed_at_ms) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (shop_id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone,
           receipt_text = excluded.receipt_text, changed_at_ms = excluded.changed_at_ms`,
  values: [shopId, name, timeZone, receiptText, nowMs],
})
