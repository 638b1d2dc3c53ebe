import { advance, newCharge, type PspTruth, type Refund } from '@balcao/domain'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { everyDatabase, type Ledgers } from '../testing/ledgers.ts'
import type { Database } from './database.ts'
import { type LineFilter, type LinePlace, lineIdOf } from './lines.ts'
import type { ChargeThere, PixThere } from './listings.ts'
import type { Reading } from './readings.ts'
import { createStore, type Store } from './store.ts'

const start = Date.UTC(2026, 10, 22, 3)
const hour = 3_600_000
const day = 24 * hour
const txidOf = (n: number) => `${n}`.padStart(32, '0')

const spans = Array.from({ length: 24 }, (_, n) => ({
  fromMs: start + n * hour,
  toMs: start + (n + 1) * hour - 1,
}))

const returned = (id: string, amountCents: number, status: Refund['status'] = 'refunded'): Refund => ({
  id,
  endToEndId: '',
  amountCents,
  status,
  origin: 'here',
  description: null,
  reason: null,
  askedAtMs: start + 2 * hour,
})
const pixOf = (n: number, change: Partial<PixThere> = {}): PixThere => {
  const endToEndId = `E${n}`
  const { refunds = [], ...rest } = change
  return {
    endToEndId,
    txid: txidOf(n),
    amountCents: 1000,
    paidAtMs: start + hour,
    ...rest,
    refunds: refunds.map((one) => ({ ...one, endToEndId })),
  }
}
const chargeOf = (n: number, change: Partial<ChargeThere> = {}): ChargeThere => ({
  txid: txidOf(n),
  amountCents: 1000,
  refundedCents: 0,
  status: 'active',
  createdAtMs: start + hour,
  ...change,
})

type Side = { pix?: Partial<PixThere>; charge?: 'ours' | 'none' }
const kinds: [
  sentence: string,
  here: Side | undefined,
  there: Partial<PixThere> | undefined,
  kind: string,
][] = [
  ['here and there alike', {}, {}, 'matched'],
  ['here alone', {}, undefined, 'only-here'],
  ['there alone', undefined, {}, 'only-there'],
  ['of another amount there', {}, { amountCents: 1001 }, 'different-amount'],
  ['that pays no charge', { charge: 'none' }, {}, 'without-charge'],
  ['that pays no charge and is here alone', { charge: 'none' }, undefined, 'only-here'],
  ['with a refund made elsewhere', {}, { refunds: [returned('M1', 10)] }, 'refund-differs'],
  [
    'with a refund that the PSP does not have',
    { pix: { refunds: [returned('d1', 10)] } },
    {},
    'refund-differs',
  ],
  [
    'with the same refund',
    { pix: { refunds: [returned('d1', 10)] } },
    { refunds: [returned('d1', 10)] },
    'matched',
  ],
  [
    'with a refund of another amount',
    { pix: { refunds: [returned('d1', 10)] } },
    { refunds: [returned('d1', 11)] },
    'refund-differs',
  ],
  [
    'with a refund that is final only there',
    { pix: { refunds: [returned('d1', 10, 'processing')] } },
    { refunds: [returned('d1', 10)] },
    'refund-differs',
  ],
  [
    'with a refund asked for that the PSP is processing',
    { pix: { refunds: [returned('d1', 10, 'requested')] } },
    { refunds: [returned('d1', 10, 'processing')] },
    'matched',
  ],
  [
    'with a refund that was not realised',
    { pix: { refunds: [returned('d1', 10, 'not-realized')] } },
    {},
    'matched',
  ],
  ['with one there that was not realised', {}, { refunds: [returned('d1', 10, 'not-realized')] }, 'matched'],
  ['that the PSP dates some hours later', {}, { paidAtMs: start + 5 * hour }, 'matched'],
  ['that we have on the day before', { pix: { paidAtMs: start - 1 } }, {}, 'matched'],
]

