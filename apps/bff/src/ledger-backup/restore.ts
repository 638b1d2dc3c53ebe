import { parseArgs } from 'node:util'
import { readSettings, SettingsError } from '../env.ts'
import { lineOf } from '../ledger-copy/proof.ts'
import { StoreError } from '../store/errors.ts'
import { restoreLedger } from './restore-ledger.ts'
import { whatComesNext } from './what-comes-next.ts'

/** `npm run ledger:restore`: a backup in the place of the ledger in DATA_DIR. The BFF has to be stopped. */
const usage = 'npm run ledger:restore -- --from /mnt/backup/balcao-20261122T142233Z.sqlite'

try {
  const from = readArguments()
  const { DATA_DIR, DATABASE_URL, TIME_ZONE } = readSettings(process.env)
  if (DATABASE_URL !== undefined)
    throw new SettingsError(
      'The ledger is in PostgreSQL (DATABASE_URL): restore it with pg_restore, or unset DATABASE_URL.',
    )
  const nowMs = Date.now()
  const restored = await restoreLedger(from, DATA_DIR, nowMs)
  for (const proof of restored.proofs) console.log(lineOf(proof))
  console.log(whatComesNext(restored, TIME_ZONE, nowMs))
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof StoreError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function readArguments(): string {
  try {
    const { from } = parseArgs({ options: { from: { type: 'string' } } }).values
    if (from === undefined || from === '') throw new Error('What from? Give --from, the file of a backup')
    return from
  } catch (cause) {
    throw new SettingsError(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause })
  }
}
