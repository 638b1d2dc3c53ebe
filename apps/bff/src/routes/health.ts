import type { Health } from '@balcao/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'

export type Watched = {
  build: string
  screens: () => number
  webhook: () => { isListening: boolean; isRegistered: boolean }
}

/** GET /api/health: each part by name, so that whoever is called knows which one to look at. */
export function healthRoute(
  { store, psp, clock, log }: Pick<Deps, 'store' | 'psp' | 'clock' | 'log'>,
  watched: Watched,
): Router {
  const router = Router()
  router.get('/api/health', async (_request, response) => {
    const openCharges = await countOpen(store).catch((err: unknown) => {
      log.error({ err }, 'the ledger cannot be used')
      return undefined
    })
    const weather = psp.status()
    const webhook = watched.webhook()
    const isDegraded = weather.status === 'down' || !webhook.isListening || !webhook.isRegistered
    const health: Health = {
      status: openCharges === undefined ? 'down' : isDegraded ? 'degraded' : 'ok',
      time: new Date(clock.now()).toISOString(),
      build: watched.build,
      store:
        openCharges === undefined
          ? { status: 'down', detail: 'the ledger cannot be written' }
          : { status: 'ok' },
      psp:
        weather.status === 'ok'
          ? { status: 'ok' }
          : {
              status: 'down',
              detail: `${reasons[weather.why]}, since ${new Date(weather.sinceMs).toISOString()}`,
            },
      webhook: webhook.isListening
        ? webhook.isRegistered
          ? { status: 'ok' }
          : { status: 'down', detail: 'not registered at the PSP yet: payments are found by asking' }
        : { status: 'down', detail: 'not listening: payments are found by asking' },
      openCharges: openCharges ?? 0,
      screens: watched.screens(),
    }
    response.status(health.status === 'down' ? 503 : 200).json(health)
  })
  return router
}

const reasons = {
  silent: 'does not answer',
  'refuses-us': 'refuses our credentials or our certificate',
  'too-often': 'asked us to ask less often',
}

async function countOpen(store: Deps['store']): Promise<number> {
  await store.proveWritable()
  return store.countOpen()
}
