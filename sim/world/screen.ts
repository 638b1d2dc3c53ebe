import { type Face, faceOf } from '../../apps/pos/checkout/charge-face.ts'
import type { Terminal } from '../../apps/pos/checkout/merge-snapshot.ts'
import type { Charge, Snapshot, StreamView } from '../../packages/contracts/src/index.ts'
import { type Connection, createLiveness, type Liveness } from '../../packages/shell/src/liveness.ts'
import { createServerClock } from '../../packages/shell/src/server-clock.ts'
import { createSseReader } from '../../packages/shell/src/sse.ts'
import { pauseMs } from '../../packages/shell/src/stream.ts'
import { sharingTimes } from '../../packages/shell/src/times.ts'
import type { Parts } from '../parts.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Occasion } from '../sometimes.ts'
import type { Swarm } from '../swarm.ts'
import { type Channel, openChannel } from './channel.ts'
import type { Server } from './server.ts'

/** One thing that a screen shows at an instant. */
export type Shown = { charge: Charge; face: Face; isScannable: boolean; remainingMs: number }
export type Screen = ReturnType<typeof createScreen>

/** As the screen's own reader has it. */
const mostCharacters = 2_000_000

/**
 * A till or a display: the PWA's own reader, merge, clock, liveness and scene behind a channel that delays and breaks. The
 * answers to its requests come by another way. What it remembers dies with a reload; what it has shown is kept for ever by whoever
 * watches.
 */
