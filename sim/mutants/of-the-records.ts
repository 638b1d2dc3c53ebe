import type { Change } from '../../apps/bff/src/store/database.ts'
import { PixError } from '../../packages/pix/src/index.ts'
import { type Mutant, otherwise } from './mutant.ts'

const isAudit = ({ text }: Change) => text.startsWith('INSERT INTO audit')
const isSeal = ({ text }: Change) => text.startsWith('UPDATE audit')

/** What is written, otherwise. */
const written =
  (change: (changes: readonly Change[]) => readonly Change[]): Mutant['make'] =>
  (parts) => ({
    ...parts,
    database: otherwise((real) => ({ write: (changes) => real.write(change(changes)) })),
  })
/** The audit's rows with another value at one place: at_ms, actor, action, subject, detail. */
const inAudit = (index: number, change: (value: string, action: string) => string) =>
  written((changes) =>
    changes.map((one) =>
      isAudit(one)
        ? { ...one, values: one.values.with(index, change(String(one.values[index]), String(one.values[2]))) }
        : one,
    ),
  )

/** What the audit, the log and the day's account might get wrong. */
export const mutantsOfTheRecords: readonly Mutant[] = [
  {
    name: 'a row of the audit does not have the one before it in its hash',
    killedBy: ['I11'],
    make: written((changes) =>
      changes.map((one) => (isSeal(one) ? { ...one, values: one.values.with(1, '0'.repeat(64)) } : one)),
    ),
  },
  {
    name: 'a place in the chain is left out now and then',
    killedBy: ['I11'],
    make: written((changes) =>
      changes.map((one) => {
        const [place = 0] = one.values
        return isSeal(one) && Number(place) > 5
          ? { ...one, values: one.values.with(0, Number(place) + 1) }
          : one
      }),
    ),
  },
  {
    name: 'nobody chains the audit',
    killedBy: ['I11b'],
    seed: 14,
    make: (parts) => ({ ...parts, access: (access) => ({ ...access, sealAudit: async () => 0 }) }),
  },
  {
    name: 'the head that is told is that of another chain',
    killedBy: ['I11b'],
    make: (parts) => ({
      ...parts,
      access: otherwise((real) => ({
        auditHead: async () => ({ ...(await real.auditHead()), hash: 'f'.repeat(64) }),
      })),
    }),
  },
  {
    name: 'a change is not in the audit',
    killedBy: ['I16'],
    make: written((changes) => (changes.length > 1 ? changes.filter((one) => !isAudit(one)) : changes)),
  },
  {
    name: 'a change is in the audit twice',
    killedBy: ['I16'],
    make: written((changes) => [...changes, ...changes.filter(isAudit)]),
  },
  {
    name: 'the audit says which version, and is one behind',
    killedBy: ['I16'],
    make: inAudit(4, (detail) =>
      detail.replace(/"version":(\d+)/, (_all, version) => `"version":${Number(version) - 1}`),
    ),
  },
  {
    name: 'whoever sold is not written down',
    killedBy: ['I16b'],
    make: inAudit(1, (actor, action) => (action === 'charge-created' ? 'balcao' : actor)),
  },
  {
    name: 'a refund is written down without whoever asked for it',
    killedBy: ['I16b'],
    make: (parts) => ({
      ...parts,
      refundCharge: ({ by: _by, ...deps }, txid, asked) => parts.refundCharge(deps, txid, asked),
    }),
  },
  {
    name: 'what comes by itself is written down as somebody’s',
    killedBy: ['I16b'],
    make: inAudit(1, (actor) => (actor === 'balcao' || actor === 'psp' ? 'person:manager' : actor)),
  },
  {
    name: 'a notification is written into the log',
    killedBy: ['I15'],
    make: (parts) => ({
      ...parts,
      inbox: (real, { log }) => ({
        ...real,
        keep: async (body) => {
          log.info({ body }, 'a notification has come')
          await real.keep(body)
        },
      }),
    }),
  },
  {
    name: 'a notification is kept with whoever has paid',
    killedBy: ['I15'],
    make: (parts) => ({
      ...parts,
      inbox: (real, { store, clock }) => ({
        ...real,
        keep: async (body) => void (await store.putInbox(body, [], clock.now())),
      }),
    }),
  },
  {
    name: 'an error is logged with all that it carries',
    killedBy: ['I15'],
    seed: 4,
    make: (parts) => ({
      ...parts,
      plainError: (error) => ({ ...(error as object), ...parts.plainError(error) }),
    }),
  },
  {
    name: 'the last Pix of a page is left out where a day is read',
    killedBy: ['I12'],
    seed: 7,
    make: (parts) => ({
      ...parts,
      psp: otherwise((real) => ({
        pixPage: async (...asked) => {
          const page = await real.pixPage(...asked)
          return { ...page, items: page.items.slice(0, -1) }
        },
      })),
    }),
  },
  {
    name: 'what went back is not taken from its day',
    killedBy: ['I12'],
    seed: 7,
    make: (parts) => ({
      ...parts,
      store: otherwise((real) => ({
        compare: async (...asked) => {
          const total = await real.compare(...asked)
          return { ...total, here: { ...total.here, refunded: { count: 0, cents: 0 } } }
        },
      })),
    }),
  },
  {
    name: 'a reading that a crash broke off keeps everybody from the next',
    killedBy: ['I12'],
    seed: 35,
    make: (parts) => ({
      ...parts,
      store: otherwise((real) => ({
        beginReading: async (reading) => {
          const running = await real.latestReading(reading)
          if (running?.status === 'running') throw new PixError('unavailable', 'is being read')
          return real.beginReading(reading)
        },
        endInterruptedReadings: async () => {},
      })),
    }),
  },
]
