import type { DeviceKind, Session } from '@balcao/contracts'
import { type Goal, screenOf, wayOn } from './way-on.ts'

/** What the entrance shows. */
export type Step =
  | { readonly kind: 'set-up' }
  /** Somebody is signed in and did not want to go anywhere else. */
  | { readonly kind: 'inside' }
  /** On a till of the shop: who works here, and their PIN. */
  | { readonly kind: 'people' }
  /** On a browser that is none of the shop's. */
  | { readonly kind: 'stranger' }
  | { readonly kind: 'pairing'; readonly device: DeviceKind }
  | { readonly kind: 'onward'; readonly address: string }

/** `code`: a device is to be paired, by whoever is here. `refusedAt`: from where they have just been sent back. */
export function stepOf(
  session: Session,
  goal: Goal | undefined,
  code: string | undefined,
  refusedAt?: string,
): Step {
  const { actor, device, shop } = session
  if (!shop.isSetUp) return { kind: 'set-up' }
  if (actor.kind === 'person') {
    const address = code === undefined ? wayOn(session, goal) : undefined
    return address === undefined || address === refusedAt ? { kind: 'inside' } : { kind: 'onward', address }
  }
  if (device?.kind === 'till') return { kind: 'people' }
  if (code !== undefined) return { kind: 'stranger' }
  // A customer's screen needs nobody: it was sent here from a terminal that is not its own.
  if (device !== null && (goal === undefined || goal.device === device.kind))
    return { kind: 'onward', address: screenOf(device.kind, device.terminalId, goal) }
  if (goal?.device === 'display' || goal?.device === 'kiosk') return { kind: 'pairing', device: goal.device }
  return { kind: 'stranger' }
}
