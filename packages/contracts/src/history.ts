import * as z from 'zod/mini'
import { ChargeFlag, ChargeStatus, maxAmountCents, TerminalId } from './charge.ts'
import { Day } from './reconciliation.ts'
import { ShopId } from './shops.ts'

/** As few characters as still tell one sale from most others. */
export const fewestToFindBy = 4

const Cents = z
  .string()
  .check(z.regex(/^[1-9]\d{0,11}$/, { error: `must be whole cents from 1 to ${maxAmountCents}, in digits` }))
const Time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time like 14:05' }))

/** GET /api/charges. `before` is the `nextBefore` of the page before; newest first. All that is given has to hold. */
export const ChargeListQuery = z.strictObject({
  terminalId: z.optional(TerminalId),
  /** Of the terminals that stand in this shop now. Its clock is the one that days and minutes go by. */
  shopId: z.optional(ShopId),
  status: z.optional(ChargeStatus),
  /** Milliseconds and a txid, as they were given out. */
  before: z.optional(z.string().check(z.regex(/^\d{1,16}(-[a-zA-Z0-9]{26,35})?$/))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9]\d|100)$/))),
  /** Days of the shop, both inside: only charges made on them. */
  from: z.optional(Day),
  to: z.optional(Day),
  /** Minutes of the first and of the last of these days, by the shop's clock, both inside. */
  fromTime: z.optional(Time),
  toTime: z.optional(Time),
  /** What was asked for, both inside; the same twice is exactly that. */
  minCents: z.optional(Cents),
  maxCents: z.optional(Cents),
  flag: z.optional(ChargeFlag),
  /** Who made it, as the audit names them. */
  madeBy: z.optional(
    z.string().check(
      z.regex(/^(key|(person|device):[0-9a-f]{32})$/, {
        error: 'must be key, person:… or device:… with an id',
      }),
    ),
  ),
  /** The whole of it or its beginning. */
  txid: z.optional(
    z
      .string()
      .check(z.regex(/^[a-zA-Z0-9]{4,35}$/, { error: `must be ${fewestToFindBy} to 35 letters and digits` })),
  ),
  /** The last characters of a Pix that it received, in any case, or all of them. */
  endToEndIdEnding: z.optional(
    z
      .string()
      .check(z.regex(/^[a-zA-Z0-9]{4,64}$/, { error: `must be ${fewestToFindBy} to 64 letters and digits` })),
  ),
})
export type ChargeListQuery = z.infer<typeof ChargeListQuery>
