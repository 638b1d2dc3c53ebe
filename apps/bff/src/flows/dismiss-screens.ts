import { isSessionOver } from '@balcao/domain'
import type { AccessStore } from '../store/access.ts'

/** By what right a screen hears of a terminal: a person's session, or the device that it is on. Neither: the key. */
export type Holder = { sessionHash?: string | undefined; deviceId?: string | undefined }
type Screens = {
  holders: () => Iterable<Holder>
  endThose: (isGone: (holder: Holder) => boolean) => void
}

/** Ends the streams of screens that may not hear any more, whichever BFF has shut them out: a stream is let in once and lives for minutes. */
export async function dismissScreens(access: AccessStore, screens: Screens, nowMs: number): Promise<void> {
  const holders = [...screens.holders()]
  const deviceIds = new Set(holders.flatMap(({ deviceId }) => deviceId ?? []))
  const sessionHashes = new Set(holders.flatMap(({ sessionHash }) => sessionHash ?? []))
  if (deviceIds.size + sessionHashes.size === 0) return
  const [revoked, sessions] = await Promise.all([
    access.revokedAmong([...deviceIds]),
    access.openSessionsAmong([...sessionHashes]),
  ])
  const open = new Set(
    sessions.filter((session) => !isSessionOver(session, nowMs)).map((one) => one.secretHash),
  )
  screens.endThose(
    ({ deviceId, sessionHash }) =>
      (deviceId !== undefined && revoked.has(deviceId)) ||
      (sessionHash !== undefined && !open.has(sessionHash)),
  )
}
