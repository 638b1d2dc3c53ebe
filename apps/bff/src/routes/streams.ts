import type { StreamView } from '@balcao/contracts'
import type { Bus } from '../bus/bus.ts'
import type { Presence } from '../bus/presence.ts'
import type { Clock } from '../deps.ts'
import type { Holder } from '../flows/dismiss-screens.ts'

/** Comments that say "still here": a screen that hears nothing for 25 s calls itself stale. */
const heartbeatMs = 10_000
/** What a screen that stopped reading may leave unread before it is cut off; it comes back by itself. */
const maxUnreadBytes = 256 * 1024
/** Screens on one BFF: 2,000 are the target, more than this is a loop that opens streams. */
const maxStreams = 5_000
/** A thousand displays may come in a second when the server comes back: each terminal's are told of once. */
const hasComeMs = 250
/** One that only changes from one stream to the next is not gone. */
const hasGoneMs = 1_000
/**
 * A screen whose network is gone does not say goodbye, and the kernel takes what is written to it for a quarter of an hour; where a proxy
 * stands in between, for ever. So whoever is there shows it by opening the next stream: with the heartbeat that ends it, each lives
 * for less than a minute, and ends at a moment of its own.
 */
const leastLifeMs = 40_000
const mostLifeMs = 50_000
/** Where nothing is wrong nobody has to be spread over time (HTML Standard, 9.2.6: `retry` is when to come back, in ms). */
const comeBackAtOnce = 'retry: 100\n\n'

/** The way to one screen, as far as a stream uses it: its connection is one. */
export type Outlet = {
  readonly writableLength: number
  write: (text: string) => unknown
  /** Ends it once everything is written, also where the other side does not say goodbye. */
  destroySoon: () => unknown
  destroy: () => unknown
  once: (event: 'close', run: () => void) => unknown
}
type Stream = {
  outlet: Outlet
  view: StreamView
  endsAtMs: number
  holder: Holder
  /** What has to go out before the first event, and together with it. */
  head: string
}
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
type Surroundings = { bus: Bus; clock: Clock; random: () => number; presence: Pick<Presence, 'count'> }
export type Streams = ReturnType<typeof createStreams>
export function createStreams(
  { bus, clock, random, presence }: Surroundings,
  read: (terminalId: string, view: StreamView) => Promise<string>,
  limit = maxStreams,
) {
  const terminals = new Map<string, Terminal>()
  /** Terminals whose displays are about to be counted. */
  const counting = new Set<string>()
  let count = 0
  let stopBeating = clock.after(heartbeatMs, beat)

  function beat() {
    const nowMs = clock.now()
    forEach((stream) => (nowMs < stream.endsAtMs ? write(stream, ':\n\n') : end(stream, comeBackAtOnce)))
    stopBeating = clock.after(heartbeatMs, beat)
  }

  function forEach(visit: (stream: Stream) => void) {
    for (const { streams } of terminals.values()) for (const stream of streams) visit(stream)
  }

  function write(stream: Stream, text: string) {
    const { outlet, head } = stream
    if (outlet.writableLength > maxUnreadBytes) return outlet.destroy()
    outlet.write(head + text)
    stream.head = ''
  }

  function end(stream: Stream, lastWord: string) {
    write(stream, lastWord)
    stream.outlet.destroySoon()
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
      stopListening: bus.listen(terminalId, (whom) => {
        for (const stream of terminal.streams)
          if (whom === 'all' || stream.view === 'till') terminal.waiting.add(stream)
        void serve(terminalId, terminal)
      }),
    }
    terminals.set(terminalId, terminal)
    return terminal
  }

  function countDisplays(terminalId: string, afterMs: number) {
    if (counting.has(terminalId)) return
    counting.add(terminalId)
    clock.after(afterMs, () => {
      counting.delete(terminalId)
      const streams = [...(terminals.get(terminalId)?.streams ?? [])]
      presence.count(terminalId, streams.filter(({ view }) => view === 'display').length)
    })
  }

  return {
    count: () => count,
    isFull: () => count >= limit,
    /** Terminals that a screen is looking at. */
    watched: () => terminals.keys(),

    /** Takes over an outlet: the whole snapshot now, and again with every change. */
    add(terminalId: string, view: StreamView, outlet: Outlet, holder: Holder = {}, head = '') {
      const terminal = terminals.get(terminalId) ?? openTerminal(terminalId)
      const lifeMs = leastLifeMs + random() * (mostLifeMs - leastLifeMs)
      const stream = { outlet, view, endsAtMs: clock.now() + lifeMs, holder, head }
      terminal.streams.add(stream)
      terminal.waiting.add(stream)
      count += 1
      outlet.once('close', () => {
        terminal.streams.delete(stream)
        terminal.waiting.delete(stream)
        count -= 1
        if (view === 'display') countDisplays(terminalId, hasGoneMs)
        if (terminal.streams.size > 0) return
        terminal.stopListening()
        terminals.delete(terminalId)
      })
      void serve(terminalId, terminal)
      if (view === 'display') countDisplays(terminalId, hasComeMs)
    },

    *holders(): Iterable<Holder> {
      for (const { streams } of terminals.values()) for (const { holder } of streams) yield holder
    },
    endThose(isGone: (holder: Holder) => boolean) {
      forEach(({ outlet, holder }) => {
        if (isGone(holder)) outlet.destroySoon()
      })
    },

    /** At a stop: every screen is told to come back after its own pause, so that they do not come all at once. */
    close() {
      stopBeating()
      forEach((stream) => end(stream, `retry: ${500 + Math.floor(random() * 2500)}\n\n`))
    },
  }
}
