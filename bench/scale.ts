import { setTimeout as pause } from 'node:timers/promises'
import { type Chain, openChain } from './chain.ts'
import { measurePush } from './push.ts'
import { compare, median, type Round } from './samples.ts'
import { openShops } from './settlements.ts'
import { holdDisplays } from './standing-displays.ts'
import type { Row } from './table.ts'

type Shops = Awaited<ReturnType<typeof openShops>>

const sizes = [1, 2, 4, 8] as const
const most = 8
/** Of three, the ratio of eight BFFs to one was 0.95, 1.25 and 1.60 in three runs of one hour. */
const sweeps = 7
const terminals = 50
/**
 * Each BFF compiles its own code and fills its own connections with plans: these are its first sales, and not measured. After 400 of them
 * a settlement still took a quarter more of the processor than after 600, and the one BFF of the baseline had long had those.
 */
const firstSalesOfEach = 1_000
/** The first of each measurement only fill the connections. Four hundred were over in a second, and one round told 1.0 × and the next 2.6 ×. */
const salesEach = { warmUp: 50, measured: 800 }
const leastPerSecond = 200
/** From one BFF to eight no more than a fifth may be lost. */
const mostLost = 1.25

const displays = { few: 100, many: 2_000 }
const displayRounds = 4

/** One, two, four and eight BFFs on one PostgreSQL, all of it on the same cores as the PSP and the customers. */
export async function scale(): Promise<Row[]> {
  const chain = await openChain(most)
  try {
    const shops = await openShops(chain)
    try {
      const rows = await measureSizes(chain, shops)
      await chain.beMany(2)
      rows.push(await measurePush(chain, shops))
      rows.push(await measureDisplays(chain, shops))
      return rows
    } finally {
      await shops.close()
    }
  } finally {
    await chain.close()
  }
}

async function settlementsPerSecond(shops: Shops, { warmUp, measured } = salesEach): Promise<number> {
  const sales = await shops.open(warmUp + measured, terminals)
  await shops.settle(sales.slice(0, warmUp))
  return shops.settle(sales.slice(warmUp))
}

async function measureSizes(chain: Chain, shops: Shops): Promise<Row[]> {
  const rates: Record<number, number[]> = { 1: [], 2: [], 4: [], 8: [] }
  await chain.beMany(most)
  await shops.settle(await shops.open(most * firstSalesOfEach, terminals))
  for (let sweep = 0; sweep < sweeps; sweep++) {
    // Up and down again in turn, so that neither end is always the first.
    for (const size of sweep % 2 === 0 ? sizes : sizes.toReversed()) {
      await chain.beMany(size)
      rates[size]?.push(await settlementsPerSecond(shops))
    }
  }
  const of = (size: number) => rates[size] ?? []
  const each = sizes.map((size) => {
    const found = of(size)
    return {
      part: 'scale',
      name: `Settlements of ${size} ${size === 1 ? 'BFF' : 'BFFs together'} on one PostgreSQL`,
      unit: '/s' as const,
      ours: median(found),
      baselineName: 'none: all on the cores of the PSP and the customers',
      target: { oursAtLeast: leastPerSecond },
    }
  })
  const rounds: Round[] = of(8).map((ours, index) => ({
    ours: [1000 / ours],
    baseline: [1000 / (of(1)[index] ?? 0)],
  }))
  return [
    ...each,
    {
      part: 'scale',
      name: 'A settlement with 8 BFFs',
      unit: 'ms',
      ...compare(rounds, 0.5),
      baselineName: 'the same with 1 BFF, while the other 7 stand still',
      target: { ratioAtMost: mostLost },
    },
  ]
}

async function measureDisplays(chain: Chain, shops: Shops): Promise<Row> {
  const costMs = async (count: number) => {
    const standing = await holdDisplays(chain.bffs(), count)
    try {
      const tookMs = 1000 / (await settlementsPerSecond(shops))
      standing.check()
      return tookMs
    } finally {
      await standing.close()
      await pause(500)
    }
  }
  const rounds: Round[] = []
  for (let round = 0; round < displayRounds; round++) {
    const few = round % 2 === 0 ? await costMs(displays.few) : undefined
    const ours = [await costMs(displays.many)]
    rounds.push({ ours, baseline: [few ?? (await costMs(displays.few))] })
  }
  return {
    part: 'scale',
    name: `A settlement with ${displays.many} displays on 2 BFFs`,
    unit: 'ms',
    ...compare(rounds, 0.5),
    baselineName: `the same with ${displays.few} displays`,
    target: { ratioAtMost: 1.2 },
  }
}
