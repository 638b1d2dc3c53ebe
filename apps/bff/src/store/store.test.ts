import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { advance, askRefund, type Charge, mergeRefunds, newCharge, type PspTruth } from '@balcao/domain'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { StoreError } from './errors.ts'
import { openSqlite } from './sqlite.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const note = { heardBy: 'asking', nowMs: start } as const
const txidOf = (n: number) => `${n}`.padStart(32, '0')
const truth = (change: Partial<PspTruth> = {}): PspTruth => ({
  kind: 'psp-says',
  status: 'active',
  expiresAtMs: start + 3_600_000,
  copiaECola: '000201',
  payments: [],
  refunds: [],
  ...change,
})
const pix = (endToEndId: string, amountCents = 2350) => ({ endToEndId, amountCents, paidAtMs: start + 1000 })
const chargeOf = (n: number, terminalId = 'caixa-1'): Charge =>
  newCharge({ txid: txidOf(n), terminalId, amountCents: 2350, description: 'Pão & café' }, start + n)

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

describe('the ledger', () => {
  test('gives back what it was given, and an intent with its exact bytes', async () => {
    expect(await store.insertCharge(chargeOf(1), '{"valor":1}')).toBe(true)
    expect(await store.charge(txidOf(1))).toEqual(chargeOf(1))
    expect(await store.pspRequest(txidOf(1))).toBe('{"valor":1}')
    expect(await store.charge(txidOf(2))).toBeUndefined()
  })

  test('takes a txid once and leaves the first as it was', async () => {
    await store.insertCharge(chargeOf(1), 'first')
    expect(await store.insertCharge({ ...chargeOf(1), amountCents: 1 }, 'second')).toBe(false)
    expect((await store.charge(txidOf(1)))?.amountCents).toBe(2350)
    expect(await store.pspRequest(txidOf(1))).toBe('first')
  })

  test('commits what the rule decided, payments included', async () => {
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ status: 'concluded', payments: [pix('E1'), pix('E2', 1)] }))
    expect(await store.charge(txidOf(1))).toMatchObject({
      status: 'paid',
      version: 2,
      payments: [pix('E1'), pix('E2', 1)],
      flags: ['duplicate', 'overpaid'],
    })
  })

  test('writes nothing for a repeated or refused fact', async () => {
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth())
    expect(await says(1, truth())).toEqual({ kind: 'already-done' })
    expect((await store.charge(txidOf(1)))?.version).toBe(2)
    expect(await says(9, truth())).toBeUndefined()
  })

  test('loses no fact when fifty come at once', async () => {
    await store.insertCharge({ ...chargeOf(1), amountCents: 50 }, '')
    await Promise.all(Array.from({ length: 50 }, (_, n) => says(1, truth({ payments: [pix(`E${n}`, 1)] }))))
    expect(await store.charge(txidOf(1))).toMatchObject({ status: 'paid', version: 51 })
  })

  test('changes nothing of a decision that throws', async () => {
    await store.insertCharge(chargeOf(1), '')
    const broken = store.advance(
      txidOf(1),
      () => {
        throw new Error('broken rule')
      },
      note,
    )
    await expect(broken).rejects.toThrow('broken rule')
    expect(await store.charge(txidOf(1))).toEqual(chargeOf(1))
    expect(await store.insertCharge(chargeOf(2), '')).toBe(true)
  })

  test('never moves a Pix from one charge to another', async () => {
    await store.insertCharge(chargeOf(1), '')
    await store.insertCharge(chargeOf(2), '')
    await says(1, truth({ payments: [pix('E1')] }))
    await expect(says(2, truth({ payments: [pix('E1')] }))).rejects.toThrow('already pays another charge')
    expect((await store.charge(txidOf(2)))?.status).toBe('opening')
  })

  test('keeps money without a charge once, and gives it to its charge when that is known', async () => {
    const orphan = { endToEndId: 'E1', txid: txidOf(1), amountCents: 2350, paidAtMs: start + 1000 }
    await store.insertOrphan(orphan, { heardBy: 'sweep', nowMs: start })
    await store.insertOrphan(orphan, { heardBy: 'sweep', nowMs: start })
    expect([...(await store.unknownPix(['E1', 'E2']))]).toEqual(['E2'])
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ payments: [pix('E1')] }))
    expect((await store.charge(txidOf(1)))?.status).toBe('paid')
  })

  test('shows on a terminal what is current, open and latest, and nothing of another terminal', async () => {
    for (const n of [1, 2, 3, 4]) await store.insertCharge(chargeOf(n), '')
    await store.insertCharge(chargeOf(5, 'caixa-2'), '')
    for (const n of [2, 3, 4]) await says(n, truth({ payments: [pix(`E${n}`)] }))
    const { currentTxid, charges } = await store.terminal('caixa-1', 2)
    expect(currentTxid).toBe(txidOf(4))
    expect(charges.map(({ txid }) => Number(txid))).toEqual([4, 3, 1])
    expect(await store.currentCharge('caixa-1')).toEqual(charges[0])
    await store.setCurrent('caixa-1', null)
    expect((await store.terminal('caixa-1', 0)).currentTxid).toBeNull()
    expect(await store.currentCharge('caixa-1')).toBeUndefined()
    expect((await store.terminal('nunca', 5)).charges).toEqual([])
  })

  test('lists newest first, by terminal, by state and page by page', async () => {
    for (const n of [1, 2, 3]) await store.insertCharge(chargeOf(n, n === 2 ? 'caixa-2' : 'caixa-1'), '')
    await says(3, truth({ payments: [pix('E3')] }))
    const list = async (filter: object) =>
      (await store.listCharges({ limit: 10, ...filter })).map(({ txid }) => Number(txid))
    expect(await list({})).toEqual([3, 2, 1])
    expect(await list({ terminalId: 'caixa-1' })).toEqual([3, 1])
    expect(await list({ status: 'paid' })).toEqual([3])
    expect(await list({ before: { createdAtMs: start + 3 }, limit: 1 })).toEqual([2])
  })

  test('knows what is open, where, and what somebody has to ask about', async () => {
    for (const n of [1, 2, 3, 4]) await store.insertCharge(chargeOf(n, `caixa-${n}`), '')
    await says(2, truth({ expiresAtMs: start + 5_000 }))
    await says(3, truth({ payments: [pix('E3')] }))
    await says(4, truth())
    await store.advance(txidOf(4), (charge) => advance(charge, { kind: 'cancel-asked' }, start + 2000), note)
    const unfinished = async (nowMs: number) =>
      (await store.unfinishedCharges(nowMs)).map(({ txid }) => Number(txid)).sort()
    expect(await unfinished(start + 4_999)).toEqual([1, 4])
    expect(await unfinished(start + 5_000)).toEqual([1, 2, 4])
    expect(await store.countOpen()).toBe(3)
    expect((await store.waitingTerminals()).sort()).toEqual(['caixa-1', 'caixa-2', 'caixa-4'])
  })

  test('keeps webhook bodies until they are handled', async () => {
    const id = await store.putInbox('{"pix":[]}', start)
    await store.putInbox('{}', start)
    await store.markHandled(id, start)
    expect((await store.unhandledInbox(10)).map(({ body }) => body)).toEqual(['{}'])
  })

  test('remembers when a webhook first named a Pix, and how each Pix was heard of', async () => {
    expect(await store.lastDeliveryAtMs()).toBeNull()
    await store.putInbox('{}', start + 5)
    await store.putInbox('{}', start + 9)
    expect(await store.lastDeliveryAtMs()).toBe(start + 9)
    await store.noteHints(['E1', 'E2', 'E1'], start + 5)
    await store.noteHints(['E1'], start + 9)
    await store.insertOrphan({ ...pix('E1'), txid: null }, { heardBy: 'webhook', nowMs: start })
    expect(await store.pixLine('E1')).toMatchObject({ webhookAtMs: start + 5, heardBy: 'webhook' })
    expect(await store.heardBy(start + 1000)).toEqual({ webhook: 1, sweep: 0, asking: 0 })
    expect(await store.heardBy(start + 1001)).toEqual({ webhook: 0, sweep: 0, asking: 0 })
  })

  test('reserves the refunds of an orphan once, however many come at once', async () => {
    await store.insertOrphan({ ...pix('E1'), txid: null }, { heardBy: 'sweep', nowMs: start })
    const ask = (id: string) => {
      let kind = ''
      const asked = { id, amountCents: 1000, endToEndId: 'E1', description: null }
      const done = store.advanceOrphan('E1', (orphan) => {
        const decision = askRefund([orphan], orphan.refunds, asked, start)
        kind = decision.kind
        return decision.kind === 'asked' ? mergeRefunds(orphan.refunds, [decision.refund]) : orphan.refunds
      })
      return done.then(() => kind)
    }
    const kinds = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(`d${n}`)))
    expect(kinds.filter((kind) => kind === 'asked')).toHaveLength(2)
    expect((await store.orphan('E1'))?.refunds).toHaveLength(2)
    expect(await store.advanceOrphan('E9', () => [])).toBe(false)
  })

  test('a refund follows its Pix to the charge that it turns out to pay', async () => {
    await store.insertOrphan({ ...pix('E1'), txid: null }, { heardBy: 'sweep', nowMs: start })
    const asked = { id: 'd1', amountCents: 1000, endToEndId: 'E1', description: 'Engano' }
    await store.advanceOrphan('E1', (orphan) => {
      const decision = askRefund([orphan], [], asked, start)
      return decision.kind === 'asked' ? [decision.refund] : []
    })
    await store.insertCharge(chargeOf(1), '')
    await says(1, truth({ payments: [pix('E1')] }))
    expect((await store.charge(txidOf(1)))?.refunds).toMatchObject([{ id: 'd1', description: 'Engano' }])
    expect(await store.chargeOf('E1')).toBe(txidOf(1))
    expect(await store.orphan('E1')).toBeUndefined()
  })

  test('remembers how far it has read', async () => {
    expect(await store.coveredUntil()).toBeUndefined()
    await store.setCoveredUntil(5)
    await store.setCoveredUntil(7)
    expect(await store.coveredUntil()).toBe(7)
  })

  test('is all there after it was closed and opened again', async () => {
    await store.insertCharge(chargeOf(1), 'bytes')
    await store.close()
    store = createStore(openSqlite(dir, start))
    expect(await store.charge(txidOf(1))).toEqual(chargeOf(1))
  })
})

