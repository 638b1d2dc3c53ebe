import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { advance, newCharge } from '@balcao/domain'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import { createStore, type Store } from '../store/store.ts'
import { type PostgresServer, startPostgres } from '../testing/postgres-server.ts'
import { copyLedger } from './copy-ledger.ts'

const start = Date.UTC(2026, 10, 22, 14)
const txidOf = (n: number) => `${n}`.padStart(32, '0')
const charges = 1_203
const log = pino({ level: 'silent' })
const note = { heardBy: 'webhook', nowMs: start } as const

let server: PostgresServer
let dataDir: string
beforeAll(async () => {
  server = await startPostgres()
  dataDir = mkdtempSync(join(tmpdir(), 'balcao-copy-'))
  const store = createStore(openSqlite(dataDir, start))
  await Promise.all(Array.from({ length: charges }, (_, n) => fill(store, n)))
  await store.insertOrphan({ endToEndId: 'Eº', txid: null, amountCents: 7, paidAtMs: start }, note)
  await store.addNote('pix-Eº', { text: 'Nota\0 “com” \\ \n 🥖', txid: null, atMs: start })
  await store.setCoveredUntil(start)
  const reading = await store.beginReading({
    ...{ fromDay: '2026-11-22', toDay: '2026-11-22', timeZone: 'America/Sao_Paulo' },
    ...{ fromMs: start, untilMs: start + 1, chargesUntilMs: start, startedAtMs: start },
  })
  const refund = { id: 'd1', endToEndId: 'E1', amountCents: 5, status: 'refunded', origin: 'here' } as const
  await store.putPixThere(reading.id, [
    {
      ...{ endToEndId: 'E1', txid: txidOf(1), amountCents: 2350, paidAtMs: start },
      refunds: [{ ...refund, description: null, reason: null, askedAtMs: start }],
    },
  ])
  await store.close()
}, 60_000)
afterAll(async () => {
  await server.close()
  rmSync(dataDir, { recursive: true })
}, 60_000)

async function fill(store: Store, n: number) {
  const description = n % 3 === 0 ? null : `Pão & café nº ${n}`
  const charge = newCharge(
    { txid: txidOf(n), terminalId: 'caixa-1', amountCents: 2350, description },
    start + n,
  )
  await store.insertCharge(charge, `{"n":${n}}`)
  await store.putInbox(`{"pix":[{"txid":"${n}"}]}`, [], start)
  if (n % 2 === 0) return
  const payments = [{ endToEndId: `E${n}`, amountCents: 2350, paidAtMs: start + n }]
  const truth = { kind: 'psp-says', status: 'concluded', payments, refunds: [] } as const
  const fact = { ...truth, expiresAtMs: start + 1, copiaECola: '000201' }
  await store.advance(charge.txid, (before) => advance(before, fact, start), note)
}
const copy = (url: string) => copyLedger(dataDir, url, start, log)

test('everything is there, proved, and the ledger goes on where it was', async () => {
  const url = await server.createDatabase()
  const proofs = new Map((await copy(url)).map((proof) => [proof.table, proof]))
  expect(proofs.get('charge')).toMatchObject({ rows: charges, cents: { amount_cents: `${charges * 2350}` } })
  expect(proofs.get('pix')).toMatchObject({ rows: 602, cents: { amount_cents: `${601 * 2350 + 7}` } })
  for (const table of ['terminal', 'inbox', 'sweep', 'reading', 'psp_pix', 'psp_refund', 'line_note'])
    expect(proofs.get(table)?.rows, table).toBeGreaterThan(0)

  const [before, after] = [
    createStore(openSqlite(dataDir, start)),
    createStore(await openPostgres(url, 0, log)),
  ]
  for (const n of [0, 1, 1_000, charges - 1])
    expect(await after.charge(txidOf(n))).toEqual(await before.charge(txidOf(n)))
  expect(await after.chargesAt('caixa-1', 2_000)).toEqual(await before.chargesAt('caixa-1', 2_000))
  expect(await after.faceOf('caixa-1')).toEqual(await before.faceOf('caixa-1'))
  expect(await after.coveredUntil()).toBe(start)
  expect(await after.putInbox('{}', [], start)).toBe(charges + 1)
  await Promise.all([before.close(), after.close()])
})

describe('is refused, and changes nothing', () => {
  test('where the target holds anything', async () => {
    const url = await server.createDatabase()
    await copy(url)
    await expect(copy(url)).rejects.toThrow(/is not empty \(table charge\).*CREATE DATABASE/)
  })

  test('where a BFF runs on the target', async () => {
    const url = await server.createDatabase()
    await (await openPostgres(url, 0, log)).close()
    await server.query(url, "INSERT INTO lease VALUES ('rounds', 'a', 1, now() + interval '20 seconds')")
    await expect(copy(url)).rejects.toThrow(/A BFF runs on ledger-/)
  })

  test('where a BFF runs on the source', async () => {
    const running = openSqlite(dataDir, start)
    await expect(copy(await server.createDatabase())).rejects.toThrow(/another BFF runs on this DATA_DIR/)
    await running.close()
  })

  test('where there is nothing to copy', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'balcao-copy-'))
    await expect(copyLedger(empty, await server.createDatabase(), start, log)).rejects.toThrow(
      /no ledger to copy/,
    )
    rmSync(empty, { recursive: true })
  })

  test.each([
    ['a sum is another one', 'NEW.amount_cents := NEW.amount_cents + 1; RETURN NEW;'],
    ['a row is missing', "IF NEW.end_to_end_id = 'E1' THEN RETURN NULL; END IF; RETURN NEW;"],
    ['a word is another one', "NEW.txid := lower(NEW.txid || 'x'); RETURN NEW;"],
  ])('where what is read back is not what was written: %s', async (_sentence, body) => {
    const url = await server.createDatabase()
    await (await openPostgres(url, 0, log)).close()
    await server.query(
      url,
      `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$`,
    )
    await server.query(url, 'CREATE TRIGGER spoil BEFORE INSERT ON pix FOR EACH ROW EXECUTE FUNCTION spoil()')
    await expect(copy(url)).rejects.toThrow(/the table pix is not what was written: nothing was copied/)
    expect(await server.query(url, 'SELECT 1 FROM charge LIMIT 1')).toEqual([])
  })
})

describe('as a command', () => {
  async function run(...options: string[]) {
    const { NODE_OPTIONS: _, VITEST: __, DATABASE_URL: ___, ...env } = process.env
    const script = join(import.meta.dirname, 'main.ts')
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...options], {
      env,
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

  test('says what it has copied', async () => {
    const done = await run('--from', dataDir, '--to', await server.createDatabase())
    expect(done.said).toMatch(/charge +1203 rows +sha256 [0-9a-f]{16} amount_cents=2827050/)
    expect(done).toMatchObject({ code: 0, said: expect.stringMatching(/start with DATABASE_URL/) })
  })

  test.each([
    [['--to', 'mysql://x'], /DATABASE_URL must be postgres:/],
    [[], /Where to\? Give --to/],
    [['--onto', 'x'], /--onto[\s\S]*npm run ledger:copy/],
    [['--to', 'postgres://balcao:segredo@127.0.0.1:1/x'], /does not answer/],
  ])('refuses %j with a sentence', async (options, says) => {
    const refused = await run('--from', dataDir, ...options)
    expect(refused).toMatchObject({ code: 1, said: expect.stringMatching(says) })
    expect(refused.said).not.toContain('segredo')
  })
})
