import * as z from 'zod/mini'

const Instant = z.iso.datetime({ offset: true })

/** GET /api/webhook, and POST to register and verify it anew: how well the PSP's notifications reach us. */
export const WebhookCare = z.object({
  /** What is registered at the PSP, as the PSP says; null where it says nothing of the address. */
  url: z.nullable(z.string()),
  /** unknown: not asked yet, or the PSP did not answer. elsewhere: another address than ours is registered. */
  registration: z.enum(['registered', 'missing', 'elsewhere', 'unknown']),
  registeredAt: z.nullable(Instant),
  verifiedAt: z.nullable(Instant),
  lastDeliveryAt: z.nullable(Instant),
  /** How Pix of the last seven days came into the ledger. */
  heardBy: z.object({ webhook: z.int(), sweep: z.int(), asking: z.int() }),
  /** Why it is not registered, in words for a person, in Brazilian Portuguese. */
  advice: z.nullable(z.string()),
})
export type WebhookCare = z.infer<typeof WebhookCare>
