import { setTimeout as pause } from 'node:timers/promises'
import type { createRandom } from '../../sim/random.ts'
import type { Journal } from '../load/journal.ts'
import { StartRefused } from '../processes.ts'
import type { Shop } from '../shop.ts'

export type Struck = {
  shop: Shop
  journal: Journal
  random: ReturnType<typeof createRandom>
  /** Sends SIGKILL, at once. */
  kill: () => void
}
/** A moment at which the BFF is struck. `strike` waits for it, and answers whether it came; `isFatal` ones have killed it then. */
export type Point = { name: string; isFatal: boolean; strike: (struck: Struck) => Promise<boolean> }

/** Busy tills come by each of these within a second, and the sweep within three; on a machine that others use, whenever that may be. */
const reachLimitMs = 45_000
/** Longer than it takes to see that a call is held, and short enough for a dead BFF's last words to arrive while the next one works. */
const holdMs = 2_000
/** How often we look whether it is held: each look costs the sandbox a request, and it is held for much longer. */
const lookMs = 25

/** The PSP holds a call back, and we strike while it does. */
const held = (name: string, operation: string, when: 'delayMs' | 'delayResponseMs'): Point => ({
  name,
  isFatal: true,
  async strike({ shop, kill }) {
    await shop.faults({ rules: [{ match: { operation }, times: 1, [when]: holdMs }] })
    const isHeld = async () =>
      ((await shop.control('GET', '/faults')) as { struck: number[] }).struck[0] === 1
    const isReached = await comes(isHeld)
    kill()
    return isReached
  },
})

/** A moment that we are told of, and strike in. `tell` answers with what calls it off. */
const told = (name: string, tell: (struck: Struck, act: () => void) => () => void): Point => ({
  name,
  isFatal: true,
  async strike(struck) {
    let isReached = false
    const callOff = tell(struck, () => {
      isReached = true
      struck.kill()
    })
    await comes(async () => isReached)
    callOff()
    struck.kill()
    return isReached
  },
})

export const points: readonly Point[] = [
  held('the PSP has made the charge, and we have not heard', 'putCob', 'delayResponseMs'),
  held('the PSP does not have the charge yet', 'putCob', 'delayMs'),
  held('the PSP has removed the charge, and we have not heard', 'patchCob', 'delayResponseMs'),
  held('the PSP was asked to remove the charge', 'patchCob', 'delayMs'),
  held('the PSP has taken the refund, and we have not heard', 'putRefund', 'delayResponseMs'),
  held('the PSP does not have the refund yet', 'putRefund', 'delayMs'),
  held('a notification is kept, and its truth is being asked for', 'getCob', 'delayMs'),
  held('a notification is kept, and its truth is on its way', 'getCob', 'delayResponseMs'),
  held('the sweep is reading', 'listPix', 'delayResponseMs'),
  told('in the middle of what we say to the PSP', ({ shop, random }, act) =>
    shop.cable.afterBytes('up', random.magnitude(1, 20_000), act),
  ),
  told('in the middle of what the PSP says to us', ({ shop, random }, act) =>
    shop.cable.afterBytes('down', random.magnitude(1, 20_000), act),
  ),
  told('right after an answer', ({ journal, random }, act) =>
    journal.afterAcknowledgements(random.whole(1, 40), act),
  ),
  told('at any moment', ({ random }, act) => {
    const timer = setTimeout(act, random.whole(0, 300))
    return () => clearTimeout(timer)
  }),
  {
    name: 'while it stops',
    isFatal: true,
    async strike({ shop, random, kill }) {
      await pause(random.whole(20, 200))
      shop.bff.signal('SIGTERM')
      await pause(random.magnitude(1, 60))
      kill()
      return true
    },
  },
  {
    name: 'while it starts',
    isFatal: true,
    async strike({ shop, random, kill }) {
      await pause(random.whole(20, 200))
      kill()
      await shop.bff.ended
      const afterMs = random.magnitude(20, 500)
      const started = shop.startBff({ onSpawn: (signal) => void setTimeout(signal, afterMs, 'SIGKILL') })
      await started.then((bff) => bff.ended).catch(refusedOnly)
      return true
    },
  },
  {
    name: 'paused for a while',
    isFatal: false,
    async strike({ shop, random }) {
      await pause(random.whole(20, 200))
      shop.bff.signal('SIGSTOP')
      await pause(random.magnitude(100, 1_500))
      shop.bff.signal('SIGCONT')
      return true
    },
  },
]

/** A process that was killed before it was ready did not start: that is what was wanted. */
function refusedOnly(error: unknown) {
  if (!(error instanceof StartRefused)) throw error
}

/** Waits for it, with a limit. */
async function comes(isThere: () => Promise<boolean>): Promise<boolean> {
  const giveUpAtMs = performance.now() + reachLimitMs
  while (performance.now() < giveUpAtMs) {
    if (await isThere()) return true
    await pause(lookMs)
  }
  return false
}
