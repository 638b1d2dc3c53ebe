import { advance, closeShift, newCharge, openShift, type Shift } from '@balcao/domain'
import { beforeEach, expect, test } from 'vitest'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { createAudit } from './audit.ts'
import type { Database } from './database.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 14)
const minute = 60_000
const idOf = (n: number) => `${n}`.padStart(32, '0')
const figures = {
  receivedCount: 2,
  receivedCents: 3000,
  refundedCount: 1,
  refundedCents: 500,
  differenceCount: 0,
}
const report = { text: '{"a":1}', sha256: 'abc', figures }

onEveryDatabase('shifts', start, (ledger) => {
  let db: Database
  let store: Store
  beforeEach(() => {
    db = ledger()
    store = createStore(db)
  })

  async function opened(n: number, atMs: number, terminalId = 'caixa-1'): Promise<Shift> {
    const asked = { shiftId: idOf(n), terminalId, openedBy: 'person:ana', attention: ['sound', 'printer'] }
    const decision = openShift(await store.latestShift(terminalId), asked, null, atMs)
    expect(decision.kind).toBe('opened')
    expect(await store.openShift(decision.shift, atMs)).toBe(true)
    return decision.shift
  }
  async function ended(terminalId: string, atMs: number): Promise<Shift> {
    const open = await store.latestShift(terminalId)
    const decision = open && closeShift(open, 'person:beto', atMs)
    if (decision?.kind !== 'closing') throw new Error('nothing to end')
    expect(await store.closeShift(decision.shift, atMs)).toBe(true)
    return decision.shift
  }
  const auditOf = async (shiftId: string) =>
    (await createAudit(db).auditAfter(0, 100)).filter(({ subject }) => subject === `shift:${shiftId}`)

  test('are as they were opened, and of each terminal one is open', async () => {
    const shift = await opened(1, start)
    const kept = { ...shift, advice: null, finishedAtMs: null, figures: null }
    expect(await store.shift(idOf(1))).toEqual(kept)
    expect(await store.latestShift('caixa-1')).toEqual(kept)
    expect(await store.openShift({ ...shift, shiftId: idOf(2), number: 2 }, start)).toBe(false)
    expect(await store.openShift({ ...shift, shiftId: idOf(3), terminalId: 'caixa-2' }, start)).toBe(true)
    // What was refused has left no trace.
    await createAudit(db).sealAudit(100)
    expect(await auditOf(idOf(2))).toEqual([])
    expect(await auditOf(idOf(1))).toMatchObject([{ actor: 'person:ana', action: 'shift-opened' }])
  })

  test('end once, and wait to be counted in the order of each terminal', async () => {
    await opened(1, start)
    const first = await ended('caixa-1', start + minute)
    expect(await store.closeShift(first, start + 2 * minute)).toBe(false)
    await opened(2, start + 2 * minute)
    await ended('caixa-1', start + 3 * minute)
    await opened(3, start + 4 * minute, 'caixa-2')
    expect((await store.closingShifts()).map(({ shiftId }) => shiftId)).toEqual([idOf(1)])
    await store.noteAdvice(idOf(1), 'O banco não responde.')
    expect(await store.shift(idOf(1))).toMatchObject({ status: 'closing', advice: 'O banco não responde.' })
    await ended('caixa-2', start + 5 * minute)
    expect((await store.closingShifts()).map(({ shiftId }) => shiftId)).toEqual([idOf(1), idOf(3)])
    expect(await store.finishShift(first, report, { pix: [], refunds: [] }, start)).toBe(true)
    expect((await store.closingShifts()).map(({ shiftId }) => shiftId)).toEqual([idOf(2), idOf(3)])
    expect(await store.noteAdvice(idOf(1), 'too late')).toBeUndefined()
    expect((await store.shift(idOf(1)))?.advice).toBeNull()
    expect((await store.firstShift('caixa-1'))?.shiftId).toBe(idOf(1))
    const numbers = [start - 1, start, start + minute, start + minute + 1].map((ms) =>
      store.shiftAt('caixa-1', ms),
    )
    expect((await Promise.all(numbers)).map((shift) => shift?.number)).toEqual([undefined, 1, 1, 2])
  })

  test('are counted once: the report, what it counts and the word of the audit come together', async () => {
    await opened(1, start)
    const over = await ended('caixa-1', start + minute)
    const pix = Array.from({ length: 120 }, (_, n) => ({ endToEndId: `E${n}` }))
    const counted = { pix, refunds: [{ endToEndId: 'E1', id: 'r' }] }
    expect(await store.shiftReport(idOf(1))).toBeUndefined()
    expect(await store.finishShift(over, report, counted, start + 2 * minute)).toBe(true)
    expect(await store.finishShift(over, { ...report, text: '{}' }, { pix: [], refunds: [] }, start)).toBe(
      false,
    )
    expect(await store.shift(idOf(1))).toMatchObject({ status: 'closed', figures, advice: null })
    expect(await store.shiftReport(idOf(1))).toEqual({ text: '{"a":1}', sha256: 'abc', sha256InAudit: 'abc' })
    expect(await store.countedPix(['E0', 'E119', 'E120'])).toEqual(new Set(['E0', 'E119']))
    expect(await store.countedRefunds(['E0', 'E1'])).toEqual([{ endToEndId: 'E1', id: 'r' }])
    expect(await store.closingShifts()).toEqual([])
  })

  test('a Pix that an earlier shift has counted is counted by no other, and then nothing of the report is written', async () => {
    await opened(1, start)
    const first = await ended('caixa-1', start + minute)
    await store.finishShift(first, report, { pix: [{ endToEndId: 'E1' }], refunds: [] }, start)
    await opened(2, start + 2 * minute)
    const second = await ended('caixa-1', start + 3 * minute)
    const twice = { pix: [{ endToEndId: 'E2' }, { endToEndId: 'E1' }], refunds: [] }
    await expect(store.finishShift(second, report, twice, start)).rejects.toThrow()
    expect(await store.shift(idOf(2))).toMatchObject({ status: 'closing', figures: null })
    expect(await store.countedPix(['E2'])).toEqual(new Set())
  })

  test('are listed newest first, page by page, of one terminal or of all', async () => {
    for (const n of [1, 2, 3]) await opened(n, start + n, `caixa-${n === 3 ? 3 : n}`)
    const ids = async (...asked: Parameters<Store['listShifts']>) =>
      (await store.listShifts(...asked)).map(({ shiftId }) => shiftId)
    expect(await ids(undefined, undefined, 2)).toEqual([idOf(3), idOf(2)])
    expect(await ids(undefined, { openedAtMs: start + 2, shiftId: idOf(2) }, 2)).toEqual([idOf(1)])
    expect(await ids('caixa-2', undefined, 9)).toEqual([idOf(2)])
  })

  test('know what to be counted by: who made a sale, what it brought, and which refunds nobody has counted', async () => {
    const sell = async (n: number, terminalId: string, by?: string) => {
      const asked = { txid: idOf(n), terminalId, amountCents: 1000, description: null }
      await store.insertCharge(newCharge(asked, start + n), '', by)
      const payments = [{ endToEndId: `E${n}`, amountCents: 1000, paidAtMs: start + n * minute }]
      const refunds = [
        ...(n === 1 ? [{ id: 'r', endToEndId: 'E1', amountCents: 300, status: 'refunded' } as const] : []),
      ].map((one) => ({
        ...one,
        origin: 'here' as const,
        description: null,
        reason: null,
        askedAtMs: start + minute,
      }))
      const says = {
        kind: 'psp-says',
        status: 'concluded',
        expiresAtMs: start * 2,
        copiaECola: '000',
        payments,
        refunds,
      }
      await store.advance(asked.txid, (charge) => advance(charge, says as never, start), {
        heardBy: 'sweep',
        nowMs: start,
      })
    }
    await sell(1, 'caixa-1', 'person:ana')
    await sell(2, 'caixa-1')
    await sell(3, 'caixa-2', 'key')
    expect(await store.firstSaleMs('caixa-1')).toBe(start + 1)
    expect(await store.firstSaleMs('caixa-9')).toBeNull()
    const all = [1, 2, 3, 4].map(idOf)
    const charges = await store.chargesOfTerminal('caixa-1', all)
    expect(charges.map(({ txid, madeBy }) => [txid, madeBy]).sort()).toEqual([
      [idOf(1), 'person:ana'],
      [idOf(2), 'balcao'],
    ])
    expect(await store.receivedAt('caixa-1', start, start + 2 * minute)).toEqual({ count: 2, cents: 2000 })
    expect(await store.receivedAt('caixa-1', start, start + 2 * minute - 1)).toEqual({
      count: 1,
      cents: 1000,
    })
    expect(
      (await store.pixOfTerminal('caixa-2', start, start + 3 * minute)).map((one) => one.endToEndId),
    ).toEqual(['E3'])
    expect(await store.pixAmong(['E3', 'E9'])).toEqual([
      { endToEndId: 'E3', txid: idOf(3), amountCents: 1000, paidAtMs: start + 3 * minute },
    ])
    const open = async (sinceMs: number) =>
      (await store.pixWithOpenCount('caixa-1', sinceMs, start + minute)).length
    expect([await open(start), await open(start + minute + 1)]).toEqual([1, 0])
    await opened(1, start)
    const over = await ended('caixa-1', start + minute)
    await store.finishShift(over, report, { pix: [], refunds: [{ endToEndId: 'E1', id: 'r' }] }, start)
    expect(await open(start)).toBe(0)
  })
})
