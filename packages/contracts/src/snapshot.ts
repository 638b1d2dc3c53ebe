import * as z from 'zod/mini'
import { Charge, TerminalId, Txid } from './charge.ts'

const Instant = z.iso.datetime({ offset: true })

/** Who is looking. A display is told of the current charge alone; a till also sees its open and latest sales. */
export const StreamView = z.enum(['till', 'display'])
export type StreamView = z.infer<typeof StreamView>

/** GET /api/terminals/{terminalId}/events. `build` is that of the screen which asks, so that an old one is seen in the list of devices. */
export const StreamQuery = z.object({
  view: z.optional(StreamView),
  build: z.optional(z.string().check(z.regex(/^[\w-]{1,40}$/))),
})

/**
 * The one event of GET /api/terminals/{terminalId}/events: everything the screens of a terminal show, whole,
 * on connect and on every change, so that nothing has to be replayed. What comes later on a stream was read later; between a snapshot
 * and the answer to a request, a charge's `version` decides.
 */
export const Snapshot = z.object({
  /** The PSP's clock as the server knows it: countdowns are measured from it, never from the tablet's. A correction may set it back. */
  serverTime: Instant,
  terminalId: TerminalId,
  shopName: z.string(),
  currentTxid: z.nullable(Txid),
  /** Where the customer's phone finds the receipt of the current charge; null until it is paid, and where the shop has no public address. */
  receiptUrl: z.nullable(z.string()),
  /** Newest first. */
  charges: z.array(Charge),
  /**
   * Absent where the PSP has no Pix Automático: then no screen speaks of it. `offer` is the Offer that the terminal's screens show, or null. It
   * is not looked into here, as no screen needs its schema to start: whoever shows it reads it.
   */
  recurrences: z.optional(z.object({ offer: z.unknown() })),
  psp: z.object({
    status: z.enum(['ok', 'down']),
    /** Since when it does not answer, and when it is asked again. */
    since: z.nullable(Instant),
    nextAttemptAt: z.nullable(Instant),
  }),
  /** For tills alone: displays connected to this terminal, and the latest frame one of them says it has painted. */
  displays: z.optional(
    z.object({
      connected: z.int(),
      painted: z.nullable(z.object({ txid: Txid, version: z.int(), at: Instant })),
    }),
  ),
  /** The build that serves the screens: another one waits until no charge is open. */
  build: z.string(),
})
export type Snapshot = z.infer<typeof Snapshot>
