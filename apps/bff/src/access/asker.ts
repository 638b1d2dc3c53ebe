import type { Role } from '@balcao/domain'
import type { Device } from '../store/devices.ts'

export type Person = {
  kind: 'person'
  personId: string
  name: string
  role: Role
  refundLimitCents: number | null
  sessionHash: string
}
export type Actor = { kind: 'nobody' } | { kind: 'key' } | Person

/** Who sent a request: a person, the shop's own software or nobody, and on which of the shop's screens. */
export type Asker = {
  actor: Actor
  device: Device | undefined
  /** Whose wrong PINs are counted together where the device is none of ours. */
  address: () => string
}

/** As the audit writes it. */
export function actorName({ actor, device }: Asker): string {
  if (actor.kind === 'person') return `person:${actor.personId}`
  if (actor.kind === 'key') return 'key'
  return device === undefined ? 'nobody' : `device:${device.deviceId}`
}
