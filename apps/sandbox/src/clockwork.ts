import { setTimeout as wait } from 'node:timers/promises'
import { abandon, dueDeliveries, enqueue, nextDelivery, recordAttempt } from './deliveries.ts'
import { type Faults, strike } from './faults.ts'
import { nextSettlement, settleRefunds } from './refunds.ts'
import type { Store } from './store.ts'
import { callbackBody, type Postman } from './webhooks.ts'
import type { Delivery, World } from './world.ts'

/** What happens by itself as time passes: refunds are settled and callbacks go out. */
export type Clockwork = {
  /** Looks now; called after every change. */
  wake(): void
  /** Looks now and waits until nothing that is due is left undone. */
  settle(): Promise<void>
  stop(): void
}

/** Callbacks on the way at once. In order (`reorder`) there is one, or the order would be the network's. */
const mostInFlight = 16

export type Box = { world: World; store: Store; faults: { current: Faults }; postman: Postman }

export function createClockwork({ world, faults, postman }: Box): Clockwork {
  const inFlight = new Map<Delivery, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function wake(): void {
    if (stopped) return
    const { webhook } = faults.current.script
    for (const pix of settleRefunds(world)) enqueue(world, pix, webhook)
    for (const delivery of dueDeliveries(world, webhook.reorder)) {
      if (inFlight.size >= limit()) break
      if (inFlight.has(delivery)) continue
      const sent = deliver(delivery).finally(() => {
        inFlight.delete(delivery)
        wake()
      })
      inFlight.set(delivery, sent)
    }
    schedule()
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const webhook = world.webhooks.get(delivery.chave)
    if (!webhook) return abandon(world, delivery)
    const { script } = faults.current
    const txids = delivery.pix.map((pix) => ('txid' in pix ? String(pix.txid) : ''))
    const rule = strike(faults.current, { operation: 'webhook', txids }, world.ports.dice)
    if (rule?.delayMs) await wait(rule.delayMs, undefined, { ref: false })
    const body = callbackBody(delivery, script.webhook.forge, world.ports.ids.alphanumeric)
    let result: { status?: number; error?: string } = { error: 'lost on the way (fault)' }
    if (!rule?.dropRequest) {
      const answer = await postman.post(`${webhook.webhookUrl}/pix`, body, 'psp')
      result = rule?.dropResponse ? { error: 'answer lost (fault)' } : answer
    }
    if (!stopped) recordAttempt(world, delivery, result, script.webhook.retryMs)
  }

  /** One timer, for the earliest thing to come, that never keeps the process alive. */
  function schedule(): void {
    clearTimeout(timer)
    // When all hands are full, the next one that is free wakes us.
    if (inFlight.size >= limit()) return
    const times = [nextSettlement(world), nextLeft()].filter((at) => at !== undefined)
    if (times.length === 0) return
    timer = setTimeout(wake, Math.max(0, Math.min(...times) - world.ports.clock.now()))
    timer.unref()
  }

  const limit = () => (faults.current.script.webhook.reorder ? 1 : mostInFlight)
  const nextLeft = () => nextDelivery(world, (delivery) => !inFlight.has(delivery))

  return {
    wake,
    async settle() {
      wake()
      while (inFlight.size > 0) await Promise.all(inFlight.values())
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
