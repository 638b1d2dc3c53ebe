import { paths, type WebhookCare } from '@balcao/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import type { WebhookKeeper } from '../flows/keep-webhook.ts'

const week = 7 * 24 * 3_600_000

/** GET and POST /api/webhook: how the PSP's notifications reach us, and to have it seen to now. */
export function webhookCareRoutes(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  keeper: WebhookKeeper,
): Router {
  async function care(): Promise<WebhookCare> {
    const [heardBy, lastDeliveryAtMs] = await Promise.all([
      store.heardBy(clock.now() - week),
      store.lastDeliveryAtMs(),
    ])
    const { url, registration, registeredAtMs, verifiedAtMs, advice } = keeper.state()
    return {
      url,
      registration,
      registeredAt: isoOrNull(registeredAtMs),
      verifiedAt: isoOrNull(verifiedAtMs),
      lastDeliveryAt: isoOrNull(lastDeliveryAtMs),
      heardBy,
      advice,
    }
  }

  const router = Router()
  router
    .route(paths.webhook())
    .get(async (_request, response) => void response.json(await care()))
    .post(async (_request, response) => {
      await keeper.renew()
      response.json(await care())
    })
  return router
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
