import { type Account, createAccount } from './account/account.ts'
import { accountConnectionOf } from './account/connection.ts'
import { createFetcher } from './account/payload/fetch-payload.ts'
import { readSignedCode } from './account/payload/read-code.ts'
import type { Deps } from './deps.ts'
import type { Settings } from './env.ts'
import { createCarrying } from './flows/agree-to-code.ts'
import { createAccountRound, createFollowedMirror } from './flows/follow-account.ts'
import { createPayerWebhookKeeper } from './flows/keep-payer-webhook.ts'
import { payerBell } from './flows/payer-deps.ts'
import { createPayerInbox } from './flows/read-payer-webhook.ts'
import type { PayerFlowDeps } from './routes/payer-doors.ts'
import type { PayerStore } from './store/payer.ts'
import { watchCredentials } from './wire/credentials.ts'
import { createTransport } from './wire/transport.ts'

/** Everything of the payer's side that lives as long as the server. */
export type Payer = {
  deps: PayerFlowDeps
  account: Account
  keepBody: (body: string) => Promise<void>
  /** What is to be done once, however many servers there are. */
  round: () => Promise<void>
  /** Finds out whether something has changed though nobody was heard to ring. */
  heal: () => Promise<void>
  keepWebhook: () => Promise<void>
  close: () => Promise<void>
}

/** Undefined where the shop pays from no account. Throws SettingFault. */
export function openPayer(
  settings: Settings,
  payer: PayerStore,
  { clock, log, bus }: Pick<Deps, 'clock' | 'log' | 'bus'>,
  /** Where the provider finds us, as soon as the door stands open. */
  address: (() => string) | undefined,
  onRefused: (error: unknown) => void,
): Payer | undefined {
  const connection = accountConnectionOf(settings)
  if (connection === undefined) return undefined
  const credentials = watchCredentials(connection, onRefused)
  const ports = { now: clock.now, monotonicMs: () => performance.now(), connect: createTransport }
  const account = createAccount(connection, credentials, ports, () => bus.ring(payerBell))
  const { ownHost } = connection
  const own = ownHost === undefined ? undefined : { host: ownHost, tls: () => credentials.current().tls }
  const fetcher = createFetcher(own)
  const carrying = createCarrying()
  const flowing = {
    ...{ account, payer, clock, log, bus, carrying },
    readSigned: (code: string, nowMs: number, part?: 'all' | 'offer') =>
      readSignedCode(fetcher, code, nowMs, part),
  }
  const mirror = createFollowedMirror(flowing)
  const keeper = createPayerWebhookKeeper(flowing, address)
  const deps = { ...flowing, mirror, isTold: keeper.isTold }
  const inbox = createPayerInbox(deps)
  let version: number | undefined
  return {
    deps,
    account,
    keepBody: inbox.keep,
    round: createAccountRound(deps, inbox),
    async heal() {
      const now = await payer.payerVersion()
      if (version !== undefined && now !== version) bus.ring(payerBell)
      version = now
    },
    keepWebhook: keeper.keep,
    close: async () => {
      await Promise.all([account.close(), fetcher.close()])
    },
  }
}
