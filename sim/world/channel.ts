import type { Outlet } from '../../apps/bff/src/routes/streams.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Swarm } from '../swarm.ts'

/** A message that is older than this belongs to a connection that is given up. */
const longestOnItsWayMs = 20_000

export type Channel = { outlet: Outlet; close: () => void }

/** One connection from the BFF to a screen: it delays and it breaks, and it keeps the order, as TCP does. */
export function openChannel(
  name: string,
  scheduler: Scheduler,
  random: Random,
  swarm: () => Swarm,
  screen: { heard: (text: string) => void; lost: () => void },
): Channel {
  let isOpen = true
  let lastArrivalMs = 0
  let whenClosed: (() => void)[] = []

  function close() {
    isOpen = false
    leaveServer()
  }
  function leaveServer() {
    const runs = whenClosed
    whenClosed = []
    for (const run of runs) run()
  }
  function breakOff() {
    if (!isOpen) return
    close()
    screen.lost()
  }
  function write(text: string) {
    if (!isOpen) return
    const { streamDelayMs, streamCut } = swarm().shop
    if (random.chance(streamCut)) return breakOff()
    const sentAtMs = scheduler.now()
    const delayMs = random.whole(1, Math.max(1, Math.min(streamDelayMs, longestOnItsWayMs)))
    lastArrivalMs = Math.max(lastArrivalMs, sentAtMs + delayMs)
    scheduler.after(lastArrivalMs - sentAtMs, `${name}: hears`, () => {
      if (isOpen) screen.heard(text)
    })
  }
  const outlet: Outlet = {
    writableLength: 0,
    write,
    // What is on its way arrives, and then the end.
    destroySoon() {
      leaveServer()
      scheduler.after(Math.max(0, lastArrivalMs - scheduler.now()), `${name}: is ended`, breakOff)
    },
    destroy: breakOff,
    once: (_event, run) => whenClosed.push(run),
  }
  return { outlet, close }
}
