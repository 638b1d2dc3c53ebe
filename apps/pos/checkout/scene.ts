import type { Charge } from '@balcao/contracts'
import type { Connection } from '@balcao/shell'
import { type Face, faceOf, lastPaidAt } from './charge-face.ts'

/** What the customer's screen shows: one thing at a time. */
export type Scene =
  /** Nothing is known yet. */
  | { readonly kind: 'connecting' }
  /** What is known may be untrue. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'idle' }
  | { readonly kind: 'charge'; readonly charge: Charge; readonly face: Face }

/** How long the end of a sale stays, for a customer who looks up from the phone. Absent: until the cashier does something. */
export const heldMs: { readonly [face in Face]?: number } = {
  paid: 8_000,
  cancelled: 8_000,
  refused: 8_000,
  expired: 60_000,
}
/** To see that there is a receipt, find the camera and aim it takes longer than to read *Pago*. The next sale does not wait for it. */
const receiptHeldMs = 20_000
/** A screen that starts in the morning does not greet with last night's sale. */
const forgottenMs = 600_000

export interface Seen {
  readonly charge: Charge | undefined
  /** The server's time; undefined until it has spoken. */
  readonly nowMs: number | undefined
  readonly connection: Connection
  /** How long this charge has had this face on this screen. */
  readonly shownForMs: number
  /** A code with the receipt stands beside *Pago*. */
  readonly hasReceipt?: boolean
}

export function sceneOf({ charge, nowMs, connection, shownForMs, hasReceipt = false }: Seen): Scene {
  const face = charge && nowMs !== undefined ? faceOf(charge, nowMs) : undefined
  const isOver =
    face !== undefined &&
    shownForMs >= (face === 'paid' && hasReceipt ? receiptHeldMs : (heldMs[face] ?? Number.POSITIVE_INFINITY))
  // Money that came stays true without a connection; everything else may have changed.
  if (charge && face === 'paid' && !isOver && !isForgotten(charge, nowMs))
    return { kind: 'charge', charge, face }
  if (connection.state === 'stale') return { kind: 'stale' }
  if (nowMs === undefined) return { kind: 'connecting' }
  if (!charge || !face || face === 'paid' || isOver) return { kind: 'idle' }
  return { kind: 'charge', charge, face }
}

function isForgotten(charge: Charge, nowMs = 0): boolean {
  const paidAt = lastPaidAt(charge)
  return paidAt !== undefined && nowMs - Date.parse(paidAt) > forgottenMs
}
