import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { SettingsError } from '../env.ts'
import { StoreError } from '../store/errors.ts'
import { exportAudit } from './export-audit.ts'
import { openAudit } from './open-audit.ts'
import { waitingWords } from './verify-audit.ts'

/** `npm run audit:export`: the audit as a file of lines. The BFF may go on meanwhile. */
const usage = 'npm run audit:export -- --to auditoria.ndjson'

try {
  const to = readTarget()
  const audit = await openAudit(process.env)
  // It says who works here and what they did: for its owner alone, and over no file that is there already.
  const file = createWriteStream(to, { flags: 'wx', mode: 0o600 })
  const waiting = await pipeline(exportAudit(audit), file)
    .then(() => audit.auditWaiting())
    .finally(() => audit.close())
  console.log(
    `${to} is written: ${file.bytesWritten} bytes. npm run audit:verify says whether its source is whole.`,
  )
  if (waiting > 0) console.log(waitingWords(waiting))
} catch (error) {
  const isFile = error instanceof Error && 'syscall' in error
  if (!(error instanceof SettingsError || error instanceof StoreError || isFile)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function readTarget(): string {
  try {
    const { values } = parseArgs({ options: { to: { type: 'string' } } })
    if (values.to) return values.to
    throw new Error('--to must be the file to write')
  } catch (cause) {
    throw new SettingsError(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause })
  }
}
