import { createBus } from '../../apps/bff/src/bus/bus.ts'
import { createPresence } from '../../apps/bff/src/bus/presence.ts'
import type { Clock } from '../../apps/bff/src/deps.ts'
import { createOpening } from '../../apps/bff/src/flows/create-charge.ts'
import { createShiftFinishing } from '../../apps/bff/src/flows/finish-shifts.ts'
import { createRecurrenceFollower } from '../../apps/bff/src/flows/follow-recurrences.ts'
import { createRecurrenceEar } from '../../apps/bff/src/flows/hear-of-recurrences.ts'
import { createRecurrenceWebhookKeeper } from '../../apps/bff/src/flows/keep-recurrence-webhooks.ts'
import { createWebhookKeeper } from '../../apps/bff/src/flows/keep-webhook.ts'
import { createRecurrenceOpening } from '../../apps/bff/src/flows/open-recurrence.ts'
import { createInbox } from '../../apps/bff/src/flows/read-webhook.ts'
import { createReconciling } from '../../apps/bff/src/flows/reconcile.ts'
import { createSealing } from '../../apps/bff/src/flows/seal-audit.ts'
import { createSilence } from '../../apps/bff/src/flows/silence.ts'
import { createLog } from '../../apps/bff/src/log.ts'
import type { PspPorts } from '../../apps/bff/src/psp/psp.ts'
import { alone, startRhythms } from '../../apps/bff/src/rhythms.ts'
import { readSnapshot, snapshotEvent } from '../../apps/bff/src/routes/read-snapshot.ts'
import { createStreams } from '../../apps/bff/src/routes/streams.ts'
import { createAccessStore } from '../../apps/bff/src/store/access.ts'
import { createStore } from '../../apps/bff/src/store/store.ts'
import { merchantAccount } from '../../apps/sandbox/src/recurrence/cobr.ts'
import type { Channel } from '../../apps/sandbox/src/world.ts'
import { profiles } from '../../packages/pix/src/index.ts'
import type { Parts, ServerDeps } from '../parts.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Swarm } from '../swarm.ts'
import { type Bank, credentials, host, thumbprint } from './bank.ts'
import type { Disk } from './disk.ts'
import { openPayerSide } from './payer-side.ts'
import type { Wire } from './wire.ts'

const profile = {
  ...profiles.cielo,
  supports: { ...profiles.cielo.supports, rec: true },
  baseUrl: `https://${host}/cielo-pix/v1`,
  tokenUrl: `https://${host}/v2/oauth/access-token`,
}
const { agencia: branch, conta: number } = merchantAccount
const receivingAccount = { branch, number, type: 'payment' } as const
/** Corrections below this are not worth keeping (far-clock.ts). */
const invisibleMs = 1_500
const machine = 'caixa'
const shopName = 'Loja'
const build = 'simulated'
const address = 'https://shop.example/webhook'

export type Server = Awaited<ReturnType<typeof startServer>>
export type Surroundings = {
  scheduler: Scheduler
  random: Random
  swarm: Swarm
  disk: Disk
  bank: Bank
  wire: Wire
  parts: Parts
  /** How far off the offset may be that an earlier life has kept; undefined where none has. */
  kept: { offByMs: number | undefined }
  /** Told what a rhythm or a request threw that has no name of its own. */
  surprised: (error: unknown) => void
  /** Told each line of its log. */
  logged: (line: string) => void
}

/**
 * One life of the BFF: its real store, client, bus, flows, streams and rhythms, from its start to its death. Every port knows whether
 * the process lives, so what is on its way to a dead one goes nowhere.
 */
