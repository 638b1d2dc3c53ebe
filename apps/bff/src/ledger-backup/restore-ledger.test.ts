import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { advance, newCharge, type PspTruth } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSqlite } from '../store/sqlite.ts'
import { createStore } from '../store/store.ts'
import { backupLedger } from './backup-ledger.ts'
import { restoreLedger } from './restore-ledger.ts'

/** A process of its own takes seconds to start where others do the same. */
vi.setConfig({ testTimeout: 60_000 })
const start = Date.UTC(2026, 10, 22, 14, 22, 33)
const txidOf = (n: number) => `${n}`.padStart(32, '0')
const folder = () => mkdtempSync(join(tmpdir(), 'balcao-restore-'))
const note = { heardBy: 'webhook', nowMs: start } as const

async function sell(dataDir: string, ...numbers: number[]) {
  const store = createStore(openSqlite(dataDir, start))
  for (const n of numbers) {
    const asked = { txid: txidOf(n), terminalId: 'caixa-1', amountCents: 2350, description: null }
    await store.insertCharge(newCharge(asked, start), 'x'.repeat(3_000))
  }
  return store
}
async function has(dataDir: string, n: number): Promise<boolean> {
  const store = createStore(openSqlite(dataDir, start))
  const charge = await store.charge(txidOf(n))
  await store.close()
  return charge !== undefined
}

/** A shop that sold 1 to 30, with a refund that the PSP had not answered, was backed up, and sold 31 since. */
let shop: string
let backup: string
beforeAll(async () => {
  shop = folder()
  const store = await sell(shop, ...Array.from({ length: 30 }, (_, n) => n + 1))
  const paid: PspTruth = {
    ...{ kind: 'psp-says', status: 'concluded', refunds: [], expiresAtMs: start + 1, copiaECola: '000201' },
    payments: [{ endToEndId: 'E1', amountCents: 2350, paidAtMs: start }],
  }
  await store.advance(txidOf(1), (charge) => advance(charge, paid, start), note)
  const asked = { id: 'd1', amountCents: 400, endToEndId: null, description: null, limitCents: null }
  await store.advance(txidOf(1), (charge) => advance(charge, { kind: 'refund-asked', asked }, start), note)
  await store.setCoveredUntil(start)
  backup = (await backupLedger(shop, shop, start)).path
  await store.close()
  await (await sell(shop, 31)).close()
})
afterAll(() => rmSync(shop, { recursive: true }))

