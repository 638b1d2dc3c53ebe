import type { Snapshot, StreamView } from '@balcao/contracts'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { createTerminalFeed, type Feed, type TerminalFeed } from './terminal-feed.ts'

/** Keeps the feed of a terminal open while the screen is there, and gives what it knows now. */
export function useTerminal(
  terminalId: string,
  view: StreamView,
  readSnapshot: (json: unknown) => Snapshot | undefined,
): { feed: TerminalFeed } & Feed {
  const [feed] = useState(() => createTerminalFeed(terminalId, view, readSnapshot))
  useEffect(() => feed.open(), [feed])
  return { feed, ...useSyncExternalStore(feed.subscribe, feed.current) }
}

/** The charge that the customer's screen shows, or undefined. */
export const currentCharge = (snapshot: Snapshot | undefined) =>
  snapshot?.charges.find(({ txid }) => txid === snapshot.currentTxid)
