import type { Store } from '../../apps/bff/src/store/store.ts'
import { type Mutant, otherwise } from './mutant.ts'

const store =
  (change: (real: Store) => Partial<Store>): Mutant['make'] =>
  (parts) => ({ ...parts, store: otherwise(change) })

/** Whose money it is, counted wrongly. */
export const mutantsOfTheShifts: readonly Mutant[] = [
  {
    name: 'nobody counts a shift that is over',
    killedBy: ['I18c'],
    make: store(() => ({ closingShifts: async () => [] })),
  },
  {
    name: 'a shift counts what came in its own time and nothing that was told late',
    killedBy: ['I12b'],
    seed: 83,
    make: store((real) => ({
      finishShift: (shift, report, counted, nowMs) =>
        real.finishShift(
          shift,
          report,
          {
            ...counted,
            pix: counted.pix.filter((pix) => 'paidAtMs' in pix && Number(pix.paidAtMs) >= shift.fromMs),
          },
          nowMs,
        ),
    })),
  },
  {
    name: 'what a shift before has counted is counted again',
    killedBy: ['I12b', 'I18c'],
    seed: 2,
    make: store((real) => ({
      countedPix: async () => new Set(),
      finishShift: (shift, report, counted, nowMs) =>
        real
          .countedPix(counted.pix.map(({ endToEndId }) => endToEndId))
          .then((before) =>
            real.finishShift(
              shift,
              report,
              { ...counted, pix: counted.pix.filter(({ endToEndId }) => !before.has(endToEndId)) },
              nowMs,
            ),
          ),
    })),
  },
  {
    name: 'a shift begins when somebody opens it',
    killedBy: ['I13b'],
    make: store((real) => ({
      openShift: (shift, nowMs) => real.openShift({ ...shift, fromMs: shift.openedAtMs }, nowMs),
    })),
  },
  {
    name: 'the same person opens a second shift',
    killedBy: ['I24d'],
    seed: 68,
    make: store((real) => ({
      latestShift: async (terminalId) => {
        const latest = await real.latestShift(terminalId)
        if (latest?.status !== 'open') return latest
        await real.closeShift({ ...latest, untilMs: latest.openedAtMs, closedBy: latest.openedBy }, 0)
        return real.latestShift(terminalId)
      },
    })),
  },
  {
    name: 'an end is told before it is written',
    killedBy: ['I22b'],
    seed: 20,
    make: store((real) => ({
      closeShift: async (shift, nowMs) => {
        void real.closeShift(shift, nowMs).catch(() => {})
        return true
      },
    })),
  },
]
