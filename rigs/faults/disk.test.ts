import { openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type Charge, Health } from '@balcao/contracts'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openLedger } from '../../apps/bff/src/testing/ledger.ts'
import { newTxid } from '../../apps/bff/src/testing/world.ts'
import { untrueNow } from '../load/look.ts'
import { StartRefused } from '../processes.ts'
import { openShop, type Shop } from '../shop.ts'
import { canLimit, canMount, failingDisk, fullDisk } from './bad-disk.ts'

/** Real processes on a machine that others use too; only a test that fails waits for so long. */
const patience = { timeout: 45_000, interval: 50 }
const testLimitMs = 120_000
/** Enough for a ledger of many pages, most of which a new process has not read. */
const pagesOfSales = 100
/** More sales than any of these disks has room for. */
const manySales = 5_000

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
}, testLimitMs)
afterEach(() => shop.close(), testLimitMs)

const create = (txid = newTxid()) => shop.api('PUT', `/api/charges/${txid}`, { amountCents: 2350 })
/** On a busy machine the PSP's answer may come after the till's, so the code is waited for. */
async function sale(txid = newTxid()): Promise<Charge & { pixCopiaECola: string }> {
  expect(await create(txid)).toMatchObject({ status: expect.toBeOneOf([201, 202]) })
  await becomes(txid, 'awaiting')
  return (await shop.charge(txid)) as Charge & { pixCopiaECola: string }
}
const becomes = (txid: string, status: Charge['status']) =>
  vi.waitFor(async () => expect((await shop.charge(txid)).status).toBe(status), patience)
async function health(): Promise<Health> {
  const answer = await shop.api('GET', '/api/health')
  return Health.parse(answer === 'no-answer' ? undefined : answer.json)
}
/** From here on a payment is told of. */
const isWell = () => vi.waitFor(async () => expect((await health()).status).toBe('ok'), patience)
const deliveryStatuses = async () =>
  (await shop.psp()).webhooks.flatMap(({ deliveries }) =>
    deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status)),
  )

describe.each([
  ['is full', fullDisk, canMount],
  ['fails at every write', failingDisk, canLimit],
] as const)('a disk that %s', (_sentence, begin, isPossible) => {
  test.skipIf(!isPossible)(
    'keeps a sale from being begun at the PSP, is told by health, and loses nothing that was told',
    async () => {
      const disk = await begin(shop)
      await isWell()
      await shop.faults({ webhook: { retryMs: Array.from({ length: 20 }, () => 500) } })
      const before = await sale()

      disk.spoil()
      const refused = await untilRefused()
      expect(refused.problem).toMatchObject({ status: 503, json: { type: '/problems/store-unavailable' } })
      await shop.pay(before.pixCopiaECola)
      await vi.waitFor(async () => expect(await deliveryStatuses()).toContain(503), patience)
      expect(await shop.api('GET', '/api/health')).toMatchObject({
        status: 503,
        json: { store: { status: 'down' } },
      })
      expect((await shop.charge(before.txid)).status).toBe('awaiting')
      expect((await shop.psp()).cobs.map(({ txid }) => txid)).not.toContain(refused.txid)

      disk.mend()
      await becomes(before.txid, 'paid')
      await sale(refused.txid)
      await isWell()
      expect((await shop.charges()).length).toBe(refused.sold + 2)
      expect(await untrueNow({ ...shop, dataDir: disk.look() })).toEqual([])
    },
    testLimitMs,
  )
})

/** A full disk still has the room that the ledger's log has taken before, so some sales may pass. */
async function untilRefused() {
  for (let sold = 0; sold < manySales; sold++) {
    const txid = newTxid()
    const answer = await create(txid)
    if (answer !== 'no-answer' && answer.status === 503) return { txid, problem: answer, sold }
  }
  throw new Error('The disk has room for everything')
}

const ledgerFile = (suffix = '') => join(shop.dataDir, `balcao.sqlite${suffix}`)
const refusal = () =>
  shop.startBff().then(
    () => 'it started',
    (error: unknown) => (error instanceof StartRefused ? error.message : String(error)),
  )

