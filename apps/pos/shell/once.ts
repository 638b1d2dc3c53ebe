import { keep, recall } from '@balcao/shell'

/** More sales than fall between two tabs that hear of the same one. */
const remembered = 50

/**
 * True the first time that this device asks for a sale, in whichever of its tabs and also after a reload. To be asked in turn, since several
 * tabs hear of a payment at once.
 */
export function isFirst(toBe: 'said' | 'printed', txid: string): boolean {
  const before = (recall(toBe) ?? '').split(' ')
  if (before.includes(txid)) return false
  keep(toBe, [...before, txid].slice(-remembered).join(' '))
  return true
}
