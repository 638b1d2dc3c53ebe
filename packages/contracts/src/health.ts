import * as z from 'zod/mini'

const Instant = z.iso.datetime({ offset: true })
/** `detail` is for whoever watches over the servers; a person of the shop reads what the office makes of the rest. */
const Part = z.object({ status: z.enum(['ok', 'down']), detail: z.optional(z.string()) })

const Psp = z.extend(Part, {
  /** As the setting PSP has it: `sandbox`, `cielo`, …; of a PSP described in a file, the name given there. */
  name: z.string(),
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
