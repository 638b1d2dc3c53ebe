import type { Server } from 'node:https'
import type { Account } from './account/account.ts'
import type { Deps } from './deps.ts'
import type { ScreenTls } from './https/screen-tls.ts'
import { doorCertificateEndMs, renewWebhookTls } from './listeners.ts'
import { createEndWatch } from './psp/certificate-end.ts'
import type { Psp } from './psp/psp.ts'
import type { WebhookDoor } from './psp/webhook-door.ts'

type Certificates = {
  psp: Psp
  account: Account | undefined
  screens: { tls: ScreenTls | undefined; renew: () => void }
  webhook: { server: Server; door: WebhookDoor } | undefined
}

/** Takes up certificates that were renewed, and says when those that are in use will end. */
export function createCertificateRound(
  { log, clock }: Pick<Deps, 'log' | 'clock'>,
  { psp, account, screens, webhook }: Certificates,
  onRefused: (error: unknown) => void,
) {
  const watch = (whose: string) => createEndWatch(log, clock.now, whose)
  const [sayOfPsp, sayOfWebhook, sayOfScreens] = [
    watch('the PSP'),
    watch('the webhook'),
    watch('the screens'),
  ]

  function lookAtScreens({ tls, renew }: Certificates['screens']) {
    try {
      renew()
    } catch (error) {
      onRefused(error)
    }
    // One of our own is renewed before anybody has to do anything.
    if (tls !== undefined && tls.authority === undefined) sayOfScreens(tls.endMs())
  }

  return () => {
    psp.reloadCredentials()
    account?.reloadCredentials()
    sayOfPsp(psp.certificateEndMs())
    lookAtScreens(screens)
    if (webhook === undefined) return
    renewWebhookTls(webhook.server, webhook.door, onRefused)
    sayOfWebhook(doorCertificateEndMs(webhook.door))
  }
}
