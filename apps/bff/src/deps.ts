import type { Logger } from 'pino'
import type { Bus } from './bus/bus.ts'
import type { Silence } from './flows/silence.ts'
import type { Psp } from './psp/psp.ts'
import type { Store } from './store/store.ts'

/** Time, so that a test or a simulation can hold it. `after` runs something once and answers with what calls it off. */
export type Clock = { now: () => number; after: (ms: number, run: () => void) => () => void }

/** Everything a flow may touch. Each takes the slice it uses. */
export type Deps = {
  clock: Clock
  psp: Psp
  store: Store
  bus: Bus
  log: Logger
  silence: Silence
  /** Who has set a flow in motion, as the audit names them; absent where nobody has, and it runs by itself. */
  by?: string
}
