import type { Change, Database } from '../../apps/bff/src/store/database.ts'
import type { Store } from '../../apps/bff/src/store/store.ts'
import type { Advance, Charge } from '../../packages/domain/src/index.ts'
import { type Mutant, otherwise } from './mutant.ts'

const store =
  (change: (real: Store) => Partial<Store>): Mutant['make'] =>
  (parts) => ({ ...parts, store: otherwise(change) })
const database =
  (change: (real: Database) => Partial<Database>): Mutant['make'] =>
  (parts) => ({ ...parts, database: otherwise(change) })

/** The rule with another ending. */
const ruling = (decide: (charge: Charge, decision: Advance) => Advance) =>
  store((real) => ({
    advance: (txid, rule, note, known) =>
      real.advance(txid, (charge) => decide(charge, rule(charge)), note, known),
  }))
const change = (decision: Advance, how: (charge: Charge) => Partial<Charge>): Advance =>
  decision.kind === 'advanced'
    ? { ...decision, charge: { ...decision.charge, ...how(decision.charge) } }
    : decision

/** What a ledger might forget, mix up, or promise too early; and rules that decide otherwise. */
export const mutantsOfTheStore: readonly Mutant[] = [
  {
    name: 'some of the money counts as all of it',
    killedBy: ['I2', 'I6b'],
    seed: 4,
    make: ruling((_before, decision) =>
      change(decision, (charge) => (charge.payments.length > 0 ? { status: 'paid', pending: null } : {})),
    ),
  },
  {
    name: 'what is paid after its time is not looked at',
    killedBy: ['I1', 'I6'],
    seed: 32,
    make: ruling((before, decision) => (before.status === 'expired' ? { kind: 'already-done' } : decision)),
  },
  {
    name: 'what is paid after a cancel is not looked at',
    killedBy: ['I1', 'I6'],
    seed: 28,
    make: ruling((before, decision) => (before.status === 'cancelled' ? { kind: 'already-done' } : decision)),
  },
  {
    name: 'a cancel wins over the payment',
    killedBy: ['I6', 'I9', 'I7', 'I14'],
    seed: 12,
    make: ruling((before, decision) =>
      change(decision, () => (before.pending === 'cancel' ? { status: 'cancelled', pending: null } : {})),
    ),
  },
  {
    name: 'a second payment is not kept',
    killedBy: ['I1', 'I6b'],
    seed: 4,
    make: ruling((_before, decision) =>
      change(decision, ({ payments }) => ({ payments: payments.slice(0, 1) })),
    ),
  },
  {
    name: 'a change does not raise the version',
    killedBy: ['I16', 'I8', 'I1', 'I3', 'I6', 'I18', 'I4'],
    make: ruling((before, decision) => change(decision, () => ({ version: before.version }))),
  },
  {
    name: 'a late write brings back what a refund was before',
    killedBy: ['I4', 'I4b'],
    make: (parts) => ({
      ...parts,
      database: (real, scheduler) => ({
        ...real,
        write: async (changes) => {
          const refunds = changes.filter(({ text }) => text.startsWith('INSERT INTO refund'))
          if (refunds.length > 0)
            scheduler.after(5_000, 'disk: writes again', () => void real.write(refunds).catch(() => {}))
          return real.write(changes)
        },
      }),
    }),
  },
  {
    name: 'nobody asks again about what was left open',
    killedBy: ['I18'],
    seed: 8,
    make: store(() => ({ unfinishedCharges: async () => [] })),
  },
  {
    name: 'a cancel that was not answered is forgotten',
    killedBy: ['I18'],
    seed: 0,
    make: store((real) => ({
      unfinishedCharges: async (now) =>
        (await real.unfinishedCharges(now)).filter(({ pending }) => pending !== 'cancel'),
    })),
  },
  {
    name: 'the end of the time is not asked about',
    killedBy: ['I18'],
    seed: 12,
    make: store((real) => ({
      unfinishedCharges: async (now) =>
        (await real.unfinishedCharges(now)).filter(({ status }) => status !== 'awaiting'),
    })),
  },
  {
    name: 'every Pix is taken for a known one',
    killedBy: ['I1', 'I1c', 'I6'],
    make: store(() => ({ unknownPix: async () => new Set() })),
  },
  {
    name: 'money without a charge is thrown away',
    killedBy: ['I1c'],
    seed: 14,
    make: store(() => ({ insertOrphan: async () => {} })),
  },
  {
    name: 'what time it is at the PSP is forgotten with the process',
    killedBy: ['I23c'],
    seed: 5,
    make: store(() => ({ clockOffset: async () => undefined })),
  },
  {
    name: 'a webhook is accepted and not kept',
    killedBy: ['I22'],
    make: store(() => ({ putInbox: async () => 1 })),
  },
  {
    name: 'a webhook is never done with',
    killedBy: ['I18'],
    make: store(() => ({ markHandled: async () => {} })),
  },
  {
    name: 'the terminals share one current charge',
    killedBy: ['I13', 'I2b', 'I8'],
    make: database((real) => ({
      write: (changes) =>
        real.write(
          changes.map((one) =>
            one.text.startsWith('INSERT INTO terminal')
              ? { ...one, values: ['caixa-1', ...one.values.slice(1)] }
              : one,
          ),
        ),
    })),
  },
  {
    name: 'the intent is not written before the PSP is asked',
    killedBy: ['I5', 'I22', 'crash'],
    make: store((real) => {
      const held = new Map<string, { charge: Charge; body: string }>()
      const write = async (txid: string) => {
        const intent = held.get(txid)
        held.delete(txid)
        if (intent !== undefined) await real.insertCharge(intent.charge, intent.body)
      }
      return {
        insertCharge: async (charge, body) => {
          held.set(charge.txid, { charge, body })
          return true
        },
        charge: async (txid) => held.get(txid)?.charge ?? real.charge(txid),
        advance: async (txid, decide, note, known) => {
          await write(txid)
          return real.advance(txid, decide, note, known)
        },
      }
    }),
  },
  {
    name: 'whoever writes last wins',
    killedBy: ['I3', 'I1', 'I6', 'I8', 'I18', 'I6b', 'I9', 'I4', 'I22', 'I14', 'I7'],
    seed: 14,
    make: database((real) => ({
      write: (changes) => real.write(changes.map(withoutVersion)),
    })),
  },
  {
    name: 'the answer comes before the commit',
    killedBy: ['I5', 'I22'],
    make: (parts) => ({
      ...parts,
      database: (real, scheduler) => ({
        ...real,
        write: async (changes) => {
          if (changes.some(({ text }) => text.includes('RETURNING'))) return real.write(changes)
          scheduler.after(1_500, 'disk: commit at last', () => void real.write(changes).catch(() => {}))
          return { kind: 'written', rows: [] }
        },
      }),
    }),
  },
  {
    name: 'a commit is not on the disk when it is answered',
    killedBy: ['I5', 'I22'],
    seed: 4,
    make: (parts) => ({ ...parts, syncs: false }),
  },
  {
    name: 'a commit that failed is called done',
    killedBy: ['I5', 'I9', 'I22'],
    seed: 7,
    make: database((real) => ({
      write: (changes) => real.write(changes).catch(() => ({ kind: 'written', rows: [[{ id: 1 }]] })),
    })),
  },
  {
    name: 'what belongs together is written one by one',
    killedBy: ['I16', 'I6b', 'I1b', 'I3', 'I18', 'I4', 'I1'],
    make: database((real) => ({
      write: async (changes) => {
        let last: Awaited<ReturnType<Database['write']>> = { kind: 'written', rows: [] }
        for (const one of changes) last = await real.write([one])
        return last
      },
    })),
  },
]

function withoutVersion(change: Change): Change {
  if (!change.text.includes('AND version = ?')) return change
  return { text: change.text.replace(' AND version = ?', ''), values: change.values.slice(0, -1) }
}
