import { type LineList, Reconciliation, ReconciliationLine } from '@balcao/contracts'
import { dayAfter, wallTime } from '@balcao/domain'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { verifyAudit } from '../audit/verify-audit.ts'
import { createAuditReader } from '../store/audit.ts'
import { readSqlite } from '../store/sqlite.ts'
import { openLedger } from '../testing/ledger.ts'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'
import { backupLedger } from './backup-ledger.ts'
import { restoreLedger } from './restore-ledger.ts'

const hour = 3_600_000
const zone = 'America/Sao_Paulo'
const today = () => wallTime(world.clock.now(), zone).day

let world: World
beforeEach(async () => {
  world = await startWorld()
}, 60_000)
afterEach(() => world.close())

const backUp = () => backupLedger(world.dataDir, world.dataDir, world.clock.now())
async function restore(path: string) {
  await world.stopBff()
  const restored = await restoreLedger(path, world.dataDir, world.clock.now())
  await world.startBff()
  return restored
}

async function paid() {
  const { txid } = await world.create(newTxid(), { amountCents: 1000 })
  const endToEndId = await world.pay({ txid })
  await world.becomes(txid, 'paid')
  return { txid, endToEndId }
}
const askRefund = (txid: string, id: string, amountCents: number) =>
  world.api('PUT', `/api/charges/${txid}/refunds/${id}`, { amountCents })
async function refunded(txid: string, amountCents: number): Promise<string> {
  const id = newTxid()
  await askRefund(txid, id, amountCents)
  await refundedIs(txid, amountCents)
  return id
}
const refundedIs = (txid: string, cents: number) =>
  vi.waitFor(async () => expect((await world.charge(txid)).refundedCents).toBe(cents), patience)
/** How much the PSP has sent back of each Pix. */
async function sentBack(endToEndId: string): Promise<string[]> {
  const { refunds } = (await world.state()) as unknown as { refunds: { endToEndId: string; valor: string }[] }
  return refunds.filter((one) => one.endToEndId === endToEndId).map(({ valor }) => valor)
}

/** Reads the days at the PSP as a person does in the back office, and answers what differs. */
async function reconcile(from: string, to: string) {
  // A list may leave out its latest moments, so a reading ends before them.
  world.ahead.ms += 6_000
  await world.api('POST', '/api/reconciliation', { from, to })
  const query = `from=${from}&to=${to}`
  const summary = await vi.waitFor(async () => {
    const now = Reconciliation.parse((await world.api('GET', `/api/reconciliation?${query}`)).json)
    expect(now.reading.status).toBe('done')
    return now
  }, patience)
  const { json } = await world.api('GET', `/api/reconciliation/lines?${query}`)
  const lines = (json as LineList).lines.map((line) => ReconciliationLine.parse(line))
  return { summary, lines, idsOf: (kind: string) => idsOf(lines, kind) }
}
const idsOf = (lines: ReconciliationLine[], kind: string) =>
  lines.filter((line) => line.kind === kind).map(({ id }) => id)

