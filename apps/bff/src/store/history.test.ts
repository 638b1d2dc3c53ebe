import { advance, type Charge, newCharge } from '@balcao/domain'
import { beforeEach, expect, test } from 'vitest'
import { onEveryDatabase } from '../testing/ledgers.ts'
import { insertCharge, updateCharge } from './charge-rows.ts'
import type { Database } from './database.ts'
import { type ChargeFilter, createHistory, type FoundCharges } from './history.ts'
import { createReceived } from './received.ts'

const start = Date.UTC(2026, 10, 22, 14)
const minute = 60_000
const ana = `person:${'a'.repeat(32)}`
/** Sale `n` was made in minute `n`. */
const txidOf = (n: number) => `${n}`.padStart(4, '0').padEnd(32, 'f')
const saleOf = (n: number, more: Partial<Charge> = {}): Charge => ({
  ...newCharge(
    { txid: txidOf(n), terminalId: 'caixa-1', amountCents: 1000, description: null },
    start + n * minute,
  ),
  ...more,
})

onEveryDatabase('the history', start, (ledger) => {
  let db: Database
  beforeEach(() => {
    db = ledger()
  })

  const put = async (charges: readonly Charge[], madeBy = 'key') => {
    const written = await db.write(charges.map((charge) => insertCharge(charge, '', madeBy)))
    expect(written.kind).toBe('written')
  }
  const place = (shops: Record<string, string | null>) =>
    db.write(
      Object.entries(shops).map((values) => ({
        text: 'INSERT INTO terminal (terminal_id, shop_id) VALUES (?, ?)',
        values,
      })),
    )
  /** Pays it, with a Pix of this id. */
  async function pay(charge: Charge, endToEndId: string, amountCents = charge.amountCents) {
    const paidAtMs = charge.createdAtMs + minute
    const decision = advance(
      charge,
      {
        ...{
          kind: 'psp-says',
          status: 'concluded',
          expiresAtMs: start + 60 * minute,
          copiaECola: 'x',
          refunds: [],
        },
        payments: [{ endToEndId, amountCents, paidAtMs }],
      },
      paidAtMs,
    )
    if (decision.kind !== 'advanced') throw new Error(decision.kind)
    await db.write(updateCharge(charge, decision.charge, { heardBy: 'sweep', nowMs: paidAtMs }))
  }
  const numbers = ({ charges }: FoundCharges) => charges.map(({ txid }) => Number(txid.slice(0, 4)))

  const questions: [sentence: string, filter: Partial<ChargeFilter>, found: number[]][] = [
    ['nothing else', {}, [6, 5, 4, 3, 2, 1]],
    ['exactly this amount', { minCents: 2350, maxCents: 2350 }, [5, 2]],
    ['at least this amount', { minCents: 2350 }, [5, 4, 2]],
    ['at most this amount', { maxCents: 1000 }, [6, 3, 1]],
    ['between two amounts, both inside', { minCents: 1000, maxCents: 2350 }, [6, 5, 3, 2, 1]],
    ['the amount on one terminal', { minCents: 2350, maxCents: 2350, terminalId: 'caixa-2' }, [5]],
    ['a shop', { shopId: 'centro' }, [5, 3]],
    ['the first shop, where terminals stand that nobody has placed', { shopId: 'loja-1' }, [6, 4, 2, 1]],
    ['a shop without a terminal', { shopId: 'norte' }, []],
    ['a shop with a terminal of it', { shopId: 'centro', terminalId: 'caixa-3' }, [3]],
    ['a shop with a terminal of another', { shopId: 'centro', terminalId: 'caixa-1' }, []],
    ['a shop with a state', { shopId: 'centro', status: 'paid' }, [3]],
    ['the amount in a shop', { minCents: 2350, maxCents: 2350, shopId: 'centro' }, [5]],
    ['at most this amount in a shop', { maxCents: 1000, shopId: 'loja-1' }, [6, 1]],
    ['the amount in a stretch of time', { minCents: 2350, maxCents: 2350, untilMs: start + 5 * minute }, [2]],
    ['a flag', { flag: 'overpaid' }, [3]],
    ['a flag that none has', { flag: 'late' }, []],
    ['who made it', { madeBy: ana }, [6]],
    ['the whole txid', { txid: txidOf(4) }, [4]],
    ['the beginning of a txid', { txid: '0004' }, [4]],
    ['a beginning that many have', { txid: '00' }, [6, 5, 4, 3, 2, 1]],
    ['the end of a Pix', { endToEndIdEnding: 'Wxyz' }, [2]],
    ['the end of a Pix in another case', { endToEndIdEnding: 'wXYZ' }, [2]],
    ['the whole id of a Pix', { endToEndIdEnding: 'E0000000020261122140300000000wxyz' }, [2]],
    ['more of the end, where four characters fit two', { endToEndIdEnding: '1ABCD' }, [1]],
    ['four characters that fit two', { endToEndIdEnding: 'abcd' }, [3, 1]],
    ['an end with a state that is another', { endToEndIdEnding: 'abcd', status: 'expired' }, []],
    ['an end that no Pix has', { endToEndIdEnding: 'none' }, []],
  ]
  test('answers each question with the sales that fit, whatever its keys are and however little is looked through', async () => {
    const sales = [1, 2, 3, 4, 5].map((n) => saleOf(n))
    const [one, two, three] = sales as [Charge, Charge, Charge]
    Object.assign(two, { amountCents: 2350 })
    Object.assign(sales[3] as Charge, { amountCents: 999_999_999_999 })
    Object.assign(sales[4] as Charge, { amountCents: 2350, terminalId: 'caixa-2' })
    Object.assign(three, { terminalId: 'caixa-3' })
    await place({ 'caixa-1': null, 'caixa-2': 'centro', 'caixa-3': 'centro' })
    await put(sales)
    await put([saleOf(6)], ana)
    await pay(one, 'E00000000202611221402000000001ABCD')
    await pay(two, 'E0000000020261122140300000000wxyz')
    await pay(three, 'E00000000202611221404000000002abcd', 1500)
    for (const [sentence, filter, found] of questions) {
      const wide = await createHistory(db).listCharges({ limit: 10, ...filter })
      expect([sentence, numbers(wide), wide.next]).toEqual([sentence, found, null])
      expect([sentence, await allPages(filter, { stretch: 2, request: 2 })]).toEqual([sentence, found])
      expect([sentence, await allPages(filter, { stretch: 1, request: 4 })]).toEqual([sentence, found])
    }
  })

  /** Two sales a page, to the end. */
  async function allPages(filter: Partial<ChargeFilter>, reach: { stretch: number; request: number }) {
    const history = createHistory(db, reach)
    const found: number[] = []
    let before: ChargeFilter['before']
    for (let page = 0; page < 20; page++) {
      const { charges, next } = await history.listCharges({ ...filter, limit: 2, before })
      found.push(...numbers({ charges, next }))
      if (next === null) return found
      before = next
    }
    throw new Error('the list has no end')
  }

  test('looks no further than one request may, and says where the next one goes on', async () => {
    await put(Array.from({ length: 39 }, (_, n) => saleOf(n, { amountCents: n === 0 ? 77 : 1000 })))
    const history = createHistory(db, { stretch: 10, request: 20 })
    const first = await history.listCharges({ maxCents: 99, limit: 5 })
    expect(first.charges).toEqual([])
    const second = await history.listCharges({ maxCents: 99, limit: 5, before: first.next ?? undefined })
    expect([numbers(second), second.next]).toEqual([[0], null])
  })

  test('loses and repeats none of many sales of one instant', async () => {
    await place({ 'caixa-0': null, 'caixa-1': null })
    const at = (n: number) => ({ createdAtMs: start, terminalId: `caixa-${n % 2}` })
    await put(Array.from({ length: 9 }, (_, n) => saleOf(n, at(n))))
    const filters: Partial<ChargeFilter>[] = [{}, { minCents: 1 }, { minCents: 1000, maxCents: 1000 }]
    for (const filter of [...filters, { shopId: 'loja-1' }])
      expect((await allPages(filter, { stretch: 4, request: 100 })).sort()).toEqual([
        0, 1, 2, 3, 4, 5, 6, 7, 8,
      ])
  })

  test('finds a common amount by its pages too', async () => {
    await put(Array.from({ length: 600 }, (_, n) => saleOf(n)))
    const filter = { minCents: 1000, maxCents: 1000, terminalId: 'caixa-1', limit: 3 }
    const { charges, next } = await createHistory(db, { stretch: 50, request: 600 }).listCharges(filter)
    expect(charges.map(({ txid }) => txid)).toEqual([txidOf(599), txidOf(598), txidOf(597)])
    expect(next).toEqual({ createdAtMs: start + 597 * minute, txid: txidOf(597) })
  })

  test('finds a Pix by the end of its id, or by amount and time, with what of it has gone back', async () => {
    const { pixLike } = createReceived(db)
    await put([saleOf(1)])
    await pay(saleOf(1), 'E00000000202611221402000000001ABCD')
    const like = { amountCents: 1000, fromMs: start + minute, toMs: start + 2 * minute }
    const found = {
      endToEndId: 'E00000000202611221402000000001ABCD',
      amountCents: 1000,
      paidAtMs: start + 2 * minute,
      txid: txidOf(1),
      terminalId: 'caixa-1',
      returnedCents: 0,
    }
    expect(await pixLike({ endToEndIdEnding: '1abcd' }, 10)).toEqual([found])
    expect(await pixLike(like, 10)).toEqual([found])
    expect(await pixLike({ ...like, amountCents: 1001 }, 10)).toEqual([])
    expect(await pixLike({ ...like, toMs: start + 2 * minute - 1 }, 10)).toEqual([])
    for (const [id, status, cents] of [
      ['d1', 'refunded', 300],
      ['d2', 'not-realized', 500],
    ] as const)
      await db.write([
        {
          text: `INSERT INTO refund (end_to_end_id, id, amount_cents, status, origin, asked_at_ms) VALUES (?, ?, ?, ?, 'here', 0)`,
          values: [found.endToEndId, id, cents, status],
        },
      ])
    expect(await pixLike(like, 10)).toEqual([{ ...found, returnedCents: 300 }])
  })
})
