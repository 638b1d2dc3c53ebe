import { createSummary } from '../apps/bff/src/present/reconciliation.ts'
import { readSnapshot } from '../apps/bff/src/routes/read-snapshot.ts'
import { invariants } from './invariants/index.ts'
import type { Invariant, View } from './invariants/invariant.ts'
import { standing } from './invariants/screens.ts'
import type { Scheduler } from './scheduler.ts'
import { emptyLedger, type Ledger, readLedger } from './world/ledger.ts'
import type { Screen } from './world/screen.ts'
import type { Shop } from './world/shop.ts'

export class Broken extends Error {
  readonly invariant: Pick<Invariant, 'id' | 'sentence'>
  constructor(invariant: Pick<Invariant, 'id' | 'sentence'>, complaint: string) {
    super(complaint)
    this.invariant = invariant
  }
}

/** What hangs where is no part of what has to be right in the end. */
const nobody = { of: async () => ({ connected: 0, painted: null }) }

/** Holds the invariants against the world: those of safety after every event that changed something, the others when asked. */
export function createWatch(scheduler: Scheduler, shop: () => Shop, days: () => readonly string[]) {
  const checks = invariants.map((invariant) => ({ invariant, check: invariant.begin() }))
  let ledger: Ledger = emptyLedger
  let hasCommitted = true
  let hasChanged = true

  function look(): View {
    const { bank, screens, history, wire, server } = shop()
    return {
      nowMs: scheduler.now(),
      psp: bank.world,
      ledger,
      screens: screens.map((screen) => ({ screen, shown: screen.shown() })),
      history,
      sent: wire.sent,
      tokens: bank.tokens,
      server: server(),
      expected: new Map(),
      days: [],
    }
  }

  function firstBroken(kind: Invariant['kind'], view: View): Broken | undefined {
    for (const { invariant, check } of checks) {
      const complaint = invariant.kind === kind ? check(view) : undefined
      if (complaint !== undefined) return new Broken(invariant, complaint)
    }
    return undefined
  }

  return {
    committed: () => {
      hasCommitted = true
    },
    changed: () => {
      hasChanged = true
    },
    ledger: () => ledger,

    /** Throws Broken, or whatever the product threw without a name for it. */
    async afterEvent(): Promise<void> {
      const surprise = shop().takeSurprise()
      if (surprise !== undefined) throw surprise
      if (!hasCommitted && !hasChanged) return
      if (hasCommitted) ledger = await readLedger(shop().disk)
      hasCommitted = false
      hasChanged = false
      const broken = firstBroken('safety', look())
      if (broken !== undefined) throw broken
    },

    /** What is not right yet, of that which will have to be. */
    async unfinished(isLate: boolean): Promise<Broken | undefined> {
      const { disk, server, screens } = shop()
      ledger = await readLedger(disk)
      const expected = new Map<Screen, string>()
      const deps = server()?.deps
      for (const screen of screens)
        if (deps !== undefined)
          expected.set(screen, standing(await readSnapshot({ ...deps, presence: nobody }, screen, '')))
      const summaryOf = deps && createSummary(deps)
      const seen: View['days'][number][] = []
      for (const day of summaryOf ? days() : []) {
        const summary = await summaryOf?.({ from: day, to: day }, 'America/Sao_Paulo')
        if (summary !== undefined) seen.push({ ...summary, day })
      }
      const view = { ...look(), expected, days: seen }
      return firstBroken('live', view) ?? (isLate ? firstBroken('late', view) : undefined)
    },
  }
}
