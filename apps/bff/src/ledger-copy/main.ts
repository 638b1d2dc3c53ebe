import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { readSettings, SettingsError } from '../env.ts'
import { StoreError } from '../store/errors.ts'
import { copyLedger } from './copy-ledger.ts'
import { lineOf } from './proof.ts'

const usage = 'npm run ledger:copy -- --from ./data --to postgres://user:password@host:port/database'

try {
  const { from, to } = readArguments()
  // The same words and the same refusals as at a start.
  const { DATA_DIR, DATABASE_URL } = readSettings({
    ...(from !== undefined && { DATA_DIR: from }),
    ...(to !== undefined && { DATABASE_URL: to }),
  })
  if (DATABASE_URL === undefined)
    throw new SettingsError(`Where to? Give --to, or DATABASE_URL in the environment: ${usage}`)
  const proofs = await copyLedger(DATA_DIR, DATABASE_URL, Date.now(), pino({ level: 'silent' }))
  for (const proof of proofs) console.log(lineOf(proof))
  console.log(
    `Copied, read back and the same in rows, sums and hash. From now on start with DATABASE_URL, and keep ${DATA_DIR}: its certificates are still used, and balcao.sqlite is your backup of this moment.`,
  )
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof StoreError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function readArguments(): { from: string | undefined; to: string | undefined } {
  try {
    const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
    return { from: values.from ?? process.env.DATA_DIR, to: values.to ?? process.env.DATABASE_URL }
  } catch (cause) {
    throw new SettingsError(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause })
  }
}
