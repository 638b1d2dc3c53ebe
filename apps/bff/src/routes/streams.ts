import type { ServerResponse } from 'node:http'
import type { StreamView } from '@balcao/contracts'
import type { Bus } from '../bus/bus.ts'

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
const lifeMs = () => 600_000 + Math.random() * 300_000

type Stream = { response: ServerResponse; view: StreamView; endsAtMs: number }
type Terminal = { streams: Set<Stream>; stopListening: () => void; isReading: boolean; isStale: boolean }

/**
 * The open screens, by terminal. However many screens a terminal has, a change is read once for each view, and every screen
 * gets the same bytes.
 */
export type Streams = ReturnType<typeof createStreams>
export function createStreams(
  bus: Bus,
  now: () => number,
  read: (terminalId: string, view: StreamView) => Promise<string>,
  limit = maxStreams,
) {
  const terminals = new Map<string, Terminal>()
  const presence = new Set<string>()
  let count = 0
  const beat = setInterval(() => {
    const nowMs = now()
    forEach((stream) => (nowMs < stream.endsAtMs ? write(stream, ':\n\n') : stream.response.end()))
  }, heartbeatMs).unref()

  function forEach(visit: (stream: Stream) => void) {
    for (const { streams } of terminals.values()) for (const stream of streams) visit(stream)
  }

  function write({ response }: Stream, text: string) {
    if (response.writableLength > maxUnreadBytes) response.destroy()
    else response.write(text)
  }

  /** Reads and sends; what rings meanwhile is read once more afterwards, so the last state is always sent. */
  async function refresh(terminalId: string, terminal: Terminal) {
    terminal.isStale = true
    if (terminal.isReading) return
    terminal.isReading = true
    try {
      while (terminal.isStale) {
        terminal.isStale = false
        for (const view of new Set([...terminal.streams].map((stream) => stream.view))) {
          const text = await read(terminalId, view)
          for (const stream of terminal.streams) if (stream.view === view) write(stream, text)
        }
      }
    } catch {
      // The ledger could not be read: nothing is better than something wrong. Screens call themselves stale when it lasts.
      for (const { response } of terminal.streams) response.destroy()
    } finally {
      terminal.isReading = false
    }
  }

  function tellPresence(terminalId: string) {
    if (presence.has(terminalId)) return
    presence.add(terminalId)
    setTimeout(() => {
      presence.delete(terminalId)
      bus.ring(terminalId)
    }, presenceDelayMs).unref()
  }

  return {
    count: () => count,
    isFull: () => count >= limit,
    displays: (terminalId: string) =>
      [...(terminals.get(terminalId)?.streams ?? [])].filter(({ view }) => view === 'display').length,
    /** Terminals that a screen is looking at. */
    watched: () => terminals.keys(),

    /** Takes over a response: the whole snapshot now, and again with every change. */
    async add(terminalId: string, view: StreamView, response: ServerResponse) {
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      })
      const terminal = terminals.get(terminalId) ?? {
        streams: new Set(),
        stopListening: bus.listen(terminalId, () => {
          const listening = terminals.get(terminalId)
          if (listening !== undefined) void refresh(terminalId, listening)
        }),
        isReading: false,
        isStale: false,
      }
      terminals.set(terminalId, terminal)
      const stream = { response, view, endsAtMs: now() + lifeMs() }
      terminal.streams.add(stream)
      count += 1
      response.once('close', () => {
        terminal.streams.delete(stream)
        count -= 1
        if (terminal.streams.size > 0) return tellPresence(terminalId)
        terminal.stopListening()
        terminals.delete(terminalId)
      })
      try {
        write(stream, await read(terminalId, view))
      } catch {
        response.destroy()
      }
      if (view === 'display') tellPresence(terminalId)
    },

    /** At a stop: every screen is told to come back after its own pause, so that they do not come all at once. */
    close() {
      clearInterval(beat)
      forEach(({ response }) => response.end(`retry: ${500 + Math.floor(Math.random() * 2500)}\n\n`))
    },
  }
}