export function createScreen(
  { terminalId, view, name }: { terminalId: string; view: StreamView; name: string },
  scheduler: Scheduler,
  random: Random,
  swarm: () => Swarm,
  server: () => Server | undefined,
  parts: Parts,
  tell: { changed: () => void; count: (occasion: Occasion) => void },
) {
  let frozenMs = 0
  const monotonic = () => scheduler.now() - frozenMs
  let terminal: Terminal | undefined
  let clock = createServerClock(monotonic)
  let clockLateMs = 0
  let channel: Channel | undefined
  let connectedTo: Server | undefined
  let connection = 0
  let failures = 0
  /** As the server has said on this connection. */
  let returnAfterMs: number | undefined
  let isAsleep = false
  /** This connection has shown a snapshot; before that its bytes say nothing of what is on the screen. */
  let isUnderstood = false
  let wasConnectedOnce = false
  let shownKey = ''
  let shownSinceMs = 0
  const liveness = timeless(createLiveness(() => {}, sharingTimes.silentMs, monotonic))

  async function connect() {
    const mine = ++connection
    leave()
    if (isAsleep) return
    const there = server()
    await scheduler.pause(random.whole(1, Math.max(1, swarm().shop.delayMs)), `${name}: connects`)
    if (mine !== connection) return
    if (there === undefined || !there.isAlive()) return retry()
    scheduler.after(sharingTimes.firstSnapshotMs, `${name}: has waited for a snapshot`, () => {
      if (mine === connection && channel !== undefined && !isUnderstood) lost()
    })
    const reader = createSseReader(
      (_event, data) => take(data),
      mostCharacters,
      (ms) => {
        returnAfterMs = ms
      },
    )
    channel = openChannel(name, scheduler, random, swarm, {
      heard: (text) => {
        reader(text)
        if (isUnderstood) liveness.heard()
      },
      lost,
    })
    connectedTo = there
    there.streams.add(terminalId, view, channel.outlet)
  }

  function leave() {
    channel?.close()
    channel = undefined
    connectedTo = undefined
    isUnderstood = false
    returnAfterMs = undefined
  }

  function lost() {
    const toldMs = isUnderstood ? returnAfterMs : undefined
    leave()
    retry(toldMs)
  }

  function retry(toldMs?: number) {
    const mine = connection
    failures += 1
    liveness.lost()
    const afterMs = toldMs ?? pauseMs(failures, sharingTimes, random.next)
    scheduler.after(afterMs, `${name}: tries again`, () => {
      if (mine === connection) void connect()
    })
  }

  function take(text: string) {
    const snapshot = parts.readSnapshot(JSON.parse(text))
    if (snapshot === undefined) throw new Error(`${name} cannot read what the BFF sends: ${text}`)
    const before = terminal
    if (snapshot.charges.some(({ txid, version }) => version < (before?.seen.get(txid)?.version ?? 0)))
      tell.count('answer overtook the stream')
    if (!isUnderstood && wasConnectedOnce && before && versions(before.snapshot) !== versions(snapshot))
      tell.count('screen reconnected and found news')
    wasConnectedOnce = true
    isUnderstood = true
    clock.set(snapshot.serverTime, 0)
    clockLateMs = Math.max(0, scheduler.now() - Date.parse(snapshot.serverTime))
    terminal = parts.mergeSnapshot(before, snapshot)
    failures = 1
    tell.changed()
  }

  /** Once a second: the watchdog, and what time alone changes on the screen. */
  function tick() {
    if (isAsleep) return
    liveness.check()
    if (connectedTo !== undefined && !connectedTo.isAlive()) lost()
    else if (liveness.silence() > sharingTimes.silentMs && connectedTo !== undefined) void connect()
    tell.changed()
  }

  function shown(): Shown[] {
    const nowMs = clock.nowMs()
    if (terminal === undefined || nowMs === undefined || isAsleep) return []
    const state: Connection = liveness.connection()
    const { snapshot } = terminal
    const describe = (charge: Charge, face: Face): Shown => ({
      charge,
      face,
      isScannable: parts.scannableText(charge, face, state) !== null,
      remainingMs: charge.expiresAt === null ? 0 : Date.parse(charge.expiresAt) - nowMs,
    })
    if (view === 'till') return snapshot.charges.map((charge) => describe(charge, faceOf(charge, nowMs)))
    const charge = snapshot.charges.find(({ txid }) => txid === snapshot.currentTxid)
    const key = `${charge?.txid} ${charge ? faceOf(charge, nowMs) : 'none'}`
    if (key !== shownKey) {
      shownKey = key
      shownSinceMs = nowMs
    }
    const scene = parts.sceneOf({ charge, nowMs, connection: state, shownForMs: nowMs - shownSinceMs })
    return scene.kind === 'charge' ? [describe(scene.charge, scene.face)] : []
  }

  return {
    name,
    terminalId,
    view,
    connect,
    tick,
    shown,
    /** The answer to a request, which may be ahead of the stream. */
    heard: (charge: Charge) => {
      if (terminal !== undefined) terminal = parts.mergeReply(terminal, charge)
      tell.changed()
    },
    snapshot: () => terminal?.snapshot,
    seen: () => terminal?.seen.size ?? 0,
    /** How late its clock was set: the message was on its way, and the BFF may not know the PSP's time any better. */
    clockLateMs: () => clockLateMs,
    isOnline: () => connectedTo?.isAlive() === true && !isAsleep,
    sleep(ms: number) {
      if (isAsleep) return
      const sinceMs = scheduler.now()
      tell.count('screen slept')
      isAsleep = true
      connection += 1
      leave()
      scheduler.after(ms, `${name}: wakes up`, () => {
        isAsleep = false
        frozenMs += scheduler.now() - sinceMs
        liveness.distrust()
        void connect()
      })
    },
    reload() {
      terminal = undefined
      clock = createServerClock(monotonic)
      void connect()
    },
  }
}

/** Its own timer goes by the machine's time, and a slow machine would tell another story: here the beat asks instead. */
function timeless(real: Liveness): Liveness {
  real.stop()
  const withoutTimer = (act: () => void) => () => {
    act()
    real.stop()
  }
  return { ...real, heard: withoutTimer(real.heard), check: withoutTimer(real.check) }
}

const versions = (snapshot: Snapshot) =>
  snapshot.charges.map(({ txid, version }) => `${txid} ${version}`).join()
