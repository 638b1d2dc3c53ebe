import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import type { Clock } from './deps.ts'
import { type Settings, SettingsError } from './env.ts'
import { createOpening } from './flows/create-charge.ts'
import { dismissScreens } from './flows/dismiss-screens.ts'
import { createWebhookKeeper } from './flows/keep-webhook.ts'
import { createInbox } from './flows/read-webhook.ts'
import { createReconciling } from './flows/reconcile.ts'
import { createSealing } from './flows/seal-audit.ts'
import { createSilence } from './flows/silence.ts'
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
import { patientOpening } from './patient-opening.ts'
import { plainError } from './plain-error.ts'
import { createEndWatch } from './psp/certificate-end.ts'
import { connectionOf } from './psp/connection.ts'
import { watchCredentials } from './psp/credentials.ts'
import { createPsp } from './psp/psp.ts'
import { createTransport } from './psp/transport.ts'
import { webhookDoorOf } from './psp/webhook-door.ts'
import { refuseOtherPsp } from './refuse-other-psp.ts'
import { every } from './rhythm.ts'
import { startRhythms } from './rhythms.ts'
import { webhookHandler } from './routes/pix-webhook.ts'
import { readBuild } from './routes/screens.ts'
import { terminalRoutes } from './routes/terminals.ts'

/** The sandbox makes its certificates at its first start, which may be this very moment. */
const pkiPatienceMs = 30_000
/**
 * The reading of another BFF may still be under way, and one that is older has died with it. Where that is wrong, its end puts it right.
 */
const longestReadingMs = 15 * 60_000
/** A screen that was shut out is dark within five seconds. */
const dismissEveryMs = 4_000
const dist = fileURLToPath(new URL('../../../dist/', import.meta.url))

const systemClock: Clock = {
  now: Date.now,
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Without an address for it there is no webhook's door. */
export type Running = { port: number; webhookPort: number | undefined; close: () => Promise<void> }

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
  { store, access, neighbours }: OpenLedger,
): Promise<Running> {
  const connection = fromSettings(() => connectionOf(settings))
  await refuseOtherPsp(store, settings.PSP, connection.environment)
  if (settings.PSP === 'sandbox') await untilThere(join(settings.DATA_DIR, 'pki'))
  const { bus, duty } = neighbours
  const onRefused = (err: unknown) => log.error({ err }, 'the new certificate is not used')
  const credentials = fromSettings(() => watchCredentials(connection, onRefused))
  const door = fromSettings(() => webhookDoorOf(settings))
  const entry = fromSettings(() => openAccess(settings, access, { clock, log }))
  const { profile, settings: profileSettings } = connection
  const machine = hostname()
  const psp = createPsp(
    {
      profile,
      settings: profileSettings,
      expirationSeconds: settings.CHARGE_EXPIRATION_SECONDS,
      shopName: settings.SHOP_NAME,
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
  const reconciling = createReconciling(flowing, settings.TIME_ZONE)
  if (!duty.isShared) await reconciling.endInterrupted()
  const deps = { ...flowing, opening: createOpening(clock.now), reconciling }
  const terminals = terminalRoutes(deps, access, settings.SHOP_NAME, build)
  let webhookPort: number | undefined
  const keeper = createWebhookKeeper(deps, door && (() => door.url(webhookPort ?? 0)))
  const watched = {
    build,
    screens: terminals.streams.count,
    // The sandbox that is shipped is both.
    psp: { name: connection.name, environment: connection.environment },
    webhook: { ...keeper, isListening: () => webhookPort !== undefined },
  }

  const screenServer = createScreenServer(createApp(deps, terminals, watched, dist, entry))
  const inbox = createInbox({ ...deps, by: 'psp' })
  const webhook = door && {
    door,
    server: fromSettings(() =>
      createWebhookServer(door, webhookHandler({ isPsp: pspCheck(door, clock.now), log, put: inbox.keep })),
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
  neighbours.heal(terminals.streams.watched)
  const opening = duty.isShared ? patientOpening(deps.opening, () => performance.now()) : deps.opening
  const onDuty = { ...deps, store: neighbours.dutyStore, opening }
  const dismissal = every(
    deps,
    () => dismissEveryMs,
    () => dismissScreens(access, terminals.streams, clock.now()),
  )
  const rhythms = startRhythms(onDuty, {
    duty,
    readInbox: inbox.readAgain,
    watchedTerminals: () => new Set(terminals.streams.watched()),
    lookAtCertificates: () => {
      psp.reloadCredentials()
      sayWhenItEnds(psp.certificateEndMs())
      if (webhook === undefined) return
      renewWebhookTls(webhook.server, webhook.door, onRefused)
      sayWhenTheDoorsEnds(doorCertificateEndMs(webhook.door))
    },
    keepWebhook: keeper.keep,
    sealAudit: createSealing({ access, clock, log }),
    watchWebhook: keeper.watch,
    readYesterday: async () => {
      if (duty.isShared) await reconciling.endInterrupted(clock.now() - longestReadingMs)
      await reconciling.readYesterday()
    },
  })

  return {
    port,
    webhookPort,
    close: async () => {
      terminals.streams.close()
      await Promise.all([
        shut(screenServer),
        webhook && shut(webhook.server),
        rhythms.stop(),
        dismissal.stop(),
        reconciling.stop(),
      ])
      await neighbours.stop()
      await psp.close()
      await store.close()
    },
  }
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

async function untilThere(pkiDir: string): Promise<void> {
  const giveUpAt = Date.now() + pkiPatienceMs
  while (!existsSync(join(pkiDir, 'credentials.json'))) {
    if (Date.now() > giveUpAt)
      throw new SettingsError(
        `The start is refused: DATA_DIR has no certificates (${pkiDir}). Start the sandbox on the same DATA_DIR first: npm run sandbox.`,
      )
    await pause(20)
  }
}
