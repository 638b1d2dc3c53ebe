import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newCharge } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSqlite } from '../store/sqlite.ts'
import { createStore, type Store } from '../store/store.ts'
import { backupLedger } from './backup-ledger.ts'
import { hashOfFile } from './files.ts'
import { restoreLedger } from './restore-ledger.ts'

/** A process of its own takes seconds to start where others do the same. */
vi.setConfig({ testTimeout: 60_000 })
const start = Date.UTC(2026, 10, 22, 14, 22, 33)
const name = 'balcao-20261122T142233Z.sqlite'
const charges = 2_000
const folder = () => mkdtempSync(join(tmpdir(), 'balcao-backup-'))
const canLimit = spawnSync('prlimit', ['--version']).status === 0

let dataDir: string
let store: Store
let sold = 0
const sell = () =>
  store.insertCharge(
    newCharge(
      {
        ...{ txid: `${sold++}`.padStart(32, '0'), terminalId: 'caixa-1', amountCents: 2350 },
        description: 'Pão & café',
      },
      start,
    ),
    'x'.repeat(2_000),
  )
beforeAll(async () => {
  dataDir = folder()
  store = createStore(openSqlite(dataDir, start))
  await Promise.all(Array.from({ length: charges }, sell))
}, 60_000)
afterAll(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true })
})
let target: string
beforeEach(() => {
  target = folder()
})
afterEach(() => rmSync(target, { recursive: true }))

test('is one file of one moment, and the shop goes on selling meanwhile', async () => {
  let isOver = false
  let meanwhile = 0
  const before = sold
  const selling = (async () => {
    while (!isOver) {
      await sell()
      meanwhile += 1
    }
  })()
  const { path, proofs } = await backupLedger(dataDir, target, start).finally(() => {
    isOver = true
  })
  await selling
  expect(path).toBe(join(target, name))
  const rows = proofs.find(({ table }) => table === 'charge')?.rows ?? 0
  expect(meanwhile).toBeGreaterThan(0)
  expect(rows).toBeGreaterThanOrEqual(before)
  expect(rows).toBeLessThan(sold)
  // No log: it can be read where nothing can be written (sqlite.org/fileformat.html, offsets 18 and 19).
  expect([...readFileSync(path).subarray(18, 20)]).toEqual([1, 1])
  // Nothing beside it is needed, and nobody else may read who has paid.
  expect(readdirSync(target).sort()).toEqual([name, `${name}.sha256`])
  expect(readFileSync(`${path}.sha256`, 'utf8')).toBe(`${await hashOfFile(path)}  ${name}\n`)
  if (process.platform !== 'win32')
    for (const file of readdirSync(target)) expect(statSync(join(target, file)).mode & 0o777).toBe(0o600)

  const other = folder()
  const restored = await restoreLedger(path, other, start)
  expect(restored.proofs).toEqual(proofs)
  rmSync(other, { recursive: true })
})

describe('is refused, and leaves nothing behind', () => {
  test('where one of the same second is there', async () => {
    writeFileSync(join(target, name), 'an earlier one')
    await expect(backupLedger(dataDir, target, start)).rejects.toThrow(/is there already.*Try again/)
    expect(readFileSync(join(target, name), 'utf8')).toBe('an earlier one')
    expect(readdirSync(target)).toEqual([name])
  })

  test('where the folder is not there, as when its disk is not mounted', async () => {
    const missing = join(target, 'disk')
    await expect(backupLedger(dataDir, missing, start)).rejects.toThrow(/There is no folder .*Mount its disk/)
    expect(existsSync(missing)).toBe(false)
  })

  test('where it is no folder', async () => {
    const file = join(target, 'file')
    writeFileSync(file, '')
    await expect(backupLedger(dataDir, file, start)).rejects.toThrow(/must be a folder that can be written/)
  })

  test('where there is no ledger', async () => {
    await expect(backupLedger(target, target, start)).rejects.toThrow(/There is no ledger to back up/)
  })

  test('where the ledger is damaged: the good backups of before are not pushed out by it', async () => {
    const damaged = folder()
    const bytes = readFileSync((await backupLedger(dataDir, damaged, start)).path)
    bytes.fill(0x5a, 4096 * 40, 4096 * 60)
    writeFileSync(join(damaged, 'balcao.sqlite'), bytes)
    await expect(backupLedger(damaged, target, start)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(/balcao.sqlite is damaged .*Restore the latest good one/),
    })
    expect(readdirSync(target)).toEqual([])
    rmSync(damaged, { recursive: true })
  })

  test.skipIf(!canLimit)('where the disk takes no more', async () => {
    const { code, said } = await run(['prlimit', '--fsize=1000000'], '--to', target)
    expect(said).toMatch(/could not be written to .*It needs some \d+ MB of free space. Nothing was kept./)
    expect(code).toBe(1)
    expect(readdirSync(target)).toEqual([])
  })
})

async function run(under: string[], ...options: string[]) {
  const { NODE_OPTIONS: _, VITEST: __, DATABASE_URL: ___, ...env } = process.env
  const script = join(import.meta.dirname, 'backup.ts')
  const [command = '', ...words] = [
    ...under,
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    script,
    ...options,
  ]
  const child = spawn(command, words, {
    env: { ...env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const [code] = await once(child, 'close')
  return { code, said }
}

describe('as a command', () => {
  test('says what it has written, from beside a BFF that runs', async () => {
    const { code, said } = await run([], '--to', target)
    expect(said).toMatch(/charge +\d+ rows +sha256 [0-9a-f]{16} amount_cents=\d+/)
    expect(said).toMatch(/Backed up, read back and the same.*balcao-\d{8}T\d{6}Z\.sqlite/)
    expect(code).toBe(0)
  })

  test('refuses a ledger that is in PostgreSQL, and says what backs that up', async () => {
    const refused = await run(['env', 'DATABASE_URL=postgres://x:segredo@localhost/x'], '--to', target)
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(/is in PostgreSQL.*pg_dump/) })
    expect(refused.said).not.toContain('segredo')
  })

  test.each([
    [[], /Where to\? Give --to[\s\S]*npm run ledger:backup/],
    [['--onto', 'x'], /--onto[\s\S]*npm run ledger:backup/],
  ])('refuses %j with a sentence', async (options, says) => {
    const refused = await run([], ...options)
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(says) })
  })
})