test('nothing that is asked again and again reads the whole ledger, however large it has grown', async () => {
  const asked = new Set<string>()
  const { prepare } = DatabaseSync.prototype
  const spy = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    asked.add(sql)
    return prepare.call(this, sql)
  })
  await store.insertCharge(chargeOf(1), '')
  await says(1, truth({ payments: [pix('E1', 1)] }))
  await store.unfinishedCharges(start)
  await store.countOpen()
  await store.waitingTerminals()
  await store.currentCharge('caixa-1')
  await store.openRefunds()
  await store.refundsOf(['E1'])
  await store.chargeOf('E1')
  await store.orphan('E1')
  await store.terminal('caixa-1', 20)
  await store.unhandledInbox(100)
  await store.unknownPix(['E1'])
  await store.listCharges({ before: { createdAtMs: start, txid: txidOf(1) }, limit: 20 })
  await store.listCharges({ fromMs: start, untilMs: start + 1, limit: 20 })
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
  expect(plans.length).toBeGreaterThan(8)
  // A scan of a partial index is a scan of what is open, and readings are a few a day.
  const whole = plans.filter((plan) =>
    /^SCAN (?!charge USING INDEX charge_open|refund USING .*refund_open|inbox USING .*inbox_open|sweep|reading USING INDEX)/.test(
      plan,
    ),
  )
  expect(whole).toEqual([])
  const open = plans.filter((plan) => plan.includes("'opening'"))
  expect(open.length).toBe(4)
  for (const plan of open) expect(plan).toContain('USING INDEX charge_open')
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