const chargeKinds: [
  sentence: string,
  here: boolean,
  there: Partial<ChargeThere> | undefined,
  kind: string | undefined,
][] = [
  ['here and there alike', true, {}, undefined],
  ['here alone', true, undefined, 'charge-only-here'],
  ['there alone and paid', false, { status: 'concluded' }, 'charge-only-there'],
  ['there alone, and nobody has paid it', false, {}, undefined],
  ['of another amount there', true, { amountCents: 1 }, 'charge-differs'],
  ['concluded there and not paid here', true, { status: 'concluded' }, 'charge-differs'],
  ['removed there', true, { status: 'removed' }, undefined],
  ['made after midnight by the clock of the PSP', true, { createdAtMs: start + day + 1 }, undefined],
  ['made before midnight by the clock of the PSP', true, { createdAtMs: start - 1 }, undefined],
]

describe.each(everyDatabase)('the lines of a reading in %s', (_name, begin) => {
  let ledgers: Ledgers
  let store: Store
  let reading: Reading
  /** Transactions so far. */
  let writes: number
  beforeAll(async () => {
    ledgers = await begin()
  }, 60_000)
  afterAll(() => ledgers.close(), 60_000)
  beforeEach(async () => {
    await ledgers.empty(start)
    const ledger = await ledgers.open()
    writes = 0
    const write: Database['write'] = (changes) => {
      writes++
      return ledger.write(changes)
    }
    store = createStore({ ...ledger, write })
    reading = await beginReading()
  })
  afterEach(() => store.close())

  const beginReading = (untilMs = start + day - 1) =>
    store.beginReading({
      fromDay: '2026-11-22',
      toDay: '2026-11-22',
      timeZone: 'America/Sao_Paulo',
      fromMs: start,
      untilMs,
      chargesUntilMs: untilMs,
      startedAtMs: start + day,
    })
  /** A charge of ours that the PSP once knew, with what was paid and returned. */
  async function ours(n: number, pix?: PixThere, createdAtMs = start + hour) {
    await store.insertCharge(
      newCharge(
        { txid: txidOf(n), terminalId: 'caixa-1', amountCents: 1000, description: null },
        createdAtMs,
      ),
      '',
    )
    const truth: PspTruth = {
      kind: 'psp-says',
      status: pix === undefined ? 'active' : 'concluded',
      expiresAtMs: start + day,
      copiaECola: '000201',
      payments: pix === undefined ? [] : [pix],
      refunds: pix?.refunds ?? [],
    }
    const note = { heardBy: 'sweep', nowMs: createdAtMs } as const
    await store.advance(txidOf(n), (charge) => advance(charge, truth, createdAtMs), note)
  }
  const orphan = ({ refunds: _, ...pix }: PixThere) =>
    store.insertOrphan(pix, { heardBy: 'webhook', nowMs: start })
  const list = async (filter: LineFilter = 'all', after?: LinePlace, limit = 100) =>
    store.lines(reading, spans, filter, after, limit)

  describe('a Pix', () => {
    test.each(kinds)('%s', async (_sentence, here, there, kind) => {
      if (here?.charge === 'none') await orphan(pixOf(1, here.pix))
      else if (here !== undefined) await ours(1, pixOf(1, here.pix))
      if (there !== undefined) await store.putPixThere(reading.id, [pixOf(1, there)])
      await store.putChargesThere(reading.id, [chargeOf(1, { status: 'concluded' })])
      const lines = (await list()).filter(({ subject }) => subject === 'pix')
      expect(lines.map((line) => [lineIdOf(line), line.kind])).toEqual([['pix-E1', kind]])
      const { kinds: sums } = await store.compare(reading, spans)
      expect(sums.get(lines[0]?.kind ?? 'matched')).toEqual({ count: 1, cents: 1000, explained: 0 })
      expect(await list('mismatch')).toHaveLength(
        (kind === 'matched' ? 0 : 1) + (here?.charge === 'none' || here === undefined ? 1 : 0),
      )
    })

    test('outside the days is no line of theirs', async () => {
      await ours(1, pixOf(1, { paidAtMs: start - 1 }), start - hour)
      await ours(2, pixOf(2, { paidAtMs: start + day }), start - hour)
      expect(await list()).toEqual([])
    })
  })

  describe('a charge', () => {
    test.each(chargeKinds)('%s', async (_sentence, here, there, kind) => {
      if (here) await ours(1)
      if (there !== undefined) await store.putChargesThere(reading.id, [chargeOf(1, there)])
      expect((await list()).map((line) => line.kind)).toEqual(kind === undefined ? [] : [kind])
    })

    test('that the PSP never had is not missed there', async () => {
      await store.insertCharge(
        newCharge(
          { txid: txidOf(1), terminalId: 'caixa-1', amountCents: 1, description: null },
          start + hour,
        ),
        '',
      )
      expect(await list()).toEqual([])
    })

    test('that is younger than the list is not missed there yet', async () => {
      await ours(1, undefined, start + 2 * hour)
      expect(await list()).toHaveLength(1)
      reading = { ...reading, chargesUntilMs: start + hour }
      expect(await list()).toEqual([])
    })
  })

  describe('a refund that is made after the reading', () => {
    const sums = async () => {
      const { here, there, kinds: found } = await store.compare(reading, spans)
      return [here.refunded, there?.refunded, [...found.keys()]]
    }
    const say = (n: number, ...refunds: Refund[]) =>
      store.advance(
        txidOf(n),
        (charge) => {
          const truth: PspTruth = {
            kind: 'psp-says',
            status: 'concluded',
            expiresAtMs: start + day,
            copiaECola: '000201',
            payments: [pixOf(n)],
            refunds: refunds.map((one) => ({ ...one, endToEndId: `E${n}` })),
          }
          return advance(charge, truth, start + day)
        },
        { heardBy: 'asking', nowMs: start + day },
      )
    beforeEach(async () => {
      await ours(1, pixOf(1))
      await store.putPixThere(reading.id, [pixOf(1)])
      await store.putChargesThere(reading.id, [chargeOf(1, { status: 'concluded' })])
      await store.endReading(reading, start + day, null)
    })

    test.each(['processing', 'refunded', 'not-realized'] as const)(
      'is no difference, since the PSP has answered: %s',
      async (status) => {
        await say(1, returned('d1', 400, status))
        const count = status === 'refunded' ? 1 : 0
        const sum = { count, cents: 400 * count }
        expect(await sums()).toEqual([sum, sum, ['matched']])
        expect((await store.pixLine('E1'))?.kind).toBe('matched')
      },
    )

    test('is none while it is under way, and none at its end', async () => {
      await say(1, returned('d1', 400, 'processing'))
      await say(1, returned('d1', 400))
      expect(await sums()).toEqual([{ count: 1, cents: 400 }, { count: 1, cents: 400 }, ['matched']])
    })

    test.each([
      ['before the PSP has heard of it', start + day, 'matched'],
      ['unless the reading should have listed it', start + day - 1, 'refund-differs'],
    ])('is none %s', async (_sentence, askedAtMs, kind) => {
      const asked = { ...returned('d1', 400, 'requested'), endToEndId: 'E1', askedAtMs }
      await store.advance(
        txidOf(1),
        (charge) => ({
          kind: 'advanced',
          charge: { ...charge, version: charge.version + 1, refunds: [asked] },
        }),
        { heardBy: 'asking', nowMs: start + day },
      )
      expect((await store.pixLine('E1'))?.kind).toBe(kind)
    })

    test('and that pays no charge is none either', async () => {
      await orphan(pixOf(2))
      await store.putPixThere(reading.id, [pixOf(2)])
      await store.advanceOrphan('E2', () => [{ ...returned('d1', 400), endToEndId: 'E2' }], {
        nowMs: start + day,
      })
      expect(await sums()).toMatchObject([{ cents: 400 }, { cents: 400 }, expect.anything()])
    })
  })

  test('of the lines that differ those are counted apart that a person has explained', async () => {
    await orphan(pixOf(1))
    await orphan(pixOf(2))
    await ours(3, pixOf(3))
    await store.putPixThere(reading.id, [pixOf(1), pixOf(2), pixOf(3)])
    await store.putChargesThere(reading.id, [chargeOf(3, { status: 'concluded' })])
    const note = { text: 'do balcão', txid: null, atMs: start + day }
    await store.addNote('pix-E1', note)
    await store.addNote('pix-E1', note)
    await store.addNote('pix-E3', note)
    const { kinds: sums } = await store.compare(reading, spans)
    expect(Object.fromEntries(sums)).toEqual({
      'without-charge': { count: 2, cents: 2000, explained: 1 },
      matched: { count: 1, cents: 1000, explained: 0 },
    })
  })

  test('lines are read page by page: in order, none twice, none left out, also at one instant', async () => {
    for (let n = 1; n <= 40; n++) {
      await ours(n, pixOf(n, { paidAtMs: start + hour * (n % 5) }), start + hour * (n % 5))
      if (n % 2 === 0) await store.putPixThere(reading.id, [pixOf(n, { paidAtMs: start + hour * (n % 5) })])
      if (n % 3 === 0)
        await store.putChargesThere(reading.id, [chargeOf(n, { createdAtMs: start + hour * (n % 5) })])
    }
    const whole = await list('all', undefined, 500)
    // Every Pix, and the charges that the PSP does not list.
    expect(whole.length).toBe(40 + 27)
    for (const limit of [1, 7, 67]) {
      const seen: string[] = []
      let after: LinePlace | undefined
      for (let isMore = true; isMore; ) {
        const page = await list('all', after, limit)
        seen.push(...page.map(lineIdOf))
        const last = page.at(-1)
        isMore = last !== undefined
        if (last) after = { atMs: last.atMs, lineId: lineIdOf(last) }
      }
      expect(seen).toEqual(whole.map(lineIdOf))
    }
    const order = whole.map((line) => `${line.atMs} ${lineIdOf(line)}`)
    expect(order).toEqual(order.toSorted())
    const { kinds: sums, here, there } = await store.compare(reading, spans)
    expect(sums.get('matched')).toMatchObject({ count: 20, cents: 20_000 })
    expect(sums.get('only-here')).toMatchObject({ count: 20, cents: 20_000 })
    expect(here.received).toEqual({ count: 40, cents: 40_000 })
    expect(there?.received).toEqual({ count: 20, cents: 20_000 })
  })

  describe('a reading', () => {
    const kept = async () => (await list()).filter(({ thereCents }) => thereCents !== null).length

    test('takes the place of the one before when it is done, and not sooner', async () => {
      await store.putPixThere(reading.id, [pixOf(1), pixOf(2)])
      await store.endReading(reading, start + day, null)
      const second = await beginReading()
      await store.putPixThere(second.id, [pixOf(1)])
      expect((await store.currentReading(second))?.id).toBe(reading.id)
      expect(await kept()).toBe(2)
      await store.endReading(second, start + day, null)
      expect((await store.currentReading(second))?.id).toBe(second.id)
      expect(await kept()).toBe(0)
      reading = second
      expect(await kept()).toBe(1)
    })

    test('that fails leaves the one before in place', async () => {
      await store.putPixThere(reading.id, [pixOf(1)])
      await store.endReading(reading, start + day, null)
      const second = await beginReading()
      await store.putPixThere(second.id, [pixOf(1)])
      await store.failReading(second.id, start + day, 'não')
      expect((await store.currentReading(second))?.id).toBe(reading.id)
      expect(await store.latestReading(second)).toMatchObject({ status: 'failed', advice: 'não' })
      expect(await kept()).toBe(1)
    })

    test('that a crash left running is told to have failed', async () => {
      await store.endInterruptedReadings(start, start + day - 1, 'parou')
      expect(await store.latestReading(reading)).toMatchObject({ status: 'running' })
      await store.endInterruptedReadings(start, start + day, 'parou')
      expect(await store.latestReading(reading)).toMatchObject({ status: 'failed', advice: 'parou' })
    })

    test('that a crash left running leaves nothing of what it had listed', async () => {
      await store.putPixThere(reading.id, [pixOf(1)])
      await store.putChargesThere(reading.id, [chargeOf(1, { status: 'concluded' })])
      expect(await list()).toHaveLength(2)
      await store.endInterruptedReadings(start, start + day, 'parou')
      expect(await list()).toEqual([])
    })

    test('costs as much as the one before: of those long gone nothing is written', async () => {
      const cost = async () => {
        const next = await beginReading()
        const before = writes
        await store.endReading(next, start + day, null)
        return writes - before
      }
      for (let n = 0; n < 5; n++) expect(await cost()).toBe(1)
    })

    test('keeps each id once, as it was listed last', async () => {
      await store.putPixThere(reading.id, [pixOf(1), pixOf(1, { amountCents: 7 })])
      await store.putPixThere(reading.id, [pixOf(1, { amountCents: 8 })])
      expect((await list()).map(({ thereCents }) => thereCents)).toEqual([8])
    })
  })
})
