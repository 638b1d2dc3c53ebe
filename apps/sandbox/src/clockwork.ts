import { setTimeout as wait } from 'node:timers/promises'
import {
  abandon,
  drop,
  dueDeliveries,
  enqueue,
  nextDelivery,
  recordAttempt,
  subjectsOf,
} from './deliveries.ts'
import { type Faults, strike } from './faults.ts'
import { keepAppointments } from './recurrence/appointments.ts'
import { nextAppointment } from './recurrence/registry.ts'
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

/** The longest that setTimeout takes (2^31 - 1); charges are due in months. */
const longestTimerMs = 0x7fffffff

export type Box = { world: World; store: Store; faults: { current: Faults }; postman: Postman }

export function createClockwork({ world, faults, postman }: Box): Clockwork {
  const inFlight = new Map<Delivery, Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function wake(): void {
    if (stopped) return
    keepAppointments(world)
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
    const url = addressOf(world, delivery)
    if (!url) return abandon(world, delivery)
    const { script } = faults.current
    // Of a Pix the script has decided when it was noted.
    if ('channel' in delivery && isLost(script.webhook.drop)) return drop(world, delivery)
    const txids = subjectsOf(delivery)
    const rule = strike(faults.current, { operation: 'webhook', txids }, world.ports.dice)
    if (rule?.delayMs) await wait(rule.delayMs, undefined, { ref: false })
    const body = callbackBody(delivery, script.webhook.forge, world.ports.ids.alphanumeric)
    let result: { status?: number; error?: string } = { error: 'lost on the way (fault)' }
    if (!rule?.dropRequest) {
      const answer = await postman.post(url, body, 'psp')
      result = rule?.dropResponse ? { error: 'answer lost (fault)' } : answer
    }
    if (!stopped) recordAttempt(world, delivery, result, script.webhook.retryMs)
  }

  /** One timer, for the earliest thing to come, that never keeps the process alive. */
  function schedule(): void {
    clearTimeout(timer)
    // When all hands are full, the next one that is free wakes us.
    if (inFlight.size >= limit()) return
    const next = [nextSettlement(world), nextLeft(), nextAppointment(world)?.at]
    const times = next.filter((at) => at !== undefined)
    if (times.length === 0) return
    const inMs = Math.min(...times) - world.ports.clock.now()
    timer = setTimeout(wake, Math.min(Math.max(0, inMs), longestTimerMs))
    timer.unref()
  }

  const isLost = (lost: boolean | number) => lost === true || (lost !== false && world.ports.dice() < lost)
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

/** `{webhookUrl}/pix`, `/rec` and `/cobr` (API Pix 2.9.0, Callbacks); the account provider posts to the URL itself. Undefined when it was taken away. */
function addressOf(world: World, delivery: Delivery): string | undefined {
  if ('pix' in delivery) {
    const webhook = world.webhooks.get(delivery.chave)
    return webhook && `${webhook.webhookUrl}/pix`
  }
  const listener = world.listeners.get(delivery.channel)
  if (!listener || delivery.channel === 'account') return listener?.webhookUrl
  return `${listener.webhookUrl}/${delivery.channel}`
}
