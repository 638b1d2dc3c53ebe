import { type Parts, parts as product } from '../parts.ts'
import { createRandom } from '../random.ts'
import { createScheduler } from '../scheduler.ts'
import { drawSwarm, healed, type Swarm } from '../swarm.ts'
import type { Medium } from './disk.ts'
import { type Asked, serve } from './door.ts'
import { openShop } from './shop.ts'

const startMs = Date.UTC(2026, 0, 15, 12)

/** A shop where nothing goes wrong by itself and nobody comes, for a story that is told step by step. The BFF runs. */
export async function openQuietShop(medium: Medium, parts: Parts = product, clockSkewMs = 0) {
  const well = healed(drawSwarm(createRandom(1)))
  const swarm: Swarm = {
    ...well,
    clockSkewMs,
    expirationSeconds: 3600,
    // Who tells a story tells the webhooks too.
    webhook: { ...well.webhook, drop: 1 },
  }
  const scheduler = createScheduler(startMs, () => {})
  const nothing = () => {}
  const shop = openShop({
    scheduler,
    random: createRandom(1),
    drawn: swarm,
    swarm: () => swarm,
    medium,
    parts,
    onCommit: nothing,
    onChange: nothing,
    note: nothing,
    count: nothing,
  })
  /** A start takes the time that its disk takes, and nothing else happens meanwhile that anybody waits for. */
  async function started(starting: Promise<void>) {
    let isUp = false
    void starting.then(() => {
      isUp = true
    })
    while (!isUp) await scheduler.runUntil(scheduler.now() + 1)
  }
  await started(shop.start())
  const surprised = (error: unknown) => {
    throw error
  }
  return {
    ...shop,
    wait: (ms: number) => scheduler.runUntil(scheduler.now() + ms),
    nowMs: scheduler.now,
    restart: () => started(shop.restart()),
    /** Sends a request and does not wait for its answer. */
    ask(asked: Asked) {
      const server = shop.server()
      if (server === undefined) throw new Error('The BFF does not run')
      void serve(server, asked, { parts, answered: nothing, surprised })
    },
  }
}
