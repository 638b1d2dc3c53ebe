import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { needPrivateSettings } from './access/private-settings.ts'
import { createApp } from './app.ts'
import type { Clock } from './deps.ts'
import { type Settings, SettingsError } from './env.ts'
import { createOpening } from './flows/create-charge.ts'
import { dismissScreens } from './flows/dismiss-screens.ts'
import { createShiftFinishing } from './flows/finish-shifts.ts'
import { createRecurrenceFollower } from './flows/follow-recurrences.ts'
import { createForgettingRound } from './flows/forget.ts'
import { createRecurrenceEar } from './flows/hear-of-recurrences.ts'
import { createPaintings } from './flows/keep-paintings.ts'
import { createRecurrenceWebhookKeeper } from './flows/keep-recurrence-webhooks.ts'
import { createWebhookKeeper } from './flows/keep-webhook.ts'
import { createRecurrenceOpening } from './flows/open-recurrence.ts'
import { createInbox } from './flows/read-webhook.ts'
import { createReconciling } from './flows/reconcile.ts'
import { createSealing } from './flows/seal-audit.ts'
import { createSilence } from './flows/silence.ts'
import { screenTlsOf } from './https/screen-tls.ts'
import {
  createScreenServer,
  createWebhookServer,
  doorCertificateEndMs,
  listen,
  pspCheck,
  renewWebhookTls,
  shut,
} from './listeners.ts'
import { openAccess } from './open-access.ts'
import { type OpenLedger, openLedger } from './open-ledger.ts'
import { openPayer } from './open-payer.ts'
import { patientOpening } from './patient-opening.ts'
import { plainError } from './plain-error.ts'
import { createEndWatch } from './psp/certificate-end.ts'
import { connectionOf } from './psp/connection.ts'
import { createPsp } from './psp/psp.ts'
import { createTransport } from './psp/transport.ts'
import { webhookDoorOf } from './psp/webhook-door.ts'
import { refuseOtherPsp } from './refuse-other-psp.ts'
import { every, once } from './rhythm.ts'
import { startRhythms } from './rhythms.ts'
import { autopixMailbox, autopixPath } from './routes/autopix-webhook.ts'
import { payerRoutes } from './routes/payer.ts'
import { pixMailbox, webhookHandler } from './routes/pix-webhook.ts'
import { recurrenceMailboxes } from './routes/recurrence-webhook.ts'
import { readBuild } from './routes/screens.ts'
import { terminalRoutes } from './routes/terminals.ts'
import { watchCredentials } from './wire/credentials.ts'

/** The sandbox makes its certificates at its first start, which may be this very moment. */
const pkiPatienceMs = 30_000
/**
 * The reading of another BFF may still be under way, and one that is older has died with it. Where that is wrong, its end puts it right.
 */
const longestReadingMs = 15 * 60_000
/** A screen that was shut out is dark within five seconds. */
const dismissEveryMs = 4_000
/** What is kept for years may be kept an hour longer. */
const forgetEveryMs = 3_600_000
/** Not while a start has better things to do. */
const forgetFirstMs = 60_000
const dist = fileURLToPath(new URL('../../../dist/', import.meta.url))

