import * as z from 'zod/mini'
import { Day } from './reconciliation.ts'

const Instant = z.iso.datetime({ offset: true })
/** `detail` is for whoever watches over the servers; a person of the shop reads what the office makes of the rest. */
const Part = z.object({ status: z.enum(['ok', 'down']), detail: z.optional(z.string()) })

const Psp = z.extend(Part, {
  /** silent: it does not answer, or talks nonsense · refuses-us: our credentials or our certificate · too-often: it asked for a pause. */
  down: z.nullable(
    z.object({
      why: z.enum(['silent', 'refuses-us', 'too-often']),
      since: Instant,
      nextAttemptAt: Instant,
    }),
  ),
  /** Until when the PSP can know us; null where it asks for no certificate. */
  certificateEndsAt: z.nullable(Instant),
})

/** GET /api/health: 200 while sales can be made, 503 when the ledger cannot be written. */
export const Health = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  time: Instant,
  build: z.string(),
  store: Part,
  psp: Psp,
  webhook: Part,
  openCharges: z.int(),
  screens: z.int(),
})
export type Health = z.infer<typeof Health>

/** GET /api/charges. `before` is the `nextBefore` of the page before; newest first. */
export const ChargeListQuery = z.strictObject({
  terminalId: z.optional(z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/))),
  status: z.optional(z.enum(['opening', 'awaiting', 'paid', 'expired', 'cancelled'])),
  before: z.optional(z.string().check(z.regex(/^\d{1,16}(-[a-zA-Z0-9]{26,35})?$/))),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9]\d|100)$/))),
  /** Days of the shop, both inside: only charges made on them. */
  from: z.optional(Day),
  to: z.optional(Day),
})
