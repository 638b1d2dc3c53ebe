import type { Random } from './random.ts'

/**
 * What goes wrong in one seed, and how badly. Every seed draws its own mix: a fault that is always there hides what only its
 * absence would show, and a magnitude that never varies finds one kind of bug.
 */
export type Swarm = ReturnType<typeof drawSwarm>

export function drawSwarm(random: Random) {
  /** Off in many of the seeds, else anything between rare and frequent. */
  const sometimes = (most: number) =>
    random.chance(0.5) ? 0 : random.magnitude(most * 50, most * 1000) / 1000
  const delay = (mostMs: number) => random.magnitude(1, mostMs)
  return {
    terminals: random.whole(1, 2),
    displays: random.whole(1, 2),
    salesPerTerminal: random.whole(1, 5),
    /** Sales begin in the first half of this time. */
    chaosMs: random.whole(20, 120) * 1000,
    expirationSeconds: random.chance(0.75) ? random.whole(15, 60) : random.whole(120, 300),
    /** Our clock against the PSP's. */
    clockSkewMs: random.chance(0.85) ? 0 : random.whole(-300_000, 300_000),
    psp: {
      delayMs: delay(4_000),
      slow: sometimes(0.2),
      requestLost: sometimes(0.4),
      answerLost: sometimes(0.4),
      failed: sometimes(0.4),
      appliedThenFailed: sometimes(0.4),
      tooMany: sometimes(0.1),
      tokenRefused: sometimes(0.1),
      lagging: sometimes(0.6),
      lagMs: random.magnitude(200, 50_000),
      outages: random.chance(0.6) ? 0 : random.whole(1, 2),
      removals: sometimes(0.1),
    },
    webhook: {
      drop: random.pick([0, 0, 0.5, 1]),
      delayMs: random.pick([0, 0, delay(20_000)]),
      duplicate: random.pick([0, 0, 1, 3]),
      batchMs: random.pick([0, 0, delay(5_000)]),
      reorder: random.chance(0.3),
      forge: sometimes(0.5),
      answerLost: sometimes(0.4),
      deliveryMs: delay(2_000),
    },
    refund: {
      settleAfterMs: random.pick([0, 300, delay(60_000), null]),
      notRealised: sometimes(0.5),
      elsewhere: random.pick([0, 0.5, 1]),
    },
    store: {
      writeMs: random.pick([1, delay(300), delay(3_000)]),
      failed: sometimes(0.1),
      readMs: random.pick([0, 0, delay(200)]),
    },
    server: {
      kills: random.chance(0.4) ? 0 : random.whole(1, 6),
      powerLoss: random.next(),
      restartMs: delay(20_000),
    },
    recurrences: random.pick([0, 0, 0, 1, 2]),
    office: { readings: random.pick([0, 0, 1, 3]) },
    shop: {
      delayMs: delay(3_000),
      requestLost: sometimes(0.3),
      answerLost: sometimes(0.3),
      streamCut: sometimes(0.2),
      streamDelayMs: delay(15_000),
      sleeps: random.chance(0.6) ? 0 : random.whole(1, 3),
      reloads: random.chance(0.6) ? 0 : random.whole(1, 3),
    },
    shifts: {
      ofEachTill: random.pick([0, 0, 0, 1, 2, 3]),
      seed: random.whole(0, 1e9),
      /** How late this PSP lists a Pix: what a shift is counted by. */
      listedAfterMs: random.pick([0, 0, delay(40_000)]),
    },
    payer: { deeds: random.pick([0, 0, 0, 0, 1, 2]), seed: random.whole(0, 1e9) },
    subscriber: { endsIt: random.chance(0.5), takesBack: random.chance(0.3), seed: random.whole(0, 1e9) },
  }
}

/** The same shop and the same sales, and nothing goes wrong any more. */
export function healed(swarm: Swarm): Swarm {
  return {
    ...swarm,
    psp: {
      ...swarm.psp,
      delayMs: Math.min(swarm.psp.delayMs, 100),
      slow: 0,
      requestLost: 0,
      answerLost: 0,
      failed: 0,
      appliedThenFailed: 0,
      tooMany: 0,
      tokenRefused: 0,
      lagging: 0,
      removals: 0,
    },
    shifts: { ...swarm.shifts, listedAfterMs: 0 },
    webhook: { ...swarm.webhook, forge: 0, answerLost: 0, deliveryMs: 50 },
    store: { writeMs: 1, failed: 0, readMs: 0 },
    shop: {
      ...swarm.shop,
      delayMs: Math.min(swarm.shop.delayMs, 100),
      requestLost: 0,
      answerLost: 0,
      streamCut: 0,
      streamDelayMs: Math.min(swarm.shop.streamDelayMs, 100),
    },
  }
}
