import * as z from 'zod/mini'
import { TerminalId } from './charge.ts'
import { Lines, Name } from './text.ts'

export const ShopId = z
  .string()
  .check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/, { error: 'must be 1 to 32 small letters, digits and hyphens' }))
/** Terminals that nobody has put elsewhere belong to it. */
export const firstShopId = 'loja-1'

/** Of the IANA, with its region: abbreviations such as `BRT` are many zones' or none's. */
export const TimeZone = z.string().check(
  z.refine((name) => name.includes('/') && isTimeZone(name), {
    error: 'must be a time zone of the IANA, such as America/Sao_Paulo',
  }),
)

/** A line fits paper of 80 mm in a printer's common letters, and breaks once on 58 mm. */
export const receiptLine = { count: 6, characters: 48 } as const

/** PUT /api/shops/{shopId}: makes or changes a shop. */
export const ShopChange = z.strictObject({
  name: Name,
  timeZone: TimeZone,
  /** What receipts say below the sale; null for nothing. */
  receiptText: z.nullable(Lines(receiptLine.count, receiptLine.characters)),
})
export type ShopChange = z.infer<typeof ShopChange>

export const Shop = z.object({
  shopId: ShopId,
  name: z.string(),
  timeZone: z.string(),
  receiptText: z.nullable(z.string()),
})
export type Shop = z.infer<typeof Shop>

/** GET /api/shops: the shops of this business, the first one first, and which terminal is where. */
export const ShopList = z.object({
  shops: z.array(Shop),
  terminals: z.array(z.object({ terminalId: TerminalId, shopId: ShopId })),
})
export type ShopList = z.infer<typeof ShopList>

/** PUT /api/terminals/{terminalId}/shop */
export const TerminalShop = z.strictObject({ shopId: ShopId })

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
