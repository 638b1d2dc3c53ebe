import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the test files of a run share is in one folder, which goes when they have gone. */
export default function shareFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-tests-'))
  // PostgreSQL is run by another user where the tests are run by root.
  chmodSync(folder, 0o755)
  process.env.TESTS_FOLDER = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
