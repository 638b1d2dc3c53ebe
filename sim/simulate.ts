import { beginPaying } from './actors/account-holder.ts'
import { beginSale } from './actors/cashier.ts'
import { beginManaging } from './actors/manager.ts'
import { beginOffice } from './actors/office.ts'
import { beginPspLife, endStuckRefunds } from './actors/psp.ts'
import { beginShifts } from './actors/shifts.ts'
import { beginSubscription } from './actors/subscriber.ts'
import { beginTrouble } from './actors/trouble.ts'
import { dayOf } from './invariants/days.ts'
import { type Parts, parts as product } from './parts.ts'
import { createRandom } from './random.ts'
import { createScheduler } from './scheduler.ts'
import type { Sim } from './sim.ts'
import { countInto, type Sometimes } from './sometimes.ts'
import { drawSwarm, healed, type Swarm } from './swarm.ts'
import { createTrace } from './trace.ts'
import { Broken, createWatch } from './watch.ts'
import type { Medium } from './world/disk.ts'
import type { Ledger } from './world/ledger.ts'
import { openShop, type Shop } from './world/shop.ts'

export type Failure = { invariant: string; sentence: string; complaint: string; last: readonly string[] }
export type Outcome = {
  seed: number
  swarm: Swarm
  events: number
  /** Of everything that happened, in order, and of the ledger at the end. */
  hash: string
  failure: Failure | undefined
  sometimes: Sometimes
}

/** Noon, just before midnight, and just before the bank is asked for yesterday by itself, in Brasília. */
const starts = [
  Date.UTC(2026, 0, 15, 15),
  Date.UTC(2026, 0, 16, 2, 59),
  Date.UTC(2026, 0, 15, 6, 59),
] as const
/** By then everything must have come right. */
const patienceMs = 9 * 60_000
/** Longer than it takes until anything is asked for again. */
const quietMs = 15 * 60_000
/** What is right this soon may be right by chance: a sweep, a resumption and a heartbeat have passed by then. */
const settlingMs = 30_000

/** One shop for some minutes of virtual time: first trouble, then none, and the invariants at every instant of both. */
export async function simulate(
  seed: number,
  medium: Medium,
  parts: Parts = product,
  lines = 300,
): Promise<Outcome> {
  const random = createRandom(seed)
  const drawn = drawSwarm(random.fork())
  const startMs = random.pick(starts)
  let swarm = drawn
  let isHealing = false
  let isClosing = false
  let planned = 0
  const sometimes: Sometimes = new Map()
  const count = countInto(sometimes)

  const scheduler = createScheduler(startMs, (event) => {
    note(event.label)
    return watch.afterEvent()
  })
  const trace = createTrace(scheduler.now, startMs, lines)
  const { note } = trace
  const watch = createWatch(scheduler, () => shop, days)
  const shop: Shop = openShop({
    scheduler,
    random: random.fork(),
    drawn,
    swarm: () => swarm,
    medium,
    parts,
    onCommit: watch.committed,
    onChange: watch.changed,
    note,
    count,
  })
  const sim: Sim = {
    ...shop,
    scheduler,
    random: random.fork(),
    swarm: () => swarm,
    parts,
    isHealing: () => isHealing,
    days,
    note,
    count,
    plan(ms, label, run) {
      planned += 1
      scheduler.after(ms, label, async () => {
        try {
          await run()
        } finally {
          planned -= 1
        }
      })
    },
  }

  /** At most two: nobody's story is longer than a night. None before everything has come right without a day being read: that would heal it. */
  function days(): string[] {
    if (!isClosing) return []
    return [...new Set([startMs, scheduler.now()].map(dayOf))]
  }

  async function trouble() {
    void shop.start()
    for (let number = 1; number <= drawn.terminals; number++) {
      shop.addScreen(`caixa-${number}`, 'till', `till ${number}`)
      for (let display = 1; display <= drawn.displays; display++)
        shop.addScreen(`caixa-${number}`, 'display', `display ${number}.${display}`)
    }
    for (const screen of shop.screens) void screen.connect()
    beat()
    for (const till of shop.screens.filter(({ view }) => view === 'till'))
      for (let sale = 0; sale < drawn.salesPerTerminal; sale++)
        sim.plan(sim.random.whole(0, drawn.chaosMs / 2), `${till.name}: a customer comes`, () =>
          beginSale(sim, till),
        )
    beginManaging(sim)
    beginPspLife(sim)
    beginOffice(sim)
    beginSubscription(sim)
    beginShifts(sim)
    beginPaying(sim)
    beginTrouble(sim, shop.kill)
    await scheduler.runUntil(startMs + drawn.chaosMs)
  }

  /** One beat for all the screens. */
  function beat() {
    for (const screen of shop.screens) screen.tick()
    scheduler.after(1_000, 'the screens beat', beat)
  }

  async function heal() {
    note('all is well again')
    isHealing = true
    swarm = healed(drawn)
    shop.makeSafe()
    scheduler.after(20_000, 'psp: ends what was stuck', () => endStuckRefunds(sim))
    const healedAtMs = scheduler.now()
    let lastDeedAtMs = healedAtMs
    for (;;) {
      await scheduler.runUntil(scheduler.now() + 10_000)
      if (planned > 0) lastDeedAtMs = scheduler.now()
      if (planned > 0 || scheduler.now() - healedAtMs < settlingMs) continue
      const unfinished = await watch.unfinished(isClosing)
      if (unfinished === undefined && isClosing) return
      if (unfinished === undefined) {
        note('the day is closed')
        isClosing = true
        // Nobody looks while nothing happens: what has its time comes afterwards, as to a machine that slept.
        scheduler.leap(quietMs)
        lastDeedAtMs = scheduler.now()
      } else if (scheduler.now() - lastDeedAtMs > patienceMs) throw unfinished
    }
  }

  let failure: Failure | undefined
  try {
    await trouble()
    await heal()
    countEnds(watch.ledger(), count)
    note(`the end: ${JSON.stringify([...watch.ledger().charges.values()])}`)
  } catch (error) {
    failure = { ...described(error), last: trace.last() }
  } finally {
    shop.close()
  }
  return { seed, swarm: drawn, events: scheduler.done(), hash: trace.hash(), failure, sometimes }
}

function described(error: unknown): Omit<Failure, 'last'> {
  if (error instanceof Broken)
    return { invariant: error.invariant.id, sentence: error.invariant.sentence, complaint: error.message }
  const complaint = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { invariant: 'crash', sentence: 'Nothing is thrown but what has a name.', complaint }
}

function countEnds({ charges, refunds }: Ledger, count: Sim['count']) {
  for (const { status } of charges.values()) {
    if (status === 'cancelled') count('cancelled')
    if (status === 'expired') count('expired')
  }
  for (const { status } of refunds) if (status === 'not-realized') count('refund not realised')
}
