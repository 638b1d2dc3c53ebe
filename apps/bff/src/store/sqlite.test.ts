import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { advance, type PspTruth } from '@balcao/domain'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chargeOf, note, pix, start, truth, txidOf } from '../testing/stored-charges.ts'
import { StoreError } from './errors.ts'
import { openSqlite } from './sqlite.ts'
import { createStore, type Store } from './store.ts'

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'balcao-store-'))
  store = createStore(openSqlite(dir, start))
})
afterEach(async () => {
  await store.close()
  rmSync(dir, { recursive: true })
})
const says = (n: number, fact: PspTruth) =>
  store.advance(txidOf(n), (charge) => advance(charge, fact, start + 2000), note)

/** How SQLite goes about everything that is asked meanwhile. */
async function plansOf(ask: () => Promise<void>): Promise<string[]> {
  const asked = new Set<string>()
  const { prepare } = DatabaseSync.prototype
  const spy = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    asked.add(sql)
    return prepare.call(this, sql)
  })
  await ask()
  spy.mockRestore()
  const database = new DatabaseSync(join(dir, 'balcao.sqlite'))
  const plans = [...asked]
    .filter((sql) => /^(SELECT|UPDATE|INSERT)/.test(sql))
    .flatMap((sql) =>
      database
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => `${row.detail} ← ${sql}`),
    )
  database.close()
  return plans
}

test('a shift is counted without going through all that its terminal has ever sold', async () => {
  const plans = await plansOf(async () => {
    await store.chargesOfTerminal('caixa-1', [txidOf(1), txidOf(2)])
    await store.pixOfTerminal('caixa-1', start, start + 1)
    await store.receivedAt('caixa-1', start, start + 1)
    await store.pixWithOpenCount('caixa-1', start, start + 1)
  })
  expect(plans.length).toBeGreaterThan(6)
  expect(plans.filter((plan) => plan.includes('charge_by_terminal'))).toEqual([])
})

test('nothing that is asked again and again reads the whole ledger, however large it has grown', async () => {
  const plans = await plansOf(async () => {
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ payments: [pix('E1', 1)] }))
    await store.unfinishedCharges(start)
    await store.countOpen()
    await store.waitingTerminals()
    await store.faceOf('caixa-1')
    await store.openRefunds()
    await store.refundsOf(['E1'])
    await store.chargeOf('E1')
    await store.orphan('E1')
    await store.chargesAt('caixa-1', 20)
    await store.unhandledInbox(100)
    await store.unknownPix(['E1'])
    await store.listCharges({ before: { createdAtMs: start, txid: txidOf(1) }, limit: 20 })
    await store.listCharges({ fromMs: start, untilMs: start + 1, limit: 20 })
    const keys = {
      minCents: 2350,
      maxCents: 2350,
      flag: 'late',
      txid: '0000',
      endToEndIdEnding: 'ABCD',
    } as const
    for (const [key, value] of Object.entries(keys)) await store.listCharges({ [key]: value, limit: 20 })
    await store.listCharges({ ...keys, terminalId: 'caixa-1', limit: 20 })
    await store.listCharges({ minCents: 1, madeBy: 'key', fromMs: start, untilMs: start + 1, limit: 20 })
    await store.pixLike({ endToEndIdEnding: 'ABCD' }, 10)
    await store.pixLike({ amountCents: 1, fromMs: start, toMs: start + 1 }, 10)
    await store.saleFacts(txidOf(1))
    const days = { fromDay: '2026-11-22', toDay: '2026-11-22', timeZone: 'UTC' }
    const span = { fromMs: start, toMs: start + 1 }
    const reading = await store.beginReading({
      ...days,
      fromMs: start,
      untilMs: start + 1,
      chargesUntilMs: start + 1,
      startedAtMs: start,
    })
    await store.putPixThere(reading.id, [{ ...pix('E1'), txid: null, refunds: [] }])
    for (const filter of ['all', 'mismatch', 'matched', 'charge-only-here'] as const)
      await store.lines(reading, [span], filter, { atMs: start, lineId: '' }, 10)
    await store.compare(reading, [span])
    await store.pixLine('E1')
    await store.chargeLine(txidOf(1))
    await store.notesOf(['pix-E1'])
    await store.heardBy(start)
    await store.unpaidAmong([txidOf(1)])
    await store.forgetThere('charges', reading.id)
  })
  expect(plans.length).toBeGreaterThan(8)
  // A scan of a partial index is a scan of what is open or has a flag, and readings are a few a day.
  const whole = plans.filter((plan) =>
    /^SCAN (?!charge USING INDEX charge_(open|with_flags)|refund USING .*refund_open|inbox USING .*inbox_open|sweep|reading USING INDEX)/.test(
      plan,
    ),
  )
  expect(whole).toEqual([])
  const open = plans.filter((plan) => /^(SEARCH|SCAN) charge .*'opening'/s.test(plan))
  expect(open.length).toBe(4)
  for (const plan of open) expect(plan).toMatch(/INDEX charge_(open|by_status)/)
})

describe('a ledger that cannot be trusted is refused at start', () => {
  const refused = (change: () => void): string => {
    change()
    try {
      openSqlite(dir, start).close()
      return 'opened'
    } catch (error) {
      return error instanceof StoreError ? error.code : String(error)
    }
  }
  const path = () => join(dir, 'balcao.sqlite')
  const reopen = () => {
    store = createStore(openSqlite(mkdtempSync(join(tmpdir(), 'balcao-store-')), start))
  }

  test('when another process holds it', () => {
    expect(refused(() => {})).toBe('busy')
  })

  test('when a page of it is damaged', async () => {
    for (let n = 0; n < 200; n++) await store.insertCharge(chargeOf(n), 'x'.repeat(500))
    await store.close()
    expect(
      refused(() => {
        const bytes = readFileSync(path())
        bytes.fill(0x5a, 4096 * 3, 4096 * 12)
        writeFileSync(path(), bytes)
      }),
    ).toBe('corrupt')
    reopen()
  })

  test('when it is no database at all', async () => {
    await store.close()
    expect(refused(() => writeFileSync(path(), 'not a ledger'.repeat(1000)))).toBe('corrupt')
    reopen()
  })

  test.each([
    ['was written by a newer version', "INSERT INTO migration VALUES ('9999-later.sql', '', 0)"],
    ['had a migration with another text', "UPDATE migration SET sha256 = 'other'"],
  ])('when it %s', async (_sentence, sql) => {
    await store.close()
    expect(
      refused(() => {
        const database = new DatabaseSync(path())
        database.exec(sql)
        database.close()
      }),
    ).toBe('migration')
    reopen()
  })
})

test('the tables refuse what no rule would write', () => {
  const database = new DatabaseSync(join(dir, 'balcao.sqlite'))
  const insert = (txid: string | number, amount: number) =>
    database
      .prepare("INSERT INTO charge VALUES (?, 'caixa-1', ?, NULL, 1, 'opening', NULL, 0, NULL, NULL, '', '')")
      .run(txid, amount)
  expect(() => insert(txidOf(1), 10.5)).toThrow()
  expect(() => insert(txidOf(1), 0)).toThrow()
  expect(() => insert('short', 1)).toThrow()
  database.close()
})
