import { Health, paths, type Snapshot } from '@balcao/contracts'
import { ask, type ServerClock, useWakeLock } from '@balcao/shell'
import { useEffect, useState } from 'react'
import { readPrinter } from '../../shell/printer.ts'
import { serialOf, usbOf } from '../../shell/printer-devices.ts'
import { useSound } from '../../shell/use-sound.ts'
import { displayHealth } from '../display-health.ts'
import { type ReadinessFacts, type ReadinessLine, readinessOf } from './readiness.ts'

/** What the server and this device know of themselves, looked at while the question is open. */
export function useReadiness(snapshot: Snapshot | undefined, clock: ServerClock): ReadinessLine[] {
  const [health, setHealth] = useState<ReadinessFacts['health']>()
  const [printer, setPrinter] = useState<ReadinessFacts['printer']>()
  const sound = useSound('till')
  const wakeLock = useWakeLock()
  useEffect(() => {
    const stopped = new AbortController()
    const { signal } = stopped
    void ask({
      method: 'GET',
      path: paths.health(),
      read: (json) => Health.safeParse(json).data,
      signal,
    }).then((reply) => signal.aborted || setHealth(reply.ok ? reply.value : 'silent'))
    void lookAtPrinter().then((found) => signal.aborted || setPrinter(found))
    return () => stopped.abort()
  }, [])
  const bankMs = clock.nowMs()
  return readinessOf({
    ...{ health, sound, wakeLock, printer },
    clockAheadMs: bankMs === undefined ? undefined : Date.now() - bankMs,
    nowMs: bankMs ?? Date.now(),
    display: snapshot ? displayHealth(snapshot) : 'none',
  })
}

/** The one that was chosen is there as long as the browser knows any of its kind. */
async function lookAtPrinter(): Promise<ReadinessFacts['printer']> {
  const { kind } = readPrinter()
  try {
    switch (kind) {
      case 'browser':
        return 'browser'
      case 'usb':
        return (await usbOf()?.getDevices())?.length ? 'there' : 'missing'
      case 'serial':
        return (await serialOf()?.getPorts())?.length ? 'there' : 'missing'
    }
  } catch {
    return 'missing'
  }
}
