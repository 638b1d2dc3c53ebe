import type { World } from '../../apps/sandbox/src/world.ts'
import type { Reconciliation } from '../../packages/contracts/src/index.ts'
import type { History } from '../history.ts'
import type { Ledger } from '../world/ledger.ts'
import type { Screen, Shown } from '../world/screen.ts'
import type { Server } from '../world/server.ts'
import type { Sent } from '../world/wire.ts'

/** Everything at one instant: what is true at the PSP, what is committed, what is on the screens, what was promised. */
export type View = {
  nowMs: number
  psp: World
  ledger: Ledger
  screens: readonly { screen: Screen; shown: readonly Shown[] }[]
  history: History
  sent: readonly Sent[]
  /** Every token that the PSP has given. */
  tokens: readonly string[]
  server: Server | undefined
  /** Where one screen's terminal stands, as the BFF would tell it now; undefined where it does not run. */
  expected: ReadonlyMap<Screen, string>
  /** Each day so far as the office sees it; none while the BFF does not run, or when it was not asked. */
  days: readonly (Reconciliation & { day: string })[]
}

/** Undefined where it holds, else what is wrong, with the ids that a person needs. */
export type Check = (view: View) => string | undefined

export type Invariant = {
  id: string
  sentence: string
  /**
   * safety: at every instant. live: within nine minutes of the end of all trouble. late: a quarter of an hour later, when what is asked
   * for seldom has been asked for, and the day has been read.
   */
  kind: 'safety' | 'live' | 'late'
  /** Called once for each simulation, so that a check may remember what it has seen. */
  begin: () => Check
}

/** The first complaint about any of these. */
export function first<T>(items: Iterable<T>, complain: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const complaint = complain(item)
    if (complaint !== undefined) return complaint
  }
  return undefined
}

export const cobsOf = ({ charges }: World) =>
  [...charges.values()].filter((charge) => charge.tipoCob === 'cob')

export const pixOf = ({ charges, pix }: World, txid: string) =>
  (charges.get(txid)?.pix ?? []).flatMap((id) => pix.get(id) ?? [])

export const sumOf = (list: readonly { amountCents: number }[]) =>
  list.reduce((sum, { amountCents }) => sum + amountCents, 0)

export const short = (id: string) => id.slice(-8)
