import { Client } from 'pg'
import { createBus } from './bus/bus.ts'
import { answerTimeoutMs, createDoorbell, lookEveryMs as doorbellEveryMs } from './bus/doorbell.ts'
import { createHealing, healEveryMs } from './bus/heal.ts'
import { createSharedPresence } from './bus/shared-presence.ts'
import type { Deps } from './deps.ts'
import type { Neighbours } from './neighbours.ts'
import { every } from './rhythm.ts'
import type { Database } from './store/database.ts'
import { readFingerprints } from './store/fingerprints.ts'
import { createLease, lookEveryMs, renewEveryMs } from './store/lease.ts'
import { connectionConfig } from './store/postgres-connections.ts'
import { createPresenceTable, hereEveryMs, readPresenceMarks } from './store/postgres-presence.ts'
import { createStore } from './store/store.ts'

export async function joinNeighbours(
  { clock, log }: Pick<Deps, 'clock' | 'log'>,
  database: Database,
  url: string,
  bffId: string,
): Promise<Neighbours> {
  const timing = { clock, log }
  const lease = createLease(database, 'rounds', bffId)
  const connect = () =>
    new Client({
      ...connectionConfig(url),
      application_name: 'balcao doorbell',
      query_timeout: answerTimeoutMs,
    })
  const local = createBus()
  const doorbell = createDoorbell(local, connect, bffId)
  let taken = () => {}
  async function keepLease() {
    const wasHeld = lease.isHeld()
    await lease.keep()
    if (!wasHeld && lease.isHeld()) taken()
  }
  const table = createPresenceTable(database, bffId)
  const presence = createSharedPresence(doorbell.bus, table, log)
  await keepLease()
  await doorbell.look()
  await presence.beHere()
  const rounds = [
    every(timing, () => hereEveryMs, presence.beHere),
    every(timing, () => (lease.isHeld() ? renewEveryMs : lookEveryMs), keepLease),
    every(timing, () => doorbellEveryMs, doorbell.look),
  ]
  return {
    bus: doorbell.bus,
    presence,
    duty: { isOurs: lease.isHeld, isShared: true },
    dutyStore: createStore(lease.fence()),
    whenOnDuty: (run) => {
      taken = run
    },
    heal: (watched) => {
      const look = createHealing(local, watched, (terminalIds) => fingerprintsOf(database, terminalIds))
      rounds.push(every(timing, () => healEveryMs, look))
    },
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()))
      doorbell.close()
      // Where the ledger is gone the lease ends by itself, and so does the word that we are here.
      await lease.giveBack().catch((err: unknown) => log.warn({ err }, 'the lease was not given back'))
      await table.leave().catch((err: unknown) => log.warn({ err }, 'the others were not told of our end'))
    },
  }
}

/** What the screens of these terminals show, of the ledger and of each other. */
async function fingerprintsOf(database: Database, terminalIds: readonly string[]) {
  const [charges, displays] = await Promise.all([
    readFingerprints(database, terminalIds),
    readPresenceMarks(database, terminalIds),
  ])
  return new Map(terminalIds.map((id) => [id, `${charges.get(id)} ${displays.get(id)}`]))
}