test('a ledger of this morning comes back to the PSP’s truth, and no money goes out twice', async () => {
  const before = await paid()
  await refunded(before.txid, 400)
  const returnedLater = await paid()
  const paidLater = await world.create()
  const cancelledLater = await world.create()
  const { path } = await backUp()

  const refundId = await refunded(returnedLater.txid, 300)
  const paidLaterPix = await world.pay(paidLater)
  await world.becomes(paidLater.txid, 'paid')
  await world.api('POST', `/api/charges/${cancelledLater.txid}/cancel`)
  await world.becomes(cancelledLater.txid, 'cancelled')
  const lost = await paid()
  const lostAndReturned = await paid()
  await refunded(lostAndReturned.txid, 1000)
  const lostAndOpen = await world.create()
  const seenVersion = (await world.charge(paidLater.txid)).version
  await restore(path)

  // What the ledger has never heard of is gone from it.
  for (const { txid } of [lost, lostAndReturned, lostAndOpen])
    expect((await world.api('GET', `/api/charges/${txid}`)).status).toBe(404)
  // What was open then is paid, for every screen, also one that has seen it paid before.
  const now = await world.becomes(paidLater.txid, 'paid')
  expect(now.version).toBeGreaterThan(seenVersion)
  expect(now.payments).toMatchObject([{ endToEndId: paidLaterPix }])
  // The refund made since takes its amount again: neither the same nor another one goes out over it.
  await refundedIs(returnedLater.txid, 300)
  expect((await askRefund(returnedLater.txid, refundId, 300)).status).toBeLessThan(300)
  expect((await askRefund(returnedLater.txid, newTxid(), 701)).status).toBe(409)
  expect(await sentBack(returnedLater.endToEndId)).toEqual(['3.00'])
  await refundedIs(before.txid, 400)

  const { summary, idsOf } = await reconcile(dayAfter(today(), -1), today())
  expect(summary.there).toEqual(summary.here)
  expect(idsOf('without-charge').sort()).toEqual(
    [lost, lostAndReturned].map(({ endToEndId }) => `pix-${endToEndId}`).sort(),
  )
  // A code that nobody has paid is no money, and no difference.
  expect(idsOf('charge-only-there').sort()).toEqual(
    [lost, lostAndReturned].map(({ txid }) => `charge-${txid}`).sort(),
  )
  expect(summary.kinds.map(({ kind }) => kind).sort()).toEqual([
    'charge-only-there',
    'matched',
    'without-charge',
  ])
  // Its money is all gone: nothing is left to return, by whatever name.
  const again = await world.api('PUT', `/api/pix/${lostAndReturned.endToEndId}/refunds/${newTxid()}`, {
    amountCents: 1,
  })
  expect(again.status).toBe(409)
  // A till that never heard the answer repeats its sale: it is whole again, with its Pix.
  await world.create(lost.txid, { amountCents: 1000 })
  expect((await world.becomes(lost.txid, 'paid')).payments).toMatchObject([{ endToEndId: lost.endToEndId }])
  // A code that somebody still holds in the hand can be paid, and its money is found.
  const lateMoney = await world.pay(lostAndOpen)
  await vi.waitFor(() => {
    const kept = openLedger(world.dataDir).pix()
    expect(kept).toContainEqual(expect.objectContaining({ end_to_end_id: lateMoney, txid: lostAndOpen.txid }))
  }, patience)
  // Nobody pays what was cancelled at the PSP: it ends, at the latest, with its time.
  await world.waitOut(2 * hour)
  await world.becomes(cancelledLater.txid, 'cancelled')

  const ledger = readSqlite(world.dataDir)
  await vi.waitFor(async () => {
    expect(await verifyAudit(createAuditReader(ledger))).toMatchObject({ kind: 'whole' })
    const deeds = await ledger.all("SELECT place FROM audit WHERE action = 'ledger-restored' AND place > 0")
    expect(deeds).toHaveLength(1)
  }, patience)
  await ledger.close()
}, 120_000)

test('what is older than the sweep reaches is found by reconciling those days, and open charges by themselves', async () => {
  const returnedLater = await paid()
  const paidLater = await world.create()
  const { path } = await backUp()
  const day = today()
  await refunded(returnedLater.txid, 300)
  const paidLaterPix = await world.pay(paidLater)
  await world.becomes(paidLater.txid, 'paid')
  const lost = await paid()
  await world.waitOut(72 * hour)
  const { coveredUntilMs = 0 } = await restore(path)
  expect(wallTime(coveredUntilMs, zone).day).toBe(day)

  expect((await world.becomes(paidLater.txid, 'paid')).payments).toMatchObject([{ endToEndId: paidLaterPix }])
  await vi.waitFor(async () => {
    const ledger = readSqlite(world.dataDir)
    const [sweep] = await ledger.all<{ atMs: number }>('SELECT covered_until_ms AS "atMs" FROM sweep')
    await ledger.close()
    expect(sweep?.atMs).toBeGreaterThan(coveredUntilMs)
  }, patience)

  const { idsOf } = await reconcile(day, today())
  expect(idsOf('without-charge')).toEqual([`pix-${lost.endToEndId}`])
  expect(idsOf('charge-only-there')).toEqual([`charge-${lost.txid}`])
  await refundedIs(returnedLater.txid, 300)
}, 120_000)
