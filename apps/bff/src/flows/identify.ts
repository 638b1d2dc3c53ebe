import { isSessionOver } from '@balcao/domain'
import type { Actor, Asker } from '../access/asker.ts'
import { createSecretCheck, fingerprint } from '../access/secret.ts'
import type { Device } from '../store/devices.ts'
import type { AccessDeps } from './sign-in.ts'

/** What a request carries to say who sends it. */
export type Presented = {
  authorization: string | undefined
  sessionSecret: string | undefined
  deviceSecret: string | undefined
  /** Asked of the system by those alone who have to know it. */
  address: () => string
  /** Somebody has done something: what a screen asks by itself keeps no session alive. */
  isDeed: boolean
}

/** How much later than true the ledger may say that somebody was seen: not every touch is worth a write. */
const seenEveryMs = 60_000

/** Finds out who asks. Whatever is wrong, unknown, ended or revoked is the same as nothing. */
export function createIdentify(
  { access, clock }: Pick<AccessDeps, 'access' | 'clock'>,
  apiKey: string | undefined,
) {
  const isKey = apiKey === undefined ? () => false : createSecretCheck(apiKey)
  return async (presented: Presented): Promise<Asker> => {
    const nowMs = clock.now()
    const device = await deviceOf(presented.deviceSecret, nowMs)
    const { address } = presented
    if (hasKey(presented.authorization)) return { actor: { kind: 'key' }, device, address }
    return { actor: await actorOf(presented, device, nowMs), device, address }
  }

  function hasKey(authorization: string | undefined): boolean {
    const [, given] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? []
    return given !== undefined && isKey(given)
  }

  async function deviceOf(secret: string | undefined, nowMs: number): Promise<Device | undefined> {
    if (secret === undefined) return undefined
    const device = await access.deviceWith(fingerprint(secret))
    if (device !== undefined && nowMs - (device.seenAtMs ?? 0) >= seenEveryMs)
      await access.noteSeen(device.deviceId, nowMs)
    return device
  }

  async function actorOf(
    { sessionSecret, isDeed }: Presented,
    device: Device | undefined,
    nowMs: number,
  ): Promise<Actor> {
    if (sessionSecret === undefined) return { kind: 'nobody' }
    const sessionHash = fingerprint(sessionSecret)
    const session = await access.session(sessionHash)
    if (session === undefined || isSessionOver(session, nowMs)) return { kind: 'nobody' }
    // Begun on a till and presented by another browser, or on a till that was revoked: it was carried away.
    if (session.deviceId !== (device?.deviceId ?? null)) return { kind: 'nobody' }
    const person = await access.person(session.personId)
    if (person === undefined || !person.isActive) return { kind: 'nobody' }
    if (isDeed && nowMs - session.seenAtMs >= seenEveryMs) await access.noteSessionSeen(sessionHash, nowMs)
    const { personId, name, role, refundLimitCents } = person
    return { kind: 'person', personId, name, role, refundLimitCents, sessionHash }
  }
}
