import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import { createApp } from './app.ts'
import { createBus } from './bus/bus.ts'
import type { Clock, Deps } from './deps.ts'
import { type Settings, SettingsError } from './env.ts'
import { createOpening } from './flows/create-charge.ts'
import { createWebhookKeeper } from './flows/keep-webhook.ts'
import { createInbox } from './flows/read-webhook.ts'
import { createReconciling } from './flows/reconcile.ts'
import { createScreenServer, createWebhookServer, pspCheck, renewWebhookTls } from './listeners.ts'
import { plainError } from './plain-error.ts'
import { createEndWatch } from './psp/certificate-end.ts'
import { connectionOf } from './psp/connection.ts'
import { watchCredentials } from './psp/credentials.ts'
import { createPsp } from './psp/psp.ts'
import { webhookDoorOf } from './psp/webhook-door.ts'
import { startRhythms } from './rhythms.ts'
import { webhookHandler } from './routes/pix-webhook.ts'
import { readBuild } from './routes/screens.ts'
import { terminalRoutes } from './routes/terminals.ts'
import { openSqlite } from './store/sqlite.ts'
import { createStore } from './store/store.ts'

/** The sandbox makes its certificates at its first start, which may be this very moment. */
const pkiPatienceMs = 30_000
const dist = new URL('../../../dist/', import.meta.url).pathname

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
  const file = openSqlite(settings.DATA_DIR, clock.now())
  const store = createStore(file)
  try {
    return await open(settings, log, clock, store)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function open(settings: Settings, log: Logger, clock: Clock, store: Deps['store']): Promise<Running> {
  const connection = fromSettings(() => connectionOf(settings))
  if (settings.PSP === 'sandbox') await untilThere(join(settings.DATA_DIR, 'pki'))
  const bus = createBus()
  const onRefused = (err: unknown) => log.error({ err }, 'the new certificate is not used')
  const credentials = fromSettings(() => watchCredentials(connection, onRefused))
  const door = fromSettings(() => webhookDoorOf(settings))
  const { profile, settings: profileSettings } = connection
  const psp = createPsp(
    {
      profile,
      settings: profileSettings,
      expirationSeconds: settings.CHARGE_EXPIRATION_SECONDS,
      shopName: settings.SHOP_NAME,
    },
    credentials,
    clock,
    () => bus.ringAll(),
  )
  const build = readBuild(dist)
  const flowing = { clock, psp, store, bus, log }
  const reconciling = createReconciling(flowing, settings.TIME_ZONE)
  await reconciling.endInterrupted()
  const deps = { ...flowing, opening: createOpening(clock.now), reconciling }
  const terminals = terminalRoutes(deps, settings.SHOP_NAME, build)
  let webhookPort: number | undefined
  const keeper = createWebhookKeeper(deps, door && (() => door.url(webhookPort ?? 0)))
  const watched = {
    build,
    screens: terminals.streams.count,
    // The sandbox that is shipped is both.
    pspName: [...new Set([connection.name, connection.environment])].join(', '),
    webhook: { ...keeper, isListening: () => webhookPort !== undefined },
  }

  const screenServer = createScreenServer(createApp(deps, terminals, watched, dist))
  const inbox = createInbox(deps)
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

  const sayWhenItEnds = createEndWatch(log, clock.now)
  const rhythms = startRhythms(deps, {
    readInbox: inbox.readAgain,
    watchedTerminals: () => new Set(terminals.streams.watched()),
    lookAtCertificates: () => {
      psp.reloadCredentials()
      sayWhenItEnds(psp.certificateEndMs())
      if (webhook !== undefined) renewWebhookTls(webhook.server, webhook.door, onRefused)
    },
    keepWebhook: keeper.keep,
    readYesterday: reconciling.readYesterday,
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
        reconciling.stop(),
      ])
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

function listen(server: Server, port: number, host: string, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be opened (${error.code})`
      reject(
        new SettingsError(
          `The start is refused: ${setting} ${port} ${why}. Choose another with ${setting}=….`,
        ),
      )
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

/** Lets requests under way end, and closes what only waits. */
function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection whose last answer has just gone out would wait for the next request.
    const idle = setInterval(() => server.closeIdleConnections(), 20)
    const last = setTimeout(() => server.closeAllConnections(), 2_000)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(last)
      resolve()
    })
  })
}