let dataDir: string
beforeEach(() => {
  dataDir = folder()
  copyFileSync(join(shop, 'balcao.sqlite'), join(dataDir, 'balcao.sqlite'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))
const place = () => join(dataDir, 'balcao.sqlite')
/** A copy of the backup that a test may spoil. */
function copyOfBackup(): string {
  const path = join(dataDir, 'copy.sqlite')
  copyFileSync(backup, path)
  copyFileSync(`${backup}.sha256`, `${path}.sha256`)
  return path
}

test('the ledger is that of the backup, and the one that was there is kept whole', async () => {
  const restored = await restoreLedger(backup, dataDir, start)
  expect(restored).toMatchObject({
    isChecked: true,
    coveredUntilMs: start,
    unanswered: [{ endToEndId: 'E1', refundId: 'd1', amountCents: 400 }],
  })
  expect([await has(dataDir, 30), await has(dataDir, 31)]).toEqual([true, false])
  if (process.platform !== 'win32') expect(statSync(place()).mode & 0o777).toBe(0o600)
  expect(existsSync(join(dataDir, 'restoring'))).toBe(false)

  // And back again, which is how a wrong choice is undone.
  const again = await restoreLedger(restored.asideAt ?? '', dataDir, start)
  expect(again).toMatchObject({ isChecked: false })
  expect(again.asideAt).not.toBe(restored.asideAt)
  expect(await has(dataDir, 31)).toBe(true)
})

test('a new machine has no ledger before', async () => {
  const fresh = join(dataDir, 'fresh')
  expect((await restoreLedger(backup, fresh, start)).asideAt).toBeUndefined()
  expect(await has(fresh, 30)).toBe(true)
})

test('the log of a BFF that was killed goes with its ledger, and is not played into the restored one', async () => {
  const running = await sell(dataDir, 32)
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(place() + suffix, join(dataDir, `killed${suffix}`))
  await running.close()
  for (const suffix of ['', '-wal', '-shm']) copyFileSync(join(dataDir, `killed${suffix}`), place() + suffix)
  const { asideAt = '' } = await restoreLedger(backup, dataDir, start)
  expect([await has(dataDir, 30), await has(dataDir, 32)]).toEqual([true, false])
  await restoreLedger(asideAt, dataDir, start)
  expect(await has(dataDir, 32)).toBe(true)
})

test('whoever was signed in has to show a PIN again', async () => {
  const path = copyOfBackup()
  rmSync(`${path}.sha256`)
  const database = new DatabaseSync(path)
  database.exec(`INSERT INTO person VALUES ('p1', 'Ana', 'ana', 'manager', NULL, 1, '', 0);
    INSERT INTO session VALUES ('s1', 'p1', NULL, 0, 0, NULL)`)
  database.close()
  await restoreLedger(path, dataDir, start)
  const now = new DatabaseSync(place())
  expect(now.prepare('SELECT ended_at_ms FROM session').get()).toEqual({ ended_at_ms: start })
  now.close()
})

describe('is refused, and changes nothing', () => {
  const refused = async (path: string, says: RegExp) => {
    const before = readFileSync(place())
    await expect(restoreLedger(path, dataDir, start)).rejects.toThrow(says)
    expect(readFileSync(place()).equals(before)).toBe(true)
    expect(readdirSync(dataDir).filter((name) => /before-restore|restoring/.test(name))).toEqual([])
  }

  test('while a BFF has the ledger', async () => {
    const running = openSqlite(dataDir, start)
    await expect(restoreLedger(backup, dataDir, start)).rejects.toThrow(/another BFF runs.*Stop it/)
    await running.close()
    await refused(join(dataDir, 'none.sqlite'), /There is no backup .*--from must name the file/)
  })

  test('where the file is a folder', () => refused(shop, /There is no backup/))

  test('where a byte is another one than was written', async () => {
    const path = copyOfBackup()
    const bytes = readFileSync(path)
    bytes[bytes.length - 100] = (bytes.at(-100) ?? 0) ^ 1
    writeFileSync(path, bytes)
    await refused(path, /is not what was written then .*nothing was changed/)
  })

  test.each([
    ['a page of it is damaged', (bytes: Buffer) => bytes.fill(0x5a, 4096 * 3, 4096 * 12)],
    ['it is cut short', (bytes: Buffer) => bytes.subarray(0, 4096 * 20)],
    ['it is no database', () => Buffer.from('not a ledger'.repeat(1_000))],
  ])('where %s', async (_sentence, spoil) => {
    const path = copyOfBackup()
    rmSync(`${path}.sha256`)
    writeFileSync(path, spoil(readFileSync(path)))
    await refused(path, /The backup .*copy.sqlite is damaged: nothing was changed/)
  })

  test.each([
    ['empty', ''],
    ['of another program', 'CREATE TABLE charge (id INTEGER)'],
  ])('where it is %s', async (_sentence, sql) => {
    const path = join(dataDir, 'other.sqlite')
    const database = new DatabaseSync(path)
    database.exec(sql)
    database.close()
    if (sql === '') writeFileSync(path, '')
    await refused(path, /is no ledger of this program/)
  })

  test('where it was written by a newer version', async () => {
    const path = copyOfBackup()
    rmSync(`${path}.sha256`)
    const database = new DatabaseSync(path)
    database.exec("INSERT INTO migration VALUES ('9999-later.sql', '', 0)")
    database.close()
    await refused(path, /written by a newer version/)
  })

  test('where the backup broke off', async () => {
    const path = `${copyOfBackup()}.partial`
    copyFileSync(backup, path)
    await refused(path, /broke off: restore another one/)
  })

  test('where the new ledger cannot be put beside the old one', async () => {
    mkdirSync(join(dataDir, 'full'))
    writeFileSync(join(dataDir, 'full', 'file'), '')
    await expect(restoreLedger(backup, join(dataDir, 'full', 'file'), start)).rejects.toThrow(
      /DATA_DIR must be a folder that can be written/,
    )
  })
})

describe('as a command', () => {
  async function run(environment: Record<string, string>, ...options: string[]) {
    const { NODE_OPTIONS: _, VITEST: __, DATABASE_URL: ___, ...env } = process.env
    const script = join(import.meta.dirname, 'restore.ts')
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...options], {
      env: { ...env, DATA_DIR: dataDir, ...environment },
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

  test('says what it knows, and what comes next', async () => {
    const { code, said } = await run({}, '--from', backup)
    expect(code).toBe(0)
    for (const part of [
      /charge +30 rows/,
      /is kept: .*balcao-before-restore-/,
      /knows what was paid up to 2026-11-22 11:22:33/,
      /whether E1 was returned in another refund than d1 \(400 cents\)/,
      /reconcile 2026-11-22 to \d{4}-\d\d-\d\d, 31 days at a time/,
    ])
      expect(said).toMatch(part)
  })

  test.each([
    [{}, [], /What from\? Give --from[\s\S]*npm run ledger:restore/],
    [{}, ['--form', 'x'], /--form[\s\S]*npm run ledger:restore/],
    [{ DATABASE_URL: 'postgres://x:segredo@localhost/x' }, ['--from', 'x'], /is in PostgreSQL.*pg_restore/],
  ])('refuses with %j and %j with a sentence', async (environment, options, says) => {
    const refused = await run(environment, ...options)
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(says) })
    expect(refused.said).not.toContain('segredo')
  })
})