describe('a ledger whose file is not as it was written', () => {
  test(
    'while it is in use: what cannot be read is an error and never a wrong answer, and the next start is refused with what to do',
    async () => {
      await shop.startBff()
      const sold: Charge[] = []
      while (sold.length < pagesOfSales)
        sold.push(...(await Promise.all(Array.from({ length: 10 }, () => sale()))))
      // A clean stop puts everything into the one file, and a new process has read none of it.
      await shop.bff.end()
      await shop.startBff()
      const file = openSync(ledgerFile(), 'r+')
      const pageBytes = 4096
      for (let at = pageBytes; at < statSync(ledgerFile()).size; at += pageBytes)
        writeSync(file, Buffer.alloc(pageBytes, 0x5a), 0, pageBytes, at)
      let unreadable = 0
      for (const charge of sold) {
        const answer = await shop.api('GET', `/api/charges/${charge.txid}`)
        const isRefused = answer !== 'no-answer' && answer.status === 503
        if (isRefused) unreadable += 1
        // What was read before is still known, and right.
        expect(answer).toMatchObject(
          isRefused
            ? { json: { type: '/problems/store-unavailable' } }
            : { status: 200, json: { txid: charge.txid, version: charge.version, status: 'awaiting' } },
        )
      }
      expect(unreadable).toBeGreaterThan(0)
      await shop.bff.end('SIGKILL')
      expect(await refusal()).toMatch(/is damaged .* Restore the latest backup/)
    },
    testLimitMs,
  )

  test(
    'since the end of its log was torn off: it opens with what is whole, and the PSP is asked for the rest',
    async () => {
      await shop.startBff()
      await isWell()
      const charge = await sale()
      const unpaidBytes = statSync(ledgerFile('-wal')).size
      await shop.pay(charge.pixCopiaECola)
      await becomes(charge.txid, 'paid')
      await shop.bff.end('SIGKILL')
      // In the middle of a page, as a disk leaves it that loses its last moment.
      truncateSync(ledgerFile('-wal'), unpaidBytes + 100)
      await shop.startBff()
      await becomes(charge.txid, 'paid')
      expect((await shop.charge(charge.txid)).payments).toHaveLength(1)
      expect(await untrueNow(shop)).toEqual([])
    },
    testLimitMs,
  )

  test(
    'since its index of the log is gone: it opens with everything',
    async () => {
      await shop.startBff()
      const charge = await sale()
      await shop.bff.end('SIGKILL')
      rmSync(ledgerFile('-shm'))
      await shop.startBff()
      expect(await shop.charge(charge.txid)).toMatchObject({ status: 'awaiting', version: charge.version })
      expect(await untrueNow(shop)).toEqual([])
    },
    testLimitMs,
  )

  test(
    'since it is an older backup: what was paid meanwhile is paid, and the money of sales that it does not know is kept',
    async () => {
      await shop.startBff()
      await isWell()
      const known = await sale()
      await shop.bff.end()
      const backup = readFileSync(ledgerFile())
      await shop.startBff()
      const forgotten = await sale()
      const ids = [await shop.pay(known.pixCopiaECola), await shop.pay(forgotten.pixCopiaECola)]
      await becomes(known.txid, 'paid')
      await becomes(forgotten.txid, 'paid')
      await shop.bff.end('SIGKILL')
      for (const suffix of ['-wal', '-shm']) rmSync(ledgerFile(suffix), { force: true })
      writeFileSync(ledgerFile(), backup)

      await shop.startBff()
      await becomes(known.txid, 'paid')
      const kept = () => openLedger(shop.dataDir).pix()
      await vi.waitFor(
        () =>
          expect(
            kept()
              .map((pix) => pix.end_to_end_id)
              .sort(),
          ).toEqual(ids.sort()),
        patience,
      )
      expect(kept()).toContainEqual(expect.objectContaining({ txid: forgotten.txid, amount_cents: 2350 }))
      // What was sold since the backup is known to the PSP alone, and what it brought is kept without a sale.
      expect(await untrueNow(shop, ['I5'])).toEqual([])
    },
    testLimitMs,
  )
})
