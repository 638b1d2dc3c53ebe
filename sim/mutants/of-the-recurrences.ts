import type { Psp } from '../../apps/bff/src/psp/psp.ts'
import { type Mutant, otherwise } from './mutant.ts'

type PspRecurrences = Psp['recurrences']
const recurring =
  (change: (real: PspRecurrences) => Partial<PspRecurrences>): Mutant['make'] =>
  (parts) => ({
    ...parts,
    psp: otherwise((real) => ({ recurrences: { ...real.recurrences, ...change(real.recurrences) } })),
  })

/** What is charged again and again, charged wrongly. */
export const mutantsOfTheRecurrences: readonly Mutant[] = [
  {
    name: 'nobody asks what became of a recurrence',
    killedBy: ['I6c'],
    seed: 24,
    make: (parts) => ({
      ...parts,
      store: (store) => ({
        ...store,
        recurrencesToAsk: async () => [],
        recurrenceChargesToAsk: async () => [],
      }),
    }),
  },
  {
    name: 'what was agreed to is asked about once an hour',
    killedBy: ['I6c'],
    seed: 10,
    make: (parts) => ({
      ...parts,
      store: otherwise((real) => ({
        advanceRecurrence: (id, decide, note) =>
          real.advanceRecurrence(id, decide, {
            ...note,
            askAtMs: (one) => (one.status === 'approved' ? note.nowMs + 3_600_000 : note.askAtMs(one)),
          }),
      })),
    }),
  },
  {
    name: 'each attempt to offer a recurrence has a place of its own',
    killedBy: ['I24c'],
    seed: 12,
    make: (parts) => ({
      ...parts,
      store: otherwise((real) => ({
        recurrencesToAsk: async (...asked) =>
          (await real.recurrencesToAsk(...asked)).map((one) =>
            one.status === 'opening' ? { ...one, locId: null } : one,
          ),
        advanceRecurrence: (id, decide, note) =>
          real.advanceRecurrence(
            id,
            (one) => decide(one.status === 'opening' ? { ...one, locId: null } : one),
            note,
          ),
      })),
    }),
  },
  {
    name: 'what stands at a place is not looked at',
    killedBy: ['I7b'],
    seed: 12,
    make: recurring(() => ({ atPlace: async () => undefined })),
  },
  {
    name: 'each attempt to charge has a txid of its own',
    killedBy: ['I5c', 'I24c'],
    seed: 31,
    make: recurring((real) => {
      let attempts = 0
      return {
        charge: (charge, idRec) =>
          real.charge({ ...charge, txid: `${charge.txid.slice(0, 28)}${1000 + attempts++}` }, idRec),
      }
    }),
  },
  {
    name: 'a recurrence is called ended before the PSP has ended it',
    killedBy: ['I7b', 'I6c'],
    seed: 3,
    make: recurring((real) => ({
      cancel: async (idRec) => ({ ...(await real.read(idRec)), status: 'cancelled' }),
    })),
  },
]
