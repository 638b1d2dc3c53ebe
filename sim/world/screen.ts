import { type Face, faceOf } from '../../apps/pos/checkout/charge-face.ts'
import type { Terminal } from '../../apps/pos/checkout/merge-snapshot.ts'
import { type Connection, createLiveness } from '../../apps/pos/shell/liveness.ts'
import { createServerClock } from '../../apps/pos/shell/server-clock.ts'
import { pauseMs } from '../../apps/pos/shell/stream.ts'
import { sharingTimes } from '../../apps/pos/shell/times.ts'
import type { Charge, Snapshot, StreamView } from '../../packages/contracts/src/index.ts'
import type { Parts } from '../parts.ts'
import type { Random } from '../random.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Occasion } from '../sometimes.ts'
import type { Swarm } from '../swarm.ts'
import type { Server } from './server.ts'

/** One thing that a screen shows at an instant. */
export type Shown = { charge: Charge; face: Face; isScannable: boolean; remainingMs: number }
export type Screen = ReturnType<typeof createScreen>

const heartbeatMs = 10_000
/** A message that is older than this belongs to a connection that is given up. */
const longestOnItsWayMs = 20_000

/**
 * A till or a display: the PWA's own merge, clock, liveness and scene behind a channel that loses, delays and reorders. What it
 * remembers dies with a reload; what it has shown is kept for ever by whoever watches.
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
  let clockDelayMs = 0
  let connectedTo: Server | undefined
  let connection = 0
  let failures = 0
  let isAsleep = false
  /** This connection has shown a snapshot; before that its bytes say nothing of what is on the screen. */
  let isUnderstood = false
  let lastSnapshotMs = 0
  let wasConnectedOnce = false
  let shownKey = ''
  let shownSinceMs = 0
  const liveness = createLiveness(() => {}, sharingTimes.silentMs, monotonic)

  async function connect() {
    const mine = ++connection
    isUnderstood = false
    leave()
    if (isAsleep) return
    const there = server()
    await scheduler.pause(random.whole(1, Math.max(1, swarm().shop.delayMs)), `${name}: connects`)
    if (mine !== connection) return
    scheduler.after(sharingTimes.firstSnapshotMs, `${name}: has waited for a snapshot`, () => {
      if (mine !== connection || isUnderstood) return
      leave()
      retry(++connection)
    })
    if (there === undefined || !there.isAlive() || random.chance(swarm().shop.streamCut)) return retry(mine)
    const first = await there.streams.open(terminalId, view)
    if (mine !== connection) return there.streams.close(terminalId, view)
    connectedTo = there
    deliver(first, true)
  }

  function retry(mine: number) {
    failures += 1
    liveness.lost()
    scheduler.after(pauseMs(failures, sharingTimes, random.next), `${name}: tries again`, () => {
      if (mine === connection) void connect()
    })
  }

  function leave() {
    connectedTo?.streams.close(terminalId, view)
    connectedTo = undefined
  }

  /** What the server sends is on its way for a while, and may overtake or be overtaken. */
  function deliver(snapshot: Snapshot, isFirst = false) {
    const mine = connection
    const { streamDelayMs, streamCut } = swarm().shop
    if (!isFirst && random.chance(streamCut)) {
      leave()
      return retry(mine)
    }
    const delayMs = random.whole(1, Math.max(1, Math.min(streamDelayMs, longestOnItsWayMs)))
    const text = JSON.stringify(snapshot)
    scheduler.after(delayMs, `${name}: snapshot`, () => {
      if (mine === connection && !isAsleep) take(text, delayMs, isFirst)
    })
  }

  function take(text: string, delayMs: number, isFirst: boolean) {
    const snapshot = parts.readSnapshot(JSON.parse(text))
    if (snapshot === undefined) throw new Error(`${name} cannot read what the BFF sends: ${text}`)
    const before = terminal?.snapshot
    if (before !== undefined && Date.parse(snapshot.serverTime) < Date.parse(before.serverTime))
      tell.count('screen heard an old snapshot after a newer one')
    clock.set(snapshot.serverTime, 0)
    clockDelayMs = delayMs
    lastSnapshotMs = scheduler.now()
    isUnderstood = true
    terminal = parts.mergeSnapshot(terminal, snapshot)
    if (isFirst && wasConnectedOnce && before && versions(before) !== versions(snapshot))
      tell.count('screen reconnected and found news')
    if (isFirst) wasConnectedOnce = true
    failures = 1
    liveness.heard()
    tell.changed()
  }

  /** Once a second: the heartbeats, the watchdog, and what time alone changes on the screen. */
  function tick() {
    if (isAsleep) return
    if (isUnderstood && connectedTo?.isAlive() && scheduler.now() - lastSnapshotMs >= heartbeatMs) {
      lastSnapshotMs = scheduler.now()
      liveness.heard()
    }
    liveness.check()
    if (connectedTo !== undefined && !connectedTo.isAlive()) {
      leave()
      retry(connection)
    } else if (liveness.silence() > sharingTimes.silentMs && connectedTo !== undefined) void connect()
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
    pushed: (from: Server | undefined, snapshot: Snapshot) => {
      if (from !== undefined && from === connectedTo) deliver(snapshot)
    },
    /** The answer to a request, which may be ahead of the stream. */
    heard: (charge: Charge) => {
      if (terminal !== undefined) terminal = parts.mergeReply(terminal, charge)
      tell.changed()
    },
    snapshot: () => terminal?.snapshot,
    seen: () => terminal?.seen.size ?? 0,
    /** How late the message was that its clock goes by. */
    clockDelayMs: () => clockDelayMs,
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
    stop: liveness.stop,
  }
}

const versions = (snapshot: Snapshot) =>
  snapshot.charges.map(({ txid, version }) => `${txid} ${version}`).join()
