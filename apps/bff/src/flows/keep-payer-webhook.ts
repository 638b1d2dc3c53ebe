import type { PayerDeps } from './payer-deps.ts'

/** A provider may drop a registration on its own: it is looked at this often. */
const verifyEveryMs = 15 * 60_000

/** Sees to it that the provider tells us of what happens. Where there is no address, everything is found by asking. */
export function createPayerWebhookKeeper(
  { account, clock, log }: Pick<PayerDeps, 'account' | 'clock' | 'log'>,
  /** Where the provider finds us, as soon as the door stands open. */
  address: (() => string) | undefined,
) {
  let verifiedAtMs = Number.NEGATIVE_INFINITY
  return {
    /** Whether the provider tells us of what happens; null where this server has not asked it yet, or leaves the asking to another one. */
    isTold: (): boolean | null =>
      address === undefined ? false : verifiedAtMs === Number.NEGATIVE_INFINITY ? null : true,
    /** Registers what is not there. Throws PayerApiError. */
    async keep(): Promise<void> {
      if (address === undefined || clock.now() - verifiedAtMs < verifyEveryMs) return
      const url = address()
      const registered = await account.readWebhook()
      const isOurs = registered !== 'absent' && registered.url === url
      if (!isOurs) {
        await account.registerWebhook(url)
        log.info('the webhook of Pix Automático is registered')
      }
      verifiedAtMs = clock.now()
    },
  }
}
