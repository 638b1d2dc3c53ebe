import type { Snapshot } from '@balcao/contracts'

export type DisplayHealth = 'ok' | 'late' | 'none'

/** Whether the customer's screen shows what it should: the frame it says it has painted is the latest of the current charge. */
export function displayHealth(snapshot: Snapshot): DisplayHealth {
  const { currentTxid, charges, displays } = snapshot
  if (displays === undefined || displays.connected === 0) return 'none'
  const current = charges.find(({ txid }) => txid === currentTxid)
  if (!current) return 'ok'
  const { painted } = displays
  return painted?.txid === current.txid && painted.version >= current.version ? 'ok' : 'late'
}