const systemClock: Clock = {
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Without an address for it there is no webhook's door. */
export type Running = {
  port: number
  /** Where the screens are, for a person. */
  url: string
  webhookPort: number | undefined
  close: () => Promise<void>
}

/** Builds everything by hand, opens both doors, and begins to follow what was left open. */
export async function startBff(
  settings: Settings,
  logger: Logger,
  clock: Clock = systemClock,
): Promise<Running> {
  const log = logger.child({}, { serializers: { err: plainError } })
  const ledger = await openLedger(settings, { clock, log })
  try {
    return await open(settings, log, clock, ledger)
  } catch (error) {
    await ledger.neighbours.stop()
    await ledger.store.close()
    throw error
  }
}

async function open(
  settings: Settings,
  log: Logger,
  clock: Clock,
  { store, access, payer: payerStore, neighbours }: OpenLedger,
): Promise<Running> {
  fromSettings(() => needPrivateSettings(settings))
  const connection = fromSettings(() => connectionOf(settings))
  await refuseOtherPsp(store, settings.PSP, connection.environment)
  await store.nameFirstShop({ name: settings.SHOP_NAME, timeZone: settings.TIME_ZONE })
  if (settings.PSP === 'sandbox') await untilThere(join(settings.DATA_DIR, 'pki'), settings.ACCOUNT)
  const { bus, duty, presence } = neighbours
  const onRefused = (err: unknown) => log.error({ err }, 'the new certificate is not used')
  const credentials = fromSettings(() => watchCredentials(connection, onRefused))
  const door = fromSettings(() => webhookDoorOf(settings))
  const screenTls = fromSettings(() => screenTlsOf(settings, clock.now))
  if (screenTls?.authority !== undefined)
    log.info({ fingerprint: screenTls.authority.fingerprint }, 'tablets are to trust this authority')
  const { name, environment } = connection
  const bank = {
    ...{ name, environment },
    // Asked for once, while a shop is set up: no other start has to load it.
    check: async () => {
      const { checkBank } = await import('./psp-check/bank-check.ts')
      return checkBank({ ...settings, WEBHOOK_PORT: webhookPort ?? settings.WEBHOOK_PORT })
    },
  }
  const entry = fromSettings(() => openAccess(settings, access, { clock, log }, bank, screenTls))
  const { profile, settings: profileSettings, account } = connection
  const machine = hostname()
  const psp = createPsp(
    {
      ...{ profile, account },
      settings: profileSettings,
      expirationSeconds: settings.CHARGE_EXPIRATION_SECONDS,
      shopName: (await store.shopOf(undefined)).name,
    },
    credentials,
    {
      now: clock.now,
      monotonicMs: () => performance.now(),
      connect: createTransport,
      clockOffset: {
        ms: (await store.clockOffset(machine)) ?? 0,
        keep: (offsetMs) => store.setClockOffset(machine, offsetMs),
      },
    },
    () => bus.ringAll(),
  )
  const build = readBuild(dist)
  const silence = createSilence(clock.now)
  neighbours.whenOnDuty(silence.otherAsked)
  const flowing = { clock, psp, store, bus, log, silence }
  const reconciling = createReconciling(flowing)
  if (!duty.isShared) await reconciling.endInterrupted()
  const recurrenceOpening = createRecurrenceOpening(flowing)
  const deps = { ...flowing, opening: createOpening(clock.now), recurrenceOpening, reconciling }
  const paintings = createPaintings(deps)
  const terminals = terminalRoutes({ ...deps, paintings, presence, receipts: entry.receipts }, access, build)
  let webhookPort: number | undefined
  const keeper = createWebhookKeeper(deps, door && (() => door.url(webhookPort ?? 0)))
  const tellAutopix = door && (() => door.url(webhookPort ?? 0) + autopixPath)
  const payer = fromSettings(() =>
    openPayer(settings, payerStore, { clock, log, bus }, tellAutopix, onRefused),
  )
  const payerDoors = payerRoutes({ bus, clock }, payer?.deps)
  const watched = {
    build,
    screens: terminals.streams.count,
    // The sandbox that is shipped is both.
    psp: { name, environment },
    webhook: { ...keeper, isListening: () => webhookPort !== undefined },
  }

  const { server: screenServer, renew: renewScreenTls } = createScreenServer(
    createApp(deps, terminals, watched, dist, entry, payerDoors),
    screenTls,
  )
  const inbox = createInbox({ ...deps, by: 'psp' })
  const mailboxes = [
    pixMailbox(inbox.keep),
    ...recurrenceMailboxes(createRecurrenceEar(deps)),
    ...(payer ? [autopixMailbox(payer.keepBody)] : []),
  ]
  const webhook = door && {
    door,
    server: fromSettings(() =>
      createWebhookServer(door, webhookHandler({ isPsp: pspCheck(door, clock.now), log, mailboxes })),
    ),
  }
  const port = await listen(screenServer, settings.PORT, settings.HOST, 'PORT')
  if (webhook !== undefined)
    webhookPort = await listen(
      webhook.server,
      settings.WEBHOOK_PORT,
      webhook.door.host,
      'WEBHOOK_PORT',
    ).catch(async (error: unknown) => {
      await shut(screenServer)
      throw error
    })

  const sayWhenItEnds = createEndWatch(log, clock.now, 'the PSP')
  const sayWhenTheDoorsEnds = createEndWatch(log, clock.now, 'the webhook')
  const sayWhenTheScreensEnd = createEndWatch(log, clock.now, 'the screens')
  const lookAtScreenTls = () => {
    try {
      renewScreenTls()
    } catch (error) {
      onRefused(error)
    }
    // One of our own is renewed before anybody has to do anything.
    if (screenTls !== undefined && screenTls.authority === undefined) sayWhenTheScreensEnd(screenTls.endMs())
  }
  neighbours.heal(terminals.streams.watched)
  const opening = duty.isShared ? patientOpening(deps.opening, () => performance.now()) : deps.opening
  const onDuty = { ...deps, store: neighbours.dutyStore, opening }
  const dismissal = every(
    deps,
    () => dismissEveryMs,
    async () => {
      await dismissScreens(access, terminals.streams, clock.now())
      await dismissScreens(access, payerDoors.streams, clock.now())
    },
  )
  const forgetOldTexts = createForgettingRound({ ...onDuty, access }, settings.KEEP_TEXTS_DAYS)
  const forgetting = every(deps, once(forgetFirstMs, forgetEveryMs), async () => {
    if (duty.isOurs()) await forgetOldTexts()
  })
  const rhythms = startRhythms(onDuty, {
    duty,
    readInbox: inbox.readAgain,
    watchedTerminals: () => new Set(terminals.streams.watched()),
    lookAtCertificates: () => {
      psp.reloadCredentials()
      payer?.account.reloadCredentials()
      sayWhenItEnds(psp.certificateEndMs())
      lookAtScreenTls()
      if (webhook === undefined) return
      renewWebhookTls(webhook.server, webhook.door, onRefused)
      sayWhenTheDoorsEnds(doorCertificateEndMs(webhook.door))
    },
    keepWebhook: keeper.keep,
    account: payer,
    sealAudit: createSealing({ access, clock, log }),
    finishShifts: createShiftFinishing({ ...onDuty, access }),
    recurrences: psp.recurrences.isSupported
      ? {
          round: createRecurrenceFollower(onDuty),
          keepWebhooks: createRecurrenceWebhookKeeper(deps, door && (() => door.url(webhookPort ?? 0))),
        }
      : undefined,
    watchWebhook: keeper.watch,
    readYesterday: async () => {
      if (duty.isShared) await reconciling.endInterrupted(clock.now() - longestReadingMs)
      await reconciling.readYesterday()
    },
  })

  return {
    port,
    url: addressFor(settings.HOST, port, screenTls !== undefined),
    webhookPort,
    close: async () => {
      terminals.streams.close()
      payerDoors.streams.close()
      await Promise.all([
        shut(screenServer),
        webhook && shut(webhook.server),
        rhythms.stop(),
        dismissal.stop(),
        forgetting.stop(),
        paintings.stop(),
        reconciling.stop(),
      ])
      await neighbours.stop()
      await Promise.all([psp.close(), payer?.close()])
      await store.close()
    },
  }
}

/** The address to open on this machine. */
function addressFor(host: string, port: number, isTls: boolean): string {
  const isEverywhere = host === '0.0.0.0' || host === '::'
  const name = isEverywhere || host === '127.0.0.1' || host === '::1' ? 'localhost' : host
  return `${isTls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/** What cannot be used refuses the start, by the name of the setting or of the file. */
function fromSettings<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new SettingsError(`The start is refused: ${why}.`, { cause })
  }
}

async function untilThere(pkiDir: string, account = 'sandbox'): Promise<void> {
  const giveUpAt = Date.now() + pkiPatienceMs
  // What it is paid with and what it pays from; the second is newer than some folders.
  const files = ['credentials.json', ...(account === 'sandbox' ? ['account.json'] : [])]
  while (!files.every((name) => existsSync(join(pkiDir, name)))) {
    if (Date.now() > giveUpAt)
      throw new SettingsError(
        `The start is refused: DATA_DIR has no certificates (${pkiDir}). Start the sandbox on the same DATA_DIR first: npm run sandbox.`,
      )
    await pause(20)
  }
}
