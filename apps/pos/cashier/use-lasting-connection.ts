import type { Connection } from '@balcao/shell'
import { useSettled } from '../checkout/use-settled.ts'

/**
 * The server ends every stream within a minute, and the next one is open at once; one that breaks is opened again within three seconds. A till
 * that told of these would flicker all day.
 */
const graceMs = 4_000
const live: Connection = { state: 'live' }

/** The connection as a cashier is told of it. Before the server has spoken for the first time there is none, however short that is. */
export function useLastingConnection(connection: Connection, hasSpoken: boolean): Connection {
  const state = useSettled(connection.state, 'connecting', graceMs, hasSpoken ? 'live' : 'connecting')
  return state === 'live' ? live : connection
}
