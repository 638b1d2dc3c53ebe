import type { Channel } from '../apps/sandbox/src/world.ts'
import type { History } from './history.ts'
import type { Parts } from './parts.ts'
import type { Random } from './random.ts'
import type { Scheduler } from './scheduler.ts'
import type { Occasion } from './sometimes.ts'
import type { Swarm } from './swarm.ts'
import type { Bank } from './world/bank.ts'
import type { Screen } from './world/screen.ts'
import type { Server } from './world/server.ts'
import type { ShopNetwork } from './world/shop-network.ts'
import type { Wire } from './world/wire.ts'

/** What every actor may touch. */
export type Sim = {
  scheduler: Scheduler
  random: Random
  swarm: () => Swarm
  parts: Parts
  bank: Bank
  wire: Wire
  network: ShopNetwork
  screens: Screen[]
  history: History
  server: () => Server | undefined
  isHealing: () => boolean
  /** The days that it has been where the shop is, once they are to be held against the bank. */
  days: () => readonly string[]
  note: (line: string) => void
  count: (occasion: Occasion) => void
  /** Told what was thrown and has no name of its own. */
  surprised: (error: unknown) => void
  /** Something that a person or the PSP will do. The simulation does not end before it is done. */
  plan: (ms: number, label: string, run: () => unknown) => void
  /** As the PSP delivers: the shop's door, with the network before it. */
  post: (body: string, channel?: Channel) => Promise<{ status?: number; error?: string }>
}
