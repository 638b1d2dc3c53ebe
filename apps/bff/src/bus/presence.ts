import type { Snapshot } from '@balcao/contracts'
import type { Bus } from './bus.ts'

/** The customers' screens of a terminal that are there, and the latest frame that one of them says it has painted. */
export type Displays = NonNullable<Snapshot['displays']>
export type Frame = NonNullable<Displays['painted']>

export type Presence = {
  of: (terminalId: string) => Promise<Displays>
  /** So many displays of this terminal hang on this BFF. The tills are told where that is news. */
  count: (terminalId: string, connected: number) => void
  /** A display says what it shows. Throws StoreError where several BFFs share what they know and the ledger is gone. */
  paint: (terminalId: string, frame: Frame) => Promise<void>
}

/** What a display shows of a charge never goes back, so neither does what is known of it. */
const isNews = (frame: Frame, known: Frame | null | undefined) =>
  known?.txid !== frame.txid || known.version < frame.version

/** Of the one BFF on a ledger. */
export function createPresence({ ring }: Pick<Bus, 'ring'>): Presence {
  const counts = new Map<string, number>()
  const painted = new Map<string, Frame>()
  return {
    of: async (terminalId) => ({
      connected: counts.get(terminalId) ?? 0,
      painted: painted.get(terminalId) ?? null,
    }),
    count(terminalId, connected) {
      if (!keepCount(counts, terminalId, connected)) return
      ring(terminalId, 'tills')
    },
    async paint(terminalId, frame) {
      if (!isNews(frame, painted.get(terminalId))) return
      painted.set(terminalId, frame)
      ring(terminalId, 'tills')
    },
  }
}

/** Answers whether it is another one than before. A terminal without displays takes no room. */
export function keepCount(counts: Map<string, number>, terminalId: string, connected: number): boolean {
  const before = counts.get(terminalId) ?? 0
  if (connected > 0) counts.set(terminalId, connected)
  else counts.delete(terminalId)
  return connected !== before
}
