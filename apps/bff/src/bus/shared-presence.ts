import type { Logger } from 'pino'
import type { Bus } from './bus.ts'
import { type Displays, type Frame, keepCount, type Presence } from './presence.ts'

/** Where the BFFs on one ledger write down what hangs on each of them. */
export type PresenceTable = {
  /** Says that this BFF is there. Answers whether nobody knew, and so nobody knows of its displays either. */
  beHere: () => Promise<boolean>
  /** How many displays each of these terminals has here. */
  put: (counts: ReadonlyMap<string, number>) => Promise<void>
  /** Answers whether it was news. */
  paint: (terminalId: string, frame: Frame) => Promise<boolean>
  /** The displays of every other BFF that is there, and what was painted by any. */
  elsewhere: (terminalId: string) => Promise<Displays>
}

/** Of one of several BFFs: a till on any of them knows the displays on all. */
export function createSharedPresence(
  { ring }: Pick<Bus, 'ring'>,
  table: PresenceTable,
  log: Pick<Logger, 'warn'>,
): Presence & { beHere: () => Promise<void> } {
  const here = new Map<string, number>()
  const unsaid = new Set<string>()
  let isSaying = false

  /** Whatever changes while some of it is written goes together with the next. */
  async function say() {
    if (isSaying) return
    isSaying = true
    try {
      while (unsaid.size > 0) {
        const counts = new Map([...unsaid].map((terminalId) => [terminalId, here.get(terminalId) ?? 0]))
        await table.put(counts)
        for (const [terminalId, connected] of counts) {
          if (connected === (here.get(terminalId) ?? 0)) unsaid.delete(terminalId)
          ring(terminalId, 'tills')
        }
      }
    } finally {
      isSaying = false
    }
  }

  return {
    async of(terminalId) {
      const { connected, painted } = await table.elsewhere(terminalId)
      return { connected: connected + (here.get(terminalId) ?? 0), painted }
    },
    count(terminalId, connected) {
      if (!keepCount(here, terminalId, connected)) return
      unsaid.add(terminalId)
      // It stays unsaid, and is said at the next beat.
      say().catch((err: unknown) => log.warn({ err }, 'the displays that are here were not made known'))
    },
    async paint(terminalId, frame) {
      if (await table.paint(terminalId, frame)) ring(terminalId, 'tills')
    },
    /** Every second. After a pause that others took for the end, everything is said again. */
    async beHere() {
      if (await table.beHere()) for (const terminalId of here.keys()) unsaid.add(terminalId)
      await say()
    },
  }
}
