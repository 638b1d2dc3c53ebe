import { type Connection, createLiveness } from './liveness.ts'
import { openStream, type Stream } from './stream.ts'
import { joinTabs, type Message, type Standing } from './tabs.ts'
import { type SharingTimes, sharingTimes } from './times.ts'
import { watchWake } from './wake.ts'

export interface SharedStreamListener {
  /** `ageMs` is how long ago this device received it. False where it makes no sense. */
  readonly onSnapshot: (data: string, ageMs: number) => boolean
  readonly onConnection: (connection: Connection) => void
}

/**
 * One stream for all the tabs of a device, because HTTP/1.1 gives a browser six connections to one server and the seventh
 * tab would hang. The tab that leads reads the stream and passes everything on. Where a browser has no locks (plain http
 * on the shop's network) every tab reads for itself.
 */
export function shareStream(
  url: string,
  listener: SharedStreamListener,
  times: SharingTimes = sharingTimes,
): () => void {
  const liveness = createLiveness(listener.onConnection, times.silentMs)
  let stream: Stream | undefined
  let latest: { data: string; atMs: number } | undefined

  const read = (tell: (message: Message) => void) => {
    const onSnapshot = (data: string) => {
      if (!listener.onSnapshot(data, 0)) return false
      latest = { data, atMs: performance.now() }
      tell({ kind: 'snapshot', data })
      return true
    }
    const onHeard = () => {
      liveness.heard()
      tell({ kind: 'heard' })
    }
    const onLost = () => {
      liveness.lost()
      tell({ kind: 'lost' })
    }
    stream = openStream(url, { onSnapshot, onHeard, onLost, onTrying: () => tell({ kind: 'here' }) }, times)
  }
  const stopReading = () => {
    stream?.close()
    stream = undefined
  }
  const standing = (): Standing => {
    wake.check()
    return {
      latest: latest ? { data: latest.data, ageMs: performance.now() - latest.atMs } : null,
      isLive: liveness.connection().state === 'live',
    }
  }

  const wake = watchWake((waking) => {
    liveness.check()
    if (waking === 'slept') liveness.distrust()
    if (!stream) tabs?.ask()
    else if (waking === 'slept' || liveness.silence() > times.wakeSilentMs) stream.reopen()
  })
  const tabs = joinTabs(
    url,
    { liveness, onSnapshot: listener.onSnapshot, read, stopReading, standing },
    times,
  )
  if (!tabs) read(() => {})

  return () => {
    wake.stop()
    tabs?.leave()
    stopReading()
    liveness.stop()
  }
}
