import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { type Bus, createBus } from './bus/bus.ts'
import { answerTimeoutMs, createDoorbell, lookEveryMs as doorbellEveryMs } from './bus/doorbell.ts'
import { createHealing, healEveryMs } from './bus/heal.ts'
import type { Deps } from './deps.ts'
import { every } from './rhythm.ts'
import { alone, type Duty } from './rhythms.ts'
import type { Database } from './store/database.ts'
import { readFingerprints } from './store/fingerprints.ts'
import { createLease, lookEveryMs, renewEveryMs } from './store/lease.ts'
import { connectionConfig } from './store/postgres-connections.ts'
import { createStore, type Store } from './store/store.ts'

/** What the BFFs on one ledger do together: they hear each other's rings, and one of them does what is done once. */
export type Neighbours = {
  bus: Bus
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
export const noNeighbours = (store: Store): Neighbours => ({
  bus: createBus(),
  duty: alone,
  dutyStore: store,
  whenOnDuty: () => {},
  heal: () => {},
  stop: async () => {},
})

export async function joinNeighbours(
  { clock, log }: Pick<Deps, 'clock' | 'log'>,
  database: Database,
  url: string,
): Promise<Neighbours> {
  const timing = { clock, log }
  const lease = createLease(database, 'rounds', randomUUID())
  const connect = () =>
    new Client({
      ...connectionConfig(url),
      application_name: 'balcao doorbell',
      query_timeout: answerTimeoutMs,
    })
  const local = createBus()
  const doorbell = createDoorbell(local, connect)
  let taken = () => {}
  async function keepLease() {
    const wasHeld = lease.isHeld()
    await lease.keep()
    if (!wasHeld && lease.isHeld()) taken()
  }
  await keepLease()
  await doorbell.look()
  const rounds = [
    every(timing, () => (lease.isHeld() ? renewEveryMs : lookEveryMs), keepLease),
    every(timing, () => doorbellEveryMs, doorbell.look),
  ]
  return {
    bus: doorbell.bus,
    duty: { isOurs: lease.isHeld, isShared: true },
    dutyStore: createStore(lease.fence()),
    whenOnDuty: (run) => {
      taken = run
    },
    heal: (watched) => {
      const look = createHealing(local, watched, (terminalIds) => readFingerprints(database, terminalIds))
      rounds.push(every(timing, () => healEveryMs, look))
    },
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()))
      doorbell.close()
      // Where the ledger is gone the lease ends by itself.
      await lease.giveBack().catch((err: unknown) => log.warn({ err }, 'the lease was not given back'))
    },
  }
}
