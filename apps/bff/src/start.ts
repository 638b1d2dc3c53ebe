import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { needPrivateSettings } from './access/private-settings.ts'
import { createApp } from './app.ts'
import type { Clock } from './deps.ts'
import type { Settings } from './env.ts'
import { createOpening } from './flows/create-charge.ts'
import { createShiftFinishing } from './flows/finish-shifts.ts'
import { createRecurrenceFollower } from './flows/follow-recurrences.ts'
import { createRecurrenceEar } from './flows/hear-of-recurrences.ts'
import { createPaintings } from './flows/keep-paintings.ts'
import { createRecurrenceWebhookKeeper } from './flows/keep-recurrence-webhooks.ts'
import { createWebhookKeeper } from './flows/keep-webhook.ts'
import { createRecurrenceOpening } from './flows/open-recurrence.ts'
import { createInbox } from './flows/read-webhook.ts'
import { createReconciling } from './flows/reconcile.ts'
import { createSealing } from './flows/seal-audit.ts'
import { createSilence } from './flows/silence.ts'
import { fromSettings, untilThere } from './from-settings.ts'
import { startHousekeeping } from './housekeeping.ts'
import { screenTlsOf } from './https/screen-tls.ts'
import { addressFor, createScreenServer, createWebhookServer, listen, pspCheck, shut } from './listeners.ts'
import { createCertificateRound } from './look-at-certificates.ts'
import { openAccess } from './open-access.ts'
import { type OpenLedger, openLedger } from './open-ledger.ts'
import { openPayer } from './open-payer.ts'
import { openPsp } from './open-psp.ts'
import { patientOpening } from './patient-opening.ts'
import { plainError } from './plain-error.ts'
import { connectionOf } from './psp/connection-of.ts'
import { webhookDoorOf } from './psp/webhook-door.ts'
import { refuseOtherPsp } from './refuse-other-psp.ts'
import { startRhythms } from './rhythms.ts'
import { autopixMailbox, autopixPath } from './routes/autopix-webhook.ts'
import { payerRoutes } from './routes/payer.ts'
import { pixMailbox, webhookHandler } from './routes/pix-webhook.ts'
import { recurrenceMailboxes } from './routes/recurrence-webhook.ts'
import { readBuild } from './routes/screens.ts'
import { terminalRoutes } from './routes/terminals.ts'
import { watchCredentials } from './wire/credentials.ts'

/**
 * The reading of another BFF may still be under way, and one that is older has died with it. Where that is wrong, its end puts it right.
 */
const longestReadingMs = 15 * 60_000
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
  const psp = await openPsp(settings, connection, credentials, { store, clock, bus })
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
  const inbox = createInbox({ ...deps, by: 'psp' }, duty.isShared)
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

  neighbours.heal(terminals.streams.watched)
  const opening = duty.isShared ? patientOpening(deps.opening, () => performance.now()) : deps.opening
  const onDuty = { ...deps, store: neighbours.dutyStore, opening }
  const housekeeping = startHousekeeping(
    { ...onDuty, access, duty },
    [terminals.streams, payerDoors.streams],
    settings.KEEP_TEXTS_DAYS,
  )
  const rhythms = startRhythms(onDuty, {
    duty,
    readInbox: inbox.readAgain,
    watchedTerminals: () => new Set(terminals.streams.watched()),
    lookAtCertificates: createCertificateRound(
      deps,
      { psp, account: payer?.account, screens: { tls: screenTls, renew: renewScreenTls }, webhook },
      onRefused,
    ),
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
        housekeeping.stop(),
        paintings.stop(),
        inbox.stop(),
        reconciling.stop(),
      ])
      await neighbours.stop()
      await Promise.all([psp.close(), payer?.close()])
      await store.close()
    },
  }
}