export async function startServer(surroundings: Surroundings) {
  const { scheduler, random, swarm, disk, bank, wire, parts, kept, surprised, logged } = surroundings
  let isAlive = true
  /** What the quickest answer leaves open of the PSP's time. */
  let offByMs = kept.offByMs
  const living = () => isAlive
  const now = () => scheduler.now() + swarm.clockSkewMs
  let timers = 0
  let calls = 0
  let tokenCalls = 0

  const clock: Clock = {
    now,
    after: (ms, run) => {
      timers += 1
      let isOver = false
      const end = () => {
        if (!isOver) timers -= 1
        isOver = true
      }
      const callOff = scheduler.after(ms, 'bff: timer', () => {
        end()
        if (isAlive) run()
      })
      return () => {
        end()
        callOff()
      }
    },
  }
  const transport: ReturnType<PspPorts['connect']> = {
    call: async (outgoing, deadlineMs) => {
      if (!isAlive) return never()
      const isToken = outgoing.url === profile.tokenUrl
      calls += 1
      if (isToken) tokenCalls += 1
      const askedAtMs = scheduler.now()
      try {
        const reply = await wire.call(outgoing, deadlineMs)
        const isOfPsp = outgoing.url.startsWith(profile.baseUrl)
        const tellsTime = isOfPsp && reply.status < 300 && reply.headers.date !== undefined
        if (tellsTime) offByMs = Math.min(offByMs ?? Number.POSITIVE_INFINITY, scheduler.now() - askedAtMs)
        return reply
      } finally {
        calls -= 1
        if (isToken) tokenCalls -= 1
        if (!isAlive) await never()
      }
    },
    close: async () => {},
  }
  const log = createLog('debug', { write: logged }).child(
    {},
    {
      serializers: {
        err(error: unknown) {
          surprised(error)
          return parts.plainError(error)
        },
      },
    },
  )
  const bus = parts.bus(createBus())
  const database = parts.database(disk.connect(living), scheduler)
  const store = parts.store(createStore(database))
  const access = parts.access(createAccessStore(database))
  const identity = { ...credentials, tls: {}, thumbprint }
  const keep = async (offsetMs: number) => {
    const heardOffByMs = offByMs ?? 0
    await store.setClockOffset(machine, offsetMs)
    kept.offByMs = heardOffByMs + invisibleMs
  }
  const psp = parts.psp(
    parts.createPsp(
      {
        ...{ profile, settings: {}, expirationSeconds: swarm.expirationSeconds, shopName },
        account: receivingAccount,
      },
      { current: () => identity, reload: () => false },
      {
        now,
        monotonicMs: scheduler.now,
        connect: () => transport,
        clockOffset: { ms: (await store.clockOffset(machine)) ?? 0, keep },
      },
      () => bus.ringAll(),
    ),
  )
  const silence = createSilence(clock.now)
  const deps: ServerDeps = {
    clock,
    psp,
    store,
    bus,
    log,
    silence,
    opening: createOpening(clock.now),
  }
  const recurring = { ...deps, recurrenceOpening: createRecurrenceOpening(deps) }
  const ear = createRecurrenceEar(deps)
  const reconciling = createReconciling(deps)
  await reconciling.endInterrupted()
  const inbox = parts.inbox(createInbox({ ...deps, by: 'psp' }), deps)
  const presence = createPresence(bus)
  const snapshot = parts.snapshot(async (terminalId, view) =>
    readSnapshot({ ...deps, presence }, { terminalId, view }, build),
  )
  const streams = createStreams({ bus, clock, random: random.next, presence }, async (terminalId, view) =>
    snapshotEvent(await snapshot(terminalId, view)),
  )
  const payer =
    swarm.payer.deeds > 0
      ? openPayerSide({
          ...{ bank, database, parts, clock, log, bus, call: transport.call },
          monotonicMs: scheduler.now,
        })
      : undefined
  const keeper = createWebhookKeeper(deps, () => address)
  startRhythms(deps, {
    duty: alone,
    readInbox: inbox.readAgain,
    watchedTerminals: () => new Set(streams.watched()),
    lookAtCertificates: () => {},
    readYesterday: reconciling.readYesterday,
    account: payer && { round: payer.round, keepWebhook: async () => {}, heal: async () => {} },
    sealAudit: createSealing({ access, clock, log }),
    finishShifts: swarm.shifts.ofEachTill > 0 ? createShiftFinishing({ ...deps, access }) : async () => {},
    keepWebhook: keeper.keep,
    watchWebhook: keeper.watch,
    recurrences: {
      round: createRecurrenceFollower(recurring),
      keepWebhooks: createRecurrenceWebhookKeeper(deps, () => address),
    },
  })

  return {
    deps,
    access,
    /** As the webhook's door takes a body, by the address that it came to. */
    take: (body: string, channel?: Channel) =>
      channel === undefined
        ? inbox.keep(body)
        : channel === 'rec'
          ? ear.hearOfRecurrences(body)
          : ear.hearOfCharges(body),
    recurring,
    payer,
    reconciling,
    streams,
    isAlive: living,
    load: () => ({ timers, calls, tokenCalls }),
    /** How far off the PSP's time is here, and how far off it may be; undefined before anybody could know it. */
    clock: () => ({ errorMs: Math.abs(psp.nowMs() - scheduler.now()), mayBeOffByMs: offByMs }),
    kill: () => {
      isAlive = false
    },
  }
}

const never = <T>() => new Promise<T>(() => {})
