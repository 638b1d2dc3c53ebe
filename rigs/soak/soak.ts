import { setTimeout as pause } from 'node:timers/promises'
import { Health } from '@balcao/contracts'
import { createRandom } from '../../sim/random.ts'
import { type Displays, openDisplays } from '../load/displays.ts'
import { createJournal } from '../load/journal.ts'
import { heldToAll, look } from '../load/look.ts'
import { type Weight, walBytes, weigh } from '../load/meter.ts'
import { type PacedLoad, startPacedLoad } from '../load/paced-load.ts'
import type { Complaint } from '../load/promise.ts'
import { brokenPromises } from '../load/promises.ts'
import { openShop, type Shop } from '../shop.ts'

/** As many as a large shop has; five displays at each where there are five hundred. */
const terminals = Array.from({ length: 100 }, (_, index) => `caixa-${index + 1}`)
/** Five sales a second need no more of them while each is answered within four seconds. */
const tills = 20
/** A life of the BFF between two kills, about. */
const lifeMs = 600_000
/** The BFF rests from a PSP that it could not reach for up to half a minute, and asks about a refund more and more seldom. */
const settling = { limitMs: 240_000, everyMs: 1_000 }

export type Sample = Weight & {
  life: number
  atMs: number
  walBytes: number
  openCharges: number | undefined
}
export type Wanted = {
  durationMs: number
  seed: number
  displays: number
  salesPerSecond: number
  /** Codes that nobody pays end within the soak, so that what is open comes to rest at some number. */
  expirationSeconds: number
  /** The share of calls at the PSP that go wrong, of its notifications that are lost, and of sales during which the cable is cut. */
  faultRate: number
  sampleEveryMs: number
  /** Ends it early; what was found until then is told. */
  signal?: AbortSignal
  onSample?: (sample: Sample, connected: number) => void
}
export type Result = {
  samples: Sample[]
  complaints: Complaint[]
  kills: number
  /** Sales for which a code was asked for, and those of them that are at an end. */
  charges: { made: number; settled: number; missed: number }
  /** Snapshots that displays heard. */
  heard: number
  /** The folder with the ledger and the log of a shop that broke a promise. */
  kept: string | undefined
}

/** A shop on a busy day, on real processes: everything at once, for long, and what it has said held against it at the end of each life. */
export async function soak(wanted: Wanted): Promise<Result> {
  const random = createRandom(wanted.seed)
  const journal = createJournal()
  const result: Result = {
    samples: [],
    complaints: [],
    kills: 0,
    charges: { made: 0, settled: 0, missed: 0 },
    heard: 0,
    kept: undefined,
  }
  const webhook = { reorder: true, duplicate: 1 }
  const shop = await openShop({ CHARGE_EXPIRATION_SECONDS: `${wanted.expirationSeconds}` }, { webhook })
  let load: PacedLoad | undefined
  let displays: Displays | undefined
  try {
    await shop.startBff()
    displays = openDisplays({
      count: wanted.displays,
      terminals,
      port: () => shop.bff.port,
      random: random.fork(),
    })
    const staff = Array.from({ length: tills }, (_, index) => ({
      shop,
      journal,
      random: random.fork(),
      terminalId: terminals[index] ?? '',
    }))
    const beganMs = performance.now()
    // At least one kill, however short it is.
    const lives = Math.max(1, Math.round(wanted.durationMs / lifeMs)) + 1
    for (let life = 0; life < lives && !wanted.signal?.aborted; life++) {
      await shop.faults(faultsAt(wanted.faultRate))
      load = startPacedLoad(staff, wanted.salesPerSecond)
      const cutting = setInterval(
        () => cutSometimes(shop, random, wanted.faultRate),
        1_000 / wanted.salesPerSecond,
      )
      const endsAtMs = beganMs + ((life + 1) * wanted.durationMs) / lives
      try {
        await live(shop, { ...wanted, life, beganMs, endsAtMs }, result, displays.connected)
      } finally {
        clearInterval(cutting)
      }
      if (wanted.signal?.aborted) break
      if (life < lives - 1) {
        await shop.bff.end('SIGKILL')
        result.kills += 1
        await shop.startBff()
      }
      await load.stop()
      result.charges.missed += load.missed()
      await shop.noFaults()
      result.complaints.push(...brokenPromises(journal, await look(shop)))
    }
    if (!wanted.signal?.aborted) {
      const { seen, complaints } = await heldToAll({ shop, journal, displays }, settling)
      result.complaints.push(...complaints)
      result.charges.settled = seen.ledger.filter(
        ({ status }) => status !== 'opening' && status !== 'awaiting',
      ).length
    }
    result.charges.made = journal.asked.size
    result.heard = displays.heard()
    if (result.complaints.length > 0) result.kept = shop.dataDir
  } finally {
    displays?.close()
    // Whatever it waits for ends with the processes; what it says of that is no news any more.
    const stopped = load?.stop().catch(() => {})
    await shop.close({ isKept: result.kept !== undefined })
    await stopped
  }
  return result
}

type Life = Wanted & { life: number; beganMs: number; endsAtMs: number }

/** Samples until the life is over. A BFF that ends by itself ends the soak. */
async function live(
  shop: Shop,
  { life, beganMs, endsAtMs, sampleEveryMs, signal, onSample }: Life,
  result: Result,
  connected: () => number,
) {
  const gone = shop.bff.ended.then((how) => {
    throw new Error(`The BFF ended by itself: ${how}. Its log is ${shop.logFile}`)
  })
  // It also ends where we kill it, when nobody listens any more.
  gone.catch(() => {})
  for (;;) {
    const restMs = endsAtMs - performance.now()
    if (restMs <= 0) return
    try {
      await Promise.race([gone, pause(Math.min(restMs, sampleEveryMs), undefined, signal && { signal })])
    } catch (error) {
      if (signal?.aborted) return
      throw error
    }
    const answer = await shop.api('GET', '/api/health')
    const health = answer === 'no-answer' ? undefined : Health.safeParse(answer.json).data
    const sample = {
      life,
      atMs: performance.now() - beganMs,
      ...weigh(shop.bff.pid),
      walBytes: walBytes(shop.dataDir),
      openCharges: health?.openCharges,
    }
    result.samples.push(sample)
    onSample?.(sample, connected())
  }
}

/** The PSP's faults: each kind takes its share of the rate. */
const kinds = [
  { dropRequest: true },
  { dropResponse: true },
  { status: 503 },
  { applyThenFail: true },
  { delayResponseMs: 1_500 },
  { revokeToken: true },
]
const faultsAt = (rate: number) => ({
  rules: kinds.map((kind) => ({ match: { operation: '*' }, probability: rate / kinds.length, ...kind })),
  webhook: { drop: rate },
})

/** Called once for each sale: resets every connection to the PSP, wherever in a message that may be. */
function cutSometimes({ cable }: Shop, random: ReturnType<typeof createRandom>, rate: number) {
  if (!random.chance(rate)) return
  const direction = random.pick(['up', 'down'] as const)
  cable.afterBytes(direction, random.magnitude(1, 20_000), () => cable.reset())
}
