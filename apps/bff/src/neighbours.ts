import { type Bus, createBus } from './bus/bus.ts'
import { createPresence, type Presence } from './bus/presence.ts'
import { alone, type Duty } from './rhythms.ts'
import type { Store } from './store/store.ts'

/** What the BFFs on one ledger do together: they hear each other's rings, and one of them does what is done once. */
export type Neighbours = {
  bus: Bus
  /** The customers' screens, on whichever BFF they hang. */
  presence: Presence
  duty: Duty
  /** The ledger for what is done on duty: nothing is written by one that is not on duty any more. */
  dutyStore: Store
  /** Does this whenever another BFF's duty becomes ours. */
  whenOnDuty: (run: () => void) => void
  /** Finds out what has changed on these terminals though nobody was heard to ring. */
  heal: (watched: () => Iterable<string>) => void
  stop: () => Promise<void>
}

/** A SQLite ledger has one BFF: the lock of its file sees to that. */
export function noNeighbours(store: Store): Neighbours {
  const bus = createBus()
  return {
    bus,
    presence: createPresence(bus),
    duty: alone,
    dutyStore: store,
    whenOnDuty: () => {},
    heal: () => {},
    stop: async () => {},
  }
}
