import { nextAppointment } from './recurrence/registry.ts'
import { nextSettlement } from './refunds.ts'
import type { World } from './world.ts'

/**
 * Moves the world's clock forward, stopping at everything that happens by itself on the way: each is done at its own
 * time and told before the next one. How many stops there were.
 */
export async function moveClock(world: World, to: number, settle: () => Promise<void>): Promise<number> {
  let steps = 0
  for (let next = nextEvent(world); next !== undefined && next <= to; next = nextEvent(world)) {
    setClock(world, next)
    await settle()
    steps += 1
  }
  setClock(world, to)
  await settle()
  return steps
}

function nextEvent(world: World): number | undefined {
  const times = [nextAppointment(world)?.at, nextSettlement(world)].filter((at) => at !== undefined)
  return times.length > 0 ? Math.min(...times) : undefined
}

/** Never back: while callbacks were on their way time may have gone by itself. */
function setClock(world: World, to: number): void {
  world.moved = { ms: Math.max(world.moved.ms, to - world.wallClock.now()) }
  world.save('moved', 'moved', world.moved)
}
