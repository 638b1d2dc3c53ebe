import { isSameAddress } from '../psp/same-address.ts'
import type { RecurrenceDeps } from './recurrence-deps.ts'

/** A PSP may drop a registration on its own: it is looked at this often. */
const verifyEveryMs = 15 * 60_000

/** Sees to it that the PSP tells us of recurrences and of their charges. Without an address both are found by asking. */
export function createRecurrenceWebhookKeeper(
  { psp, clock, log }: Pick<RecurrenceDeps, 'psp' | 'clock' | 'log'>,
  /** Where the PSP finds us, as soon as the door stands open. */
  address: (() => string) | undefined,
) {
  const verifiedAtMs = { rec: Number.NEGATIVE_INFINITY, cobr: Number.NEGATIVE_INFINITY }
  return async (): Promise<void> => {
    if (address === undefined) return
    for (const topic of ['rec', 'cobr'] as const) {
      if (clock.now() - verifiedAtMs[topic] < verifyEveryMs) continue
      const url = address()
      const registered = await psp.recurrences.webhook(topic)
      if (registered === undefined || !isSameAddress(registered, url)) {
        await psp.recurrences.registerWebhook(topic, url)
        log.info({ topic }, 'a webhook of Pix Automático is registered')
      }
      verifiedAtMs[topic] = clock.now()
    }
  }
}
