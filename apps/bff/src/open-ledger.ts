import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Deps } from './deps.ts'
import type { Settings } from './env.ts'
import { type Neighbours, noNeighbours } from './neighbours.ts'
import { type AccessStore, createAccessStore } from './store/access.ts'
import { createPayerStore, type PayerStore } from './store/payer.ts'
import { openSqlite } from './store/sqlite.ts'
import { createStore, type Store } from './store/store.ts'

export type OpenLedger = { store: Store; access: AccessStore; payer: PayerStore; neighbours: Neighbours }

/** The ledger where the settings have it, and who else works on it. Throws StoreError. */
export async function openLedger(
  { DATA_DIR, DATABASE_URL }: Pick<Settings, 'DATA_DIR' | 'DATABASE_URL'>,
  timing: Pick<Deps, 'clock' | 'log'>,
): Promise<OpenLedger> {
  const { clock, log } = timing
  if (DATABASE_URL === undefined) {
    const database = openSqlite(DATA_DIR, clock.now())
    const store = createStore(database)
    const beside = { access: createAccessStore(database), payer: createPayerStore(database) }
    return { store, ...beside, neighbours: noNeighbours(store) }
  }
  // A shop whose ledger is a file does not wait until the client of a database server is loaded.
  const [{ openPostgres }, { joinNeighbours }, { ringFrom }] = await Promise.all([
    import('./store/postgres.ts'),
    import('./neighbours-on-postgres.ts'),
    import('./bus/doorbell.ts'),
  ])
  const bffId = randomUUID()
  const database = await openPostgres(DATABASE_URL, clock.now(), log, ringFrom(bffId))
  try {
    const store = createStore(database)
    // Whoever only sets DATABASE_URL begins a new ledger beside the one that he has, and may not know it.
    if (existsSync(join(DATA_DIR, 'balcao.sqlite')) && !(await store.hasCharges()))
      log.warn(
        `the ledger in ${DATA_DIR} is not used any more: npm run ledger:copy copies it to DATABASE_URL`,
      )
    const neighbours = await joinNeighbours(timing, database, DATABASE_URL, bffId)
    return { store, access: createAccessStore(database), payer: createPayerStore(database), neighbours }
  } catch (error) {
    await database.close()
    throw error
  }
}
