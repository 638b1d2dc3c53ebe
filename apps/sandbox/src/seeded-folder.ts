import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { openPki } from './pki.ts'

/** What decides how certificates look: a change of either makes a new template and leaves the old one alone. */
const makers = ['certificates.ts', 'pki.ts'].map((name) => readFileSync(new URL(name, import.meta.url)))
const version = createHash('sha256').update(Buffer.concat(makers)).digest('hex').slice(0, 12)
const template = join(tmpdir(), `sandbox-pki-${userInfo().username}-${version}`)

/**
 * A new data folder for a test whose certificates are there already, copied from a template that the first test on
 * this machine makes: five RSA keys take longer than most tests. The keys are for tests alone, and every sandbox
 * started by a person makes its own.
 */
export function seededFolder(): string {
  const { dir } = openPki(template)
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  cpSync(dir, join(folder, 'pki'), { recursive: true })
  return folder
}
