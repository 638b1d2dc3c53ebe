import { hostname } from 'node:os'
import type { Deps } from './deps.ts'
import type { Settings } from './env.ts'
import type { PspConnection } from './psp/connection.ts'
import { createPsp } from './psp/psp.ts'
import { createTransport } from './psp/transport.ts'

/** The PSP of the settings. How far its clock is from this machine's is kept, so that a start while it is silent counts right. */
export async function openPsp(
  settings: Settings,
  { profile, settings: profileSettings, account }: PspConnection,
  credentials: Parameters<typeof createPsp>[1],
  { store, clock, bus }: Pick<Deps, 'store' | 'clock' | 'bus'>,
) {
  const machine = hostname()
  return createPsp(
    {
      ...{ profile, account },
      settings: profileSettings,
      expirationSeconds: settings.CHARGE_EXPIRATION_SECONDS,
      shopName: (await store.shopOf(undefined)).name,
    },
    credentials,
    {
      now: clock.now,
      monotonicMs: () => performance.now(),
      connect: createTransport,
      clockOffset: {
        ms: (await store.clockOffset(machine)) ?? 0,
        keep: (offsetMs) => store.setClockOffset(machine, offsetMs),
      },
    },
    () => bus.ringAll(),
  )
}
