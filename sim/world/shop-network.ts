import type { Reply } from '@balcao/shell'
import type { Charge, Problem } from '../../packages/contracts/src/index.ts'
import { deedOf } from '../history.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Swarm } from '../swarm.ts'
import { type Asked, type Door, serve } from './door.ts'
import type { Server } from './server.ts'

/** The screen's own patience, as in packages/shell/src/api.ts. */
const timeOutMs = 10_000

export type ShopNetwork = ReturnType<typeof createShopNetwork>

/** Between the screens and the BFF: a request or its answer may be lost or late, and nobody may be there. */
export function createShopNetwork(
  scheduler: Scheduler,
  random: Random,
  swarm: () => Swarm,
  server: () => Server | undefined,
  door: Door,
  deeds: Set<string>,
) {
  const delayMs = () => random.whole(1, Math.max(1, swarm().shop.delayMs))

  function ask(asked: Asked): Promise<Reply<Charge>> {
    if (asked.by !== undefined) deeds.add(deedOf(asked.by, asked.txid))
    return new Promise((resolve) => {
      scheduler.after(timeOutMs, 'shop: nobody answers', () => resolve(network))
      void travel(asked).then((reply) => {
        if (reply !== undefined) resolve(reply)
      })
    })
  }

  async function travel(asked: Asked): Promise<Reply<Charge> | undefined> {
    const { requestLost, answerLost } = swarm().shop
    const isLost = random.chance(requestLost)
    const isAnswerLost = random.chance(answerLost)
    await scheduler.pause(delayMs(), `shop: ${asked.kind} ${asked.txid.slice(0, 6)} arrives`)
    if (isLost) return undefined
    const there = server()
    if (there === undefined) return network
    const answer = await serve(there, asked, door)
    await scheduler.pause(delayMs(), `shop: answer to ${asked.kind} ${asked.txid.slice(0, 6)}`)
    if (isAnswerLost) return undefined
    // What has no charge is a problem, or the 204 of a choice for the display, which nobody reads.
    if (answer.charge !== undefined) return { ok: true, value: answer.charge }
    return { ok: false, problem: problemOf(answer.status) }
  }

  /** Any other request: undefined where nobody answers in time. */
  async function reach<T>(label: string, serve: (there: Server) => Promise<T>): Promise<T | undefined> {
    const answer = (async () => {
      const { requestLost, answerLost } = swarm().shop
      const [isLost, isAnswerLost] = [random.chance(requestLost), random.chance(answerLost)]
      await scheduler.pause(delayMs(), `shop: ${label} arrives`)
      const there = server()
      if (isLost || there === undefined) return undefined
      const served = await serve(there).catch((error: unknown) => door.surprised(error))
      return isAnswerLost || served === undefined ? undefined : served
    })()
    const silence = scheduler.pause(timeOutMs, 'shop: nobody answers').then(() => undefined)
    return Promise.race([answer, silence])
  }

  return { ask, reach }
}

const network: Reply<never> = { ok: false, problem: 'network' }
const problemOf = (status: number): Problem => ({ type: '/problems/simulated', title: 'simulated', status })
