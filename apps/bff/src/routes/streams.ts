import type { StreamView } from '@balcao/contracts'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../deps.ts'
import type { Holder } from '../flows/dismiss-screens.ts'

/** Comments that say "still here": a screen that hears nothing for 25 s calls itself stale. */
const heartbeatMs = 10_000
/** What a screen that stopped reading may leave unread before it is cut off; it comes back by itself. */
const maxUnreadBytes = 256 * 1024
/** Screens on one BFF: 2,000 are the target, more than this is a loop that opens streams. */
const maxStreams = 5_000
/** Presence may change a thousand times in a second when the server comes back; it is told once. */
const presenceDelayMs = 250
/**
 * A screen whose network is gone keeps its connection for a quarter of an hour, since the kernel goes on trying. Every stream
 * ends after ten to fifteen minutes, at a moment of its own; a living screen opens the next one at once.
 */
const leastLifeMs = 600_000
const mostLifeMs = 900_000

/** The way to one screen, as far as a stream uses it: an HTTP response is one. */
export type Outlet = {
  readonly writableLength: number
  write: (text: string) => unknown
  end: (text?: string) => unknown
  destroy: () => unknown
  once: (event: 'close', run: () => void) => unknown
}
type Stream = { outlet: Outlet; view: StreamView; endsAtMs: number; holder: Holder }
type Terminal = {
  streams: Set<Stream>
  /** Those that have yet to be told how things stand now. */
  waiting: Set<Stream>
  isReading: boolean
  stopListening: () => void
}

/**
 * The open screens, by terminal. However many screens a terminal has, a change is read once for each view, and every screen
 * gets the same bytes. A terminal is read by one reading at a time and a stream keeps its order, so what a screen hears later
 * was read later: no snapshot needs a number or an hour to be told from an old one.
 */
export type Streams = ReturnType<typeof createStreams>
export function createStreams(
  { bus, clock, random }: { bus: Bus; clock: Clock; random: () => number },
  read: (terminalId: string, view: StreamView) => Promise<string>,
  limit = maxStreams,
) {
  const terminals = new Map<string, Terminal>()
  const presence = new Set<string>()
  let count = 0
  let stopBeating = clock.after(heartbeatMs, beat)

  function beat() {
    const nowMs = clock.now()
    forEach((stream) => (nowMs < stream.endsAtMs ? write(stream, ':\n\n') : stream.outlet.end()))
    stopBeating = clock.after(heartbeatMs, beat)
  }

  function forEach(visit: (stream: Stream) => void) {
    for (const { streams } of terminals.values()) for (const stream of streams) visit(stream)
  }

  function write({ outlet }: Stream, text: string) {
    if (outlet.writableLength > maxUnreadBytes) outlet.destroy()
    else outlet.write(text)
  }

  /** Reads for those who wait, until nobody does: what rings or comes meanwhile is read for once more afterwards. */
  async function serve(terminalId: string, terminal: Terminal) {
    if (terminal.isReading) return
    terminal.isReading = true
    while (terminal.waiting.size > 0) {
      const served = [...terminal.waiting]
      terminal.waiting.clear()
      try {
        for (const view of new Set(served.map((stream) => stream.view))) {
          const text = await read(terminalId, view)
          for (const stream of served) if (stream.view === view) write(stream, text)
        }
      } catch {
        // The ledger could not be read: nothing is better than something wrong. Screens call themselves stale when it lasts.
        for (const { outlet } of served) outlet.destroy()
      }
    }
    terminal.isReading = false
  }

  function openTerminal(terminalId: string): Terminal {
    const terminal: Terminal = {
      streams: new Set(),
      waiting: new Set(),
      isReading: false,
      stopListening: bus.listen(terminalId, () => {
        for (const stream of terminal.streams) terminal.waiting.add(stream)
        void serve(terminalId, terminal)
      }),
    }
    terminals.set(terminalId, terminal)
    return terminal
  }

  function tellPresence(terminalId: string) {
    if (presence.has(terminalId)) return
    presence.add(terminalId)
    clock.after(presenceDelayMs, () => {
      presence.delete(terminalId)
      bus.ring(terminalId)
    })
  }

  return {
    count: () => count,
    isFull: () => count >= limit,
    displays: (terminalId: string) =>
      [...(terminals.get(terminalId)?.streams ?? [])].filter(({ view }) => view === 'display').length,
    /** Terminals that a screen is looking at. */
    watched: () => terminals.keys(),

    /** Takes over an outlet: the whole snapshot now, and again with every change. */
    add(terminalId: string, view: StreamView, outlet: Outlet, holder: Holder = {}) {
      const terminal = terminals.get(terminalId) ?? openTerminal(terminalId)
      const lifeMs = leastLifeMs + random() * (mostLifeMs - leastLifeMs)
      const stream = { outlet, view, endsAtMs: clock.now() + lifeMs, holder }
      terminal.streams.add(stream)
      terminal.waiting.add(stream)
      count += 1
      outlet.once('close', () => {
        terminal.streams.delete(stream)
        terminal.waiting.delete(stream)
        count -= 1
        if (terminal.streams.size > 0) return tellPresence(terminalId)
        terminal.stopListening()
        terminals.delete(terminalId)
      })
      void serve(terminalId, terminal)
      if (view === 'display') tellPresence(terminalId)
    },

    *holders(): Iterable<Holder> {
      for (const { streams } of terminals.values()) for (const { holder } of streams) yield holder
    },
    endThose(isGone: (holder: Holder) => boolean) {
      forEach(({ outlet, holder }) => {
        if (isGone(holder)) outlet.end()
      })
    },

    /** At a stop: every screen is told to come back after its own pause, so that they do not come all at once. */
    close() {
      stopBeating()
      forEach(({ outlet }) => outlet.end(`retry: ${500 + Math.floor(random() * 2500)}\n\n`))
    },
  }
}
