import type { WebhookFaults } from './faults.ts'
import { pixJson } from './present.ts'
import type { Channel, Delivery, Pix, PixDelivery, World } from './world.ts'

/** A callback carries at most this many Pix; the size of a page of GET /pix is as good a limit as any. */
const largestBatch = 1000
/** Deliveries that are done are kept for whoever looks at the state, and the oldest forgotten past this many. */
const doneKept = 2000
/** With `reorder`, how long an event waits for later ones to overtake it. */
const reorderMs = 300

/**
 * Notes that the merchant is to be told about a Pix: when it is received, and when a refund of it ends (API Pix 2.9.0,
 * Callbacks). Only Pix with txid are told, and only while a webhook is registered.
 */
export function enqueue(world: World, pix: Pix, faults: WebhookFaults): void {
  if (!pix.txid || !world.webhooks.has(pix.chave)) return
  const now = world.ports.clock.now()
  const dropped =
    faults.drop === true || (typeof faults.drop === 'number' && world.ports.dice() < faults.drop)
  const waitMs = faults.delayMs + (faults.reorder ? reorderMs : faults.batchMs)
  const open = waitMs > 0 && !dropped ? findOpen(world, pix.chave, now) : undefined
  if (open && faults.batchMs > 0 && open.pix.length < largestBatch) {
    open.pix.push(pixJson(pix))
    world.save('delivery', open.id, open)
    return
  }
  for (let copy = 0; copy <= (dropped ? 0 : faults.duplicate); copy++) {
    const delivery: PixDelivery = {
      id: world.ports.ids.hex(16),
      chave: pix.chave,
      pix: [pixJson(pix)],
      dueAt: faults.reorder && open ? open.dueAt : now + waitMs,
      state: dropped ? 'dropped' : 'pending',
      attempts: [],
    }
    world.deliveries.set(delivery.id, delivery)
    move(world, delivery, delivery.state)
  }
  forgetOld(world)
}

/** Notes that the listener of a channel is to be told this, as it is now; while there is none, nobody ever will be. */
export function enqueueNotice(world: World, channel: Channel, about: string, body: object): void {
  if (!world.listeners.has(channel)) return
  const now = world.ports.clock.now()
  const notice: Delivery = {
    id: world.ports.ids.hex(16),
    channel,
    about,
    body: structuredClone(body),
    dueAt: now,
    state: 'pending',
    attempts: [],
  }
  world.deliveries.set(notice.id, notice)
  move(world, notice, 'pending')
  forgetOld(world)
}

/** Never sent, as the script in force wants it. */
export function drop(world: World, delivery: Delivery): void {
  move(world, delivery, 'dropped')
}

/** What is to be sent now: the latest first under `reorder`, else the earliest. */
export function dueDeliveries(world: World, reorder: boolean): Delivery[] {
  const now = world.ports.clock.now()
  const due = [...world.pending].filter(({ dueAt }) => dueAt <= now)
  return reorder ? due.reverse() : due
}

/** When to look again: the earliest time at which something that `counts` is due. */
export function nextDelivery(world: World, counts: (delivery: Delivery) => boolean): number | undefined {
  let next: number | undefined
  for (const delivery of world.pending)
    if (counts(delivery)) next = Math.min(next ?? delivery.dueAt, delivery.dueAt)
  return next
}

/** After a try: delivered on any 2xx, else again after the next pause, until there is none. */
export function recordAttempt(
  world: World,
  delivery: Delivery,
  result: { status?: number; error?: string },
  retryMs: readonly number[],
): void {
  const now = world.ports.clock.now()
  delivery.attempts.push({ at: new Date(now).toISOString(), ...result })
  const pause = retryMs[delivery.attempts.length - 1]
  const { status = 0, error } = result
  delivery.dueAt = now + (pause ?? 0)
  if (!error && status >= 200 && status < 300) move(world, delivery, 'delivered')
  else move(world, delivery, pause === undefined ? 'failed' : 'pending')
}

/** The merchant took the webhook away: what was not told never will be. */
export function abandon(world: World, delivery: Delivery): void {
  move(world, delivery, 'abandoned')
}

/** Sends everything once more, delivered or not, at once. */
export function replayAll(world: World, txid?: string): number {
  const again = [...world.deliveries.values()].filter(
    (one) => one.state !== 'abandoned' && (!txid || subjectsOf(one).includes(txid)),
  )
  for (const delivery of again) {
    delivery.dueAt = world.ports.clock.now()
    delivery.attempts = []
    move(world, delivery, 'pending')
  }
  return again.length
}

/** The txids, or the recurrence, that it is about. */
export const subjectsOf = (delivery: Delivery): string[] =>
  'pix' in delivery ? delivery.pix.map((pix) => ('txid' in pix ? String(pix.txid) : '')) : [delivery.about]

function findOpen(world: World, chave: string, now: number): PixDelivery | undefined {
  for (const one of world.pending) {
    if ('pix' in one && one.chave === chave && one.attempts.length === 0 && one.dueAt > now) return one
  }
  return undefined
}

function move(world: World, delivery: Delivery, state: Delivery['state']): void {
  delivery.state = state
  if (state === 'pending') world.pending.add(delivery)
  else world.pending.delete(delivery)
  world.save('delivery', delivery.id, delivery)
}

function forgetOld(world: World): void {
  let excess = world.deliveries.size - doneKept
  if (excess <= 0) return
  for (const delivery of world.deliveries.values()) {
    if (excess-- <= 0) return
    if (delivery.state === 'pending') continue
    world.deliveries.delete(delivery.id)
    world.save('delivery', delivery.id, undefined)
  }
}
