import type { Offer } from '@balcao/contracts'
import type { Scene } from '../../checkout/scene.ts'

/** What the customer's screen shows of an offer. */
export type OfferScene =
  /** Whatever it would show without one. */
  | { readonly kind: 'none' }
  /** One code for both, or where it would be too dense the charge's own, and the recurrence's after it. */
  | { readonly kind: 'charge'; readonly together: string }
  /** The recurrence alone. */
  | { readonly kind: 'alone'; readonly code: string }
  | { readonly kind: 'agreed' }

/** How long the thanks stay. */
const heldMs = 20_000

export interface OfferSeen {
  readonly offer: Offer
  /** What the screen shows of the charge. */
  readonly scene: Scene
  /** The charge on the screen, also when its end was told long enough ago and the screen rests. */
  readonly charge: { readonly txid: string; readonly status: string } | undefined
  /** For how long this screen has seen it agreed to; undefined where it never saw it waiting. */
  readonly agreedForMs: number | undefined
}

export function offerSceneOf({ offer, scene, charge, agreedForMs }: OfferSeen): OfferScene {
  const none = { kind: 'none' } as const
  // What is known may be untrue, and *Pago* is said alone.
  if (scene.kind === 'stale' || scene.kind === 'connecting') return none
  if (scene.kind === 'charge' && scene.face !== 'awaiting') return none
  if (offer.status === 'approved')
    return scene.kind === 'idle' && agreedForMs !== undefined && agreedForMs < heldMs
      ? { kind: 'agreed' }
      : none
  if (offer.status !== 'offered') return none
  if (scene.kind === 'charge')
    return offer.txid === scene.charge.txid && offer.codeWithCharge !== null
      ? { kind: 'charge', together: offer.codeWithCharge }
      : none
  // Offered with a charge: only once that is paid, since nobody authorises what was not sold.
  const isSold = offer.txid === null || (charge?.txid === offer.txid && charge.status === 'paid')
  return isSold && offer.codeAlone !== null ? { kind: 'alone', code: offer.codeAlone } : none
}
