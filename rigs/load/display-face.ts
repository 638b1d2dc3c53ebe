import type { Charge, Snapshot } from '@balcao/contracts'
import { scannableText } from '../../apps/pos/checkout/charge-face.ts'
import { mergeSnapshot, type Terminal } from '../../apps/pos/checkout/merge-snapshot.ts'
import { readSnapshot } from '../../apps/pos/checkout/read-snapshot.ts'
import { sceneOf } from '../../apps/pos/checkout/scene.ts'
import { createLiveness } from '../../packages/shell/src/liveness.ts'
import { createServerClock } from '../../packages/shell/src/server-clock.ts'

export type DisplayFace = ReturnType<typeof createDisplayFace>
/** A code that is drawn. `lateMs`: how long the word that set the screen's clock was on its way, as far as this machine's clock knows. */
export type Drawn = { charge: Charge; lateMs: number }

/** What a customer sees of what a stream has brought: the PWA's own reader, merge, clock, liveness and scene. */
export function createDisplayFace() {
  const clock = createServerClock()
  const liveness = createLiveness(() => {})
  let terminal: Terminal | undefined
  let lateMs = 0

  return {
    /** Answers with how long it was on its way. */
    take(snapshot: unknown): { snapshot: Snapshot; lateMs: number } {
      const read = readSnapshot(snapshot)
      if (read === undefined) throw new Error(`A display cannot read ${JSON.stringify(snapshot)}`)
      clock.set(read.serverTime, 0)
      lateMs = Date.now() - Date.parse(read.serverTime)
      terminal = mergeSnapshot(terminal, read)
      return { snapshot: read, lateMs }
    },
    heard: liveness.heard,
    lost: liveness.lost,
    /** The charge whose code is on the screen now. */
    drawn(): Drawn | undefined {
      const nowMs = clock.nowMs()
      const charge = terminal?.snapshot.charges.find(({ txid }) => txid === terminal?.snapshot.currentTxid)
      const connection = liveness.connection()
      // How long it is shown matters to what is over, and nothing that is over has a code.
      const scene = sceneOf({ charge, nowMs, connection, shownForMs: 0 })
      const isDrawn = scene.kind === 'charge' && scannableText(scene.charge, scene.face, connection) !== null
      return isDrawn ? { charge: scene.charge, lateMs } : undefined
    },
    close: liveness.stop,
  }
}
