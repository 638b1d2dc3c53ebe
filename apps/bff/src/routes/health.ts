import { type Health, paths } from '@balcao/contracts'
import { Router } from 'express'
import type { Deps } from '../deps.ts'
import type { WebhookKeeper } from '../flows/keep-webhook.ts'
import { iso } from '../present/charges.ts'
import { certificateEnd, isUrgent } from '../psp/certificate-end.ts'

export type Watched = {
  build: string
  screens: () => number
  psp: { name: string; environment: string }
  webhook: WebhookKeeper & { isListening: () => boolean }
}

/** GET /api/health: each part by name, so that whoever is called knows which one to look at. */
export function healthRoute(
  { store, psp, clock, log }: Pick<Deps, 'store' | 'psp' | 'clock' | 'log'>,
  watched: Watched,
): Router {
  const router = Router()
  router.get(paths.health(), async (_request, response) => {
    const openCharges = await countOpen(store, clock.now()).catch((err: unknown) => {
      log.error({ err }, 'the ledger cannot be used')
      return undefined
    })
    const webhook = webhookPart(watched.webhook)
    const { isWorse, ...bank } = pspPart(psp, watched.psp, clock.now())
    const isDegraded = isWorse || webhook.status === 'down'
    const health: Health = {
      status: openCharges === undefined ? 'down' : isDegraded ? 'degraded' : 'ok',
      time: iso(clock.now()),
      build: watched.build,
      store:
        openCharges === undefined
          ? { status: 'down', detail: 'the ledger cannot be written' }
          : { status: 'ok' },
      psp: bank,
      webhook,
      openCharges: openCharges ?? 0,
      screens: watched.screens(),
    }
    response.status(health.status === 'down' ? 503 : 200).json(health)
  })
  return router
}

/** Whether it answers, and for how long it will still know us. */
function pspPart(
  psp: Deps['psp'],
  { name, environment }: Watched['psp'],
  nowMs: number,
): Health['psp'] & { isWorse: boolean } {
  const which = [...new Set([name, environment])].join(', ')
  const weather = psp.status()
  const endMs = psp.certificateEndMs()
  const end = endMs === null ? undefined : certificateEnd(endMs, nowMs)
  const certificateEndsAt = endMs === null ? null : iso(endMs)
  const warning =
    end?.stage === undefined ? '' : `; our certificate ends in ${Math.max(end.daysLeft, 0)} days`
  if (weather.status === 'ok') {
    const detail = which + warning
    return { name, status: 'ok', detail, down: null, certificateEndsAt, isWorse: isUrgent(end?.stage) }
  }
  const since = iso(weather.sinceMs)
  return {
    name,
    status: 'down',
    detail: `${which}: ${reasons[weather.why]}, since ${since}${warning}`,
    down: { why: weather.why, since, nextAttemptAt: iso(weather.nextAttemptAtMs) },
    certificateEndsAt,
    isWorse: true,
  }
}

const reasons = {
  silent: 'does not answer',
  'refuses-us': 'refuses our credentials or our certificate',
  'too-often': 'asked us to ask less often',
}

function webhookPart({ isListening, isRegistered, state }: Watched['webhook']): Health['webhook'] {
  // By choice: a shop without an address of its own is as well as it can be.
  if (!isListening())
    return { status: 'ok', detail: 'off, as WEBHOOK_URL is not set: payments are found by asking' }
  if (isRegistered()) return { status: 'ok' }
  const why = state().registration === 'elsewhere' ? 'another address is registered' : 'not registered'
  return { status: 'down', detail: `${why} at the PSP: payments are found by asking` }
}

async function countOpen(store: Deps['store'], nowMs: number): Promise<number> {
  await store.proveWritable(nowMs)
  return store.countOpen()
}
