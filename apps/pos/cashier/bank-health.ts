import type { Snapshot } from '@balcao/contracts'
import type { Connection } from '@balcao/shell'

/** What is known of the bank. Without a connection that is nothing: what came last may not hold any more. */
export const bankHealth = (
  snapshot: Snapshot | undefined,
  connection: Connection,
): Snapshot['psp'] | undefined => (connection.state === 'live' ? snapshot?.psp : undefined)
