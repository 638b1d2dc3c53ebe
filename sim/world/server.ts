import { createBus } from '../../apps/bff/src/bus/bus.ts'
import type { Clock, Deps } from '../../apps/bff/src/deps.ts'
import { createOpening, type Opening } from '../../apps/bff/src/flows/create-charge.ts'
import { createWebhookKeeper } from '../../apps/bff/src/flows/keep-webhook.ts'
import { createInbox } from '../../apps/bff/src/flows/read-webhook.ts'
import type { Psp } from '../../apps/bff/src/psp/psp.ts'
import { startRhythms } from '../../apps/bff/src/rhythms.ts'
import { createStore, type Store } from '../../apps/bff/src/store/store.ts'
import type { Snapshot, StreamView } from '../../packages/contracts/src/index.ts'
import { profiles } from '../../packages/pix/src/index.ts'
import type { Parts } from '../parts.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Swarm } from '../swarm.ts'
import { credentials, host, thumbprint } from './bank.ts'
import type { Disk } from './disk.ts'
import { createPspClient } from './psp-client.ts'
import { createStreams } from './streams.ts'
import type { Wire } from './wire.ts'

const profile = {
  ...profiles.cielo,
  baseUrl: `https://${host}/cielo-pix/v1`,
  tokenUrl: `https://${host}/v2/oauth/access-token`,
}

export type Server = ReturnType<typeof startServer>
export type ServerDeps = Deps & { opening: Opening }

/**
 * One life of the BFF: its real store, client, bus, flows and rhythms, from its start to its death. Every port knows whether the
 * process lives, so what is on its way to a dead one goes nowhere.
 */
export function startServer(
  scheduler: Scheduler,
  swarm: Swarm,
  disk: Disk,
  wire: Wire,
  parts: Parts,
  tell: {
    /** What a rhythm or a request threw that has no name of its own. */
    surprised: (error: unknown) => void
    pushed: (terminalId: string, view: StreamView, snapshot: Snapshot) => void
  },
) {
  let isAlive = true
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
  const transport: Pick<Wire, 'call'> = {
    call: async (outgoing, deadlineMs) => {
      if (!isAlive) return never()
      const isToken = outgoing.url === profile.tokenUrl
      calls += 1
      if (isToken) tokenCalls += 1
      try {
        return await wire.call(outgoing, deadlineMs)
      } finally {
        calls -= 1
        if (isToken) tokenCalls -= 1
        if (!isAlive) await never()
      }
    },
  }
  const log = logger(tell.surprised)
  const bus = parts.bus(createBus())
  const identity = { ...credentials, tls: {}, thumbprint }
  const psp: Psp = parts.psp(
    createPspClient(
      transport,
      identity,
      clock,
      () => bus.ringAll(),
      profile,
      swarm.expirationSeconds,
      parts.createTokens(profile, now),
    ),
  )
  const store: Store = parts.store(createStore(parts.database(disk.connect(living), scheduler)))
  const deps: ServerDeps = { clock, psp, store, bus, log, opening: createOpening(() => clock.now()) }
  const inbox = parts.inbox(createInbox(deps), deps)
  const streams = createStreams(deps, parts, living, tell.pushed)
  const keeper = createWebhookKeeper(deps, () => 'https://shop.example/webhook')
  startRhythms(deps, {
    readInbox: inbox.readAgain,
    watchedTerminals: streams.watched,
    lookAtCertificates: () => {},
    readYesterday: async () => {},
    keepWebhook: keeper.keep,
  })

  return {
    deps,
    inbox,
    streams,
    isAlive: living,
    now,
    load: () => ({ timers, calls, tokenCalls }),
    kill: () => {
      isAlive = false
    },
  }
}

const never = <T>() => new Promise<T>(() => {})

/** Nothing is written anywhere. What the log says of an error is kept where nobody expected that error. */
function logger(surprised: (error: unknown) => void): Deps['log'] {
  const quiet = () => {}
  const listen = (fields: unknown) => {
    if (typeof fields === 'object' && fields !== null && 'err' in fields) surprised(fields.err)
  }
  return { debug: quiet, info: quiet, warn: listen, error: listen } as unknown as Deps['log']
}
