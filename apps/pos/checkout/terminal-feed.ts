import { type Charge, paths, type Snapshot, type StreamView } from '@balcao/contracts'
import { type Connection, createServerClock, type ServerClock, shareStream } from '@balcao/shell'
import { mergeReply, mergeSnapshot, type Terminal } from './merge-snapshot.ts'

/** The build that this screen runs, put in by Vite. */
declare const __BUILD__: string

/** Everything that the server has told a screen, and how fresh that is. There is no other copy of it on the screen. */
export interface Feed {
  /** Undefined until the first snapshot. */
  readonly snapshot: Snapshot | undefined
  readonly connection: Connection
}

export interface TerminalFeed {
  readonly clock: ServerClock
  readonly current: () => Feed
  readonly subscribe: (onChange: () => void) => () => void
  /** What a request answered, which may be ahead of the stream. */
  readonly addReply: (charge: Charge) => void
  /** Begins to follow the terminal; the answer ends it. */
  readonly open: () => () => void
}

export function createTerminalFeed(
  terminalId: string,
  view: StreamView,
  readSnapshot: (json: unknown) => Snapshot | undefined,
): TerminalFeed {
  const clock = createServerClock()
  const watchers = new Set<() => void>()
  let terminal: Terminal | undefined
  let feed: Feed = { snapshot: undefined, connection: { state: 'connecting' } }

  const become = (change: Partial<Feed>) => {
    feed = { ...feed, ...change }
    for (const onChange of watchers) onChange()
  }
  const onSnapshot = (data: string, ageMs: number) => {
    const snapshot = readSnapshot(parseJson(data))
    if (snapshot?.terminalId !== terminalId) return false
    clock.set(snapshot.serverTime, ageMs)
    terminal = mergeSnapshot(terminal, snapshot)
    become({ snapshot: terminal.snapshot })
    return true
  }

  return {
    clock,
    current: () => feed,
    subscribe: (onChange) => {
      watchers.add(onChange)
      return () => watchers.delete(onChange)
    },
    addReply: (charge) => {
      // Before the first snapshot there is no list to add to, and the snapshot will hold it.
      if (!terminal) return
      terminal = mergeReply(terminal, charge)
      become({ snapshot: terminal.snapshot })
    },
    open: () =>
      shareStream(`${paths.events(terminalId)}?view=${view}&build=${__BUILD__}`, {
        onSnapshot,
        onConnection: (connection) => become({ connection }),
      }),
  }
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
