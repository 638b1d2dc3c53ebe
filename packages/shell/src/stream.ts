import { goToEntrance } from './entrance.ts'
import { createSseReader } from './sse.ts'
import type { StreamTimes } from './times.ts'

/**
 * One Server-Sent Events stream that never gives up: the browser's own EventSource stops for good at the first 502 or
 * HTML page, and notices neither a half-open connection nor a proxy that swallows bytes.
 */
export interface Stream {
  /** Opens again at once, without waiting for a time-out or the next attempt. */
  readonly reopen: () => void
  readonly close: () => void
}

export interface StreamListener {
  /** The data of one `snapshot` event; false where it makes no sense, which closes the connection. */
  readonly onSnapshot: (data: string) => boolean
  /** Bytes came on a connection that has already shown a snapshot that makes sense. */
  readonly onHeard: () => void
  /** An attempt begins. */
  readonly onTrying: () => void
  /** The connection, or the attempt, is over. */
  readonly onLost: () => void
}

/** A snapshot of a busy till is some 60 KB; what is larger is not ours. */
const maxEventCharacters = 2_000_000

export function openStream(url: string, listener: StreamListener, times: StreamTimes): Stream {
  let closed = false
  let atOnce = false
  let failures = 0
  let attempt = new AbortController()
  let endPause = () => {}

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      endPause = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const run = async () => {
    while (!closed) {
      attempt = new AbortController()
      atOnce = false
      listener.onTrying()
      const { wasOfUse, returnAfterMs } = await readStream(url, listener, times, attempt)
      failures = wasOfUse ? 1 : failures + 1
      if (closed) return
      listener.onLost()
      if (!atOnce) await pause(returnAfterMs ?? pauseMs(failures, times))
    }
  }
  void run()

  const interrupt = () => {
    attempt.abort()
    endPause()
  }
  return {
    reopen: () => {
      atOnce = true
      failures = 0
      interrupt()
    },
    close: () => {
      closed = true
      interrupt()
    },
  }
}

export function pauseMs(failures: number, times: StreamTimes, random: () => number = Math.random): number {
  if (failures <= 1) return random() * times.firstReturnMs
  return (failures <= times.patientAttempts ? times.againMs : times.laterMs) * (0.8 + 0.4 * random())
}

/** Whether a stream has been of use, and how soon the server wants to see this screen again where it has said so. */
type Outcome = { wasOfUse: boolean; returnAfterMs?: number | undefined }

/** Reads until the stream ends in any way. It never rejects. */
async function readStream(
  url: string,
  listener: StreamListener,
  times: StreamTimes,
  attempt: AbortController,
): Promise<Outcome> {
  const { signal } = attempt
  let understood = false
  let returnAfterMs: number | undefined
  let watchdog = setTimeout(() => attempt.abort(), times.firstSnapshotMs)
  try {
    const reply = await fetch(url, {
      headers: { accept: 'text/event-stream' },
      cache: 'no-store',
      signal,
    })
    const isStream = reply.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    // Nobody is known here, or this terminal is somebody else's: the entrance knows where this device belongs.
    if (reply.status === 401 || reply.status === 403) goToEntrance()
    if (!reply.ok || !isStream || !reply.body) {
      await reply.body?.cancel()
      return { wasOfUse: false }
    }
    const feed = createSseReader(
      (name, data) => {
        if (name !== 'snapshot' || signal.aborted) return
        if (listener.onSnapshot(data)) understood = true
        else attempt.abort()
      },
      maxEventCharacters,
      // A server ends a stream by and by only to see whether anybody is there; whoever it keeps away, it keeps away as long as at a first return.
      (ms) => {
        returnAfterMs = Math.min(ms, times.firstReturnMs)
      },
    )
    const reader = reply.body.getReader()
    // By hand: another stream in between is another turn before "Pago" is painted.
    const letters = new TextDecoder()
    while (true) {
      const { done, value } = await reader.read()
      // A page that was frozen finds old bytes in its queue: they belong to a connection that is given up.
      if (done || signal.aborted) break
      if (!feed(letters.decode(value, { stream: true })) || signal.aborted) break
      if (understood) {
        clearTimeout(watchdog)
        watchdog = setTimeout(() => attempt.abort(), times.silentMs)
        listener.onHeard()
      }
    }
  } catch {
    // Refused, reset, cut in the middle of a character: each of them means "try again".
  } finally {
    clearTimeout(watchdog)
    attempt.abort()
  }
  return { wasOfUse: understood, returnAfterMs: understood ? returnAfterMs : undefined }
}
