const last = new Map<string, Promise<unknown>>()

/**
 * What can only be done one at a time on a device, in the order in which it is asked for: a lock queues the tabs as it queues what one tab
 * asks. On plain http, where browsers have no locks, each tab queues for itself.
 */
export function inTurn<T>(name: 'voice' | 'printer', run: () => Promise<T>): Promise<T> {
  if ('locks' in navigator) return navigator.locks.request(`balcao ${name}`, run)
  const turn = (last.get(name) ?? Promise.resolve()).then(run, run)
  last.set(name, turn)
  return turn
}
