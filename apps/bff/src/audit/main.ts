import { parseArgs } from 'node:util'
import { SettingsError } from '../env.ts'
import { StoreError } from '../store/errors.ts'
import { openAudit } from './open-audit.ts'
import { type Head, tellVerdict, verifyAudit } from './verify-audit.ts'

/** `npm run audit:verify`: whether the audit is as it was written. The BFF may go on meanwhile. */
const usage = 'npm run audit:verify -- --head 1234:HASH, as a day’s head is in the log'

try {
  const head = readHead()
  const audit = await openAudit(process.env)
  const verdict = await verifyAudit(audit, head).finally(() => audit.close())
  if (verdict.kind === 'whole') console.log(tellVerdict(verdict))
  else {
    console.error(tellVerdict(verdict))
    process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof StoreError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function readHead(): Head | undefined {
  try {
    const { values } = parseArgs({ options: { head: { type: 'string' } } })
    if (values.head === undefined) return undefined
    const [, place, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(values.head) ?? []
    if (place === undefined || hash === undefined) throw new Error('--head must be a place and its hash')
    return { place: Number(place), hash }
  } catch (cause) {
    throw new SettingsError(`${cause instanceof Error ? cause.message : String(cause)}\n${usage}`, { cause })
  }
}
