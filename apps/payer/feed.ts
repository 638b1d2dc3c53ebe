import { PayerSnapshot, paths } from '@balcao/contracts'
import { type Connection, shareStream } from '@balcao/shell'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { readAgain } from './read-again.ts'

/** What the server has told this app, and how fresh that is. */
export interface Feed {
  /** Undefined until the first one. */
  snapshot: PayerSnapshot | undefined
  connection: Connection
}

/**
 * Follows the account. Whatever is shown is read again when the server says that something has changed. `isAllowed` is false until it is known
 * that somebody may: nothing is asked of a door that would only refuse.
 */
export function useFeed(isAllowed: boolean): Feed {
  const queries = useQueryClient()
  const [feed, setFeed] = useState<Feed>({ snapshot: undefined, connection: { state: 'connecting' } })
  useEffect(() => {
    if (!isAllowed) return
    let version: number | undefined
    return shareStream(paths.payerEvents(), {
      onSnapshot: (data) => {
        const snapshot = PayerSnapshot.safeParse(parseJson(data)).data
        if (snapshot === undefined) return false
        setFeed((before) => ({ ...before, snapshot }))
        if (snapshot.version !== version) void readAgain(queries)
        version = snapshot.version
        return true
      },
      onConnection: (connection) => setFeed((before) => ({ ...before, connection })),
    })
  }, [queries, isAllowed])
  return feed
}

function parseJson(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return undefined
  }
}
