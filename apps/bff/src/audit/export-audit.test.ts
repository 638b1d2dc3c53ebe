import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AuditRow, createAudit, hashOf, noHash } from '../store/audit.ts'
import { openSqlite } from '../store/sqlite.ts'

const rows = 1_203
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-export-'))
  const database = openSqlite(dir, 0)
  const audit = createAudit(database)
  for (let n = 1; n <= rows; n++)
    await audit.note(
      { actor: 'key', action: 'tried', subject: `row:${n}`, detail: { text: 'uma\nlinha “x”' } },
      n,
    )
  while ((await audit.sealAudit(500)) > 0);
  await database.close()
}, 60_000)
afterAll(() => rmSync(dir, { recursive: true }))

const command = fileURLToPath(new URL('./export.ts', import.meta.url))
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', command, ...args], {
    env: { ...process.env, DATA_DIR: dir },
    timeout: 60_000,
  })

test('every row is a line, and whoever has the file can go along the chain', async () => {
  const to = join(dir, 'auditoria.ndjson')
  expect((await run('--to', to)).stdout).toContain('is written')
  expect(statSync(to).mode & 0o777).toBe(0o600)
  const lines = readFileSync(to, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(rows)
  let hash = noHash
  for (const [index, line] of lines.entries()) {
    const row = JSON.parse(line) as AuditRow & { at: string }
    hash = hashOf(hash, row)
    expect([row.place, row.hash, row.at]).toEqual([index + 1, hash, new Date(row.atMs).toISOString()])
  }
}, 90_000)

test('a file that is there is not written over', async () => {
  const to = join(dir, 'there.ndjson')
  await run('--to', to)
  await expect(run('--to', to)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('EEXIST') })
}, 90_000)

test('without a file to write it says how it is used', async () => {
  await expect(run()).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('npm run audit:export -- --to'),
  })
  expect(existsSync(join(dir, 'undefined'))).toBe(false)
}, 90_000)
