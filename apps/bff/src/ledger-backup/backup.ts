import { parseArgs } from 'node:util'
import { readSettings, SettingsError } from '../env.ts'
import { lineOf } from '../ledger-copy/proof.ts'
import { StoreError } from '../store/errors.ts'
import { backupLedger } from './backup-ledger.ts'

/** `npm run ledger:backup`: the ledger of this moment as one file. The BFF may go on meanwhile. */
const usage = 'npm run ledger:backup -- --to /mnt/backup'

try {
  const to = readArguments()
  const { DATA_DIR, DATABASE_URL } = readSettings(process.env)
  if (DATABASE_URL !== undefined)
    throw new SettingsError('The ledger is in PostgreSQL (DATABASE_URL): back it up with pg_dump.')
  const { path, proofs } = await backupLedger(DATA_DIR, to, Date.now())
  for (const proof of proofs) console.log(lineOf(proof))
  console.log(`Backed up, read back and the same in rows, sums and hash: ${path}`)
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof StoreError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function readArguments(): string {
  try {
    const { to } = parseArgs({ options: { to: { type: 'string' } } }).values
    if (to === undefined || to === '')
      throw new Error('Where to? Give --to, a folder on another disk than the ledger’s')
    return to
  } catch (cause) {
    throw new SettingsError(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause })
  }
}
