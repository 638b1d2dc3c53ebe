import type { Psp } from '../../apps/bff/src/psp/psp.ts'
import { PixError } from '../../packages/pix/src/index.ts'
import { type Mutant, otherwise } from './mutant.ts'

const psp =
  (change: (real: Psp) => Partial<Psp>): Mutant['make'] =>
  (parts) => ({ ...parts, psp: otherwise(change) })

const isPassing = (error: unknown) => error instanceof PixError && error.code === 'unavailable'

/** What a client of the PSP might get wrong: what it asks, what it believes, what it makes of silence. */
export const mutantsOfThePsp: readonly Mutant[] = [
  {
    name: 'nothing is swept',
    killedBy: ['I1', 'I1c', 'I6'],
    seed: 0,
    make: psp(() => ({ async *listPix() {} })),
  },
  {
    name: 'the sweep reads the last second alone',
    killedBy: ['I1', 'I1c', 'I6'],
    make: psp((real) => ({ listPix: (_from, to, size) => real.listPix(to - 1_000, to, size) })),
  },
  {
    name: 'the sweep leaves out what has no txid',
    killedBy: ['I1c'],
    seed: 15,
    make: psp((real) => ({
      async *listPix(...asked) {
        for await (const page of real.listPix(...asked))
          yield { ...page, items: page.items.filter(({ txid }) => txid !== null) }
      },
    })),
  },
  {
    name: 'a code that was concluded counts as paid in full',
    killedBy: ['I1', 'I1b', 'I2'],
    seed: 4,
    make: psp((real) => ({
      readCharge: async (txid) => {
        const truth = await real.readCharge(txid)
        if (truth === 'absent' || truth.status !== 'concluded') return truth
        const [pix] = truth.payments
        return pix ? { ...truth, payments: [{ ...pix, amountCents: truth.amountCents }] } : truth
      },
    })),
  },
  {
    name: 'the first answer about a charge is kept for ever',
    killedBy: ['I1', 'I6', 'I18'],
    seed: 7,
    make: psp((real) => {
      const known = new Map<string, ReturnType<Psp['readCharge']>>()
      return {
        readCharge: (txid) => {
          const answer = known.get(txid) ?? real.readCharge(txid)
          known.set(txid, answer)
          return answer
        },
      }
    }),
  },
  {
    name: 'one payment is seen as two',
    killedBy: ['I1b'],
    make: psp((real) => ({
      readCharge: async (txid) => {
        const truth = await real.readCharge(txid)
        if (truth === 'absent') return truth
        const again = truth.payments.map((pix) => ({ ...pix, endToEndId: `${pix.endToEndId}x` }))
        return { ...truth, payments: [...truth.payments, ...again] }
      },
    })),
  },
  {
    name: 'only the latest payment of a charge is read',
    killedBy: ['I1', 'I2', 'I6'],
    seed: 40,
    make: psp((real) => ({
      readCharge: async (txid) => {
        const truth = await real.readCharge(txid)
        return truth === 'absent' ? truth : { ...truth, payments: truth.payments.slice(-1) }
      },
    })),
  },
  {
    name: 'a Pix that a webhook names is taken for real',
    killedBy: ['I1b'],
    seed: 36,
    make: psp((real) => ({
      readPix: async (endToEndId) => {
        const found = await real.readPix(endToEndId)
        return found === 'absent'
          ? { endToEndId, txid: null, amountCents: 1, paidAtMs: 0, refunds: [] }
          : found
      },
    })),
  },
  {
    name: 'silence after a create is taken for a no',
    killedBy: ['I7', 'I14'],
    seed: 1,
    make: psp((real) => ({
      createCharge: (txid, body) =>
        real.createCharge(txid, body).catch((error: unknown) => {
          throw isPassing(error) ? new PixError('invalid-request', 'taken for a no') : error
        }),
      readCharge: (txid) => real.readCharge(txid).catch(() => 'absent' as const),
    })),
  },
  {
    name: 'silence after a cancel is taken for a yes',
    killedBy: ['I7', 'I14'],
    seed: 29,
    make: psp((real) => {
      const assume = async (txid: string) => {
        const truth = await real.readCharge(txid)
        return truth === 'absent' ? truth : ({ ...truth, status: 'removed' } as const)
      }
      return { removeCharge: (txid) => real.removeCharge(txid).catch(() => assume(txid)) }
    }),
  },
  {
    name: 'a charge is not removed at the PSP',
    killedBy: ['I7', 'I14'],
    seed: 28,
    make: psp((real) => ({
      removeCharge: async (txid) => {
        const truth = await real.readCharge(txid)
        return truth === 'absent' ? truth : { ...truth, status: 'removed' }
      },
    })),
  },
  {
    name: 'every attempt to create a charge has a body of its own',
    killedBy: ['I10'],
    make: psp((real) => {
      let attempts = 0
      return { createCharge: (txid, body) => real.createCharge(txid, body + ' '.repeat(attempts++)) }
    }),
  },
  {
    name: 'an amount loses its cents on the way out',
    killedBy: ['I21'],
    make: psp((real) => ({
      newChargeBody: (txid, amountCents, text) =>
        real.newChargeBody(txid, Math.max(100, amountCents - (amountCents % 100)), text),
    })),
  },
  {
    name: 'a refund is asked for under a new id each time',
    killedBy: ['I24b'],
    make: psp((real) => {
      let attempts = 0
      return {
        refund: (e2e, id, cents, text) => real.refund(e2e, `${id.slice(0, 28)}${attempts++}`, cents, text),
      }
    }),
  },
  {
    name: 'silence after a refund is taken for a no',
    killedBy: ['I3', 'I4', 'I4b'],
    seed: 13,
    make: psp((real) => ({
      refund: (e2e, id, cents, text) =>
        real.refund(e2e, id, cents, text).catch((error: unknown) => {
          throw isPassing(error) ? new PixError('invalid-request', 'taken for a no') : error
        }),
      readRefund: (e2e, id) => real.readRefund(e2e, id).catch(() => 'absent' as const),
    })),
  },
  {
    name: 'a refund in processing is called returned',
    killedBy: ['I4', 'I4b'],
    seed: 10,
    make: psp((real) => ({
      refund: async (...asked) => ({ ...(await real.refund(...asked)), status: 'refunded' }),
      readRefund: async (...asked) => {
        const refund = await real.readRefund(...asked)
        return refund === 'absent' ? refund : { ...refund, status: 'refunded' }
      },
    })),
  },
  {
    name: 'a code is said to live longer without asking the PSP',
    killedBy: ['I23'],
    seed: 4,
    make: psp((real) => ({
      extendCharge: async (txid, untilMs) => {
        const truth = await real.readCharge(txid)
        return truth === 'absent' ? truth : { ...truth, expiresAtMs: untilMs }
      },
    })),
  },
  {
    name: "the time is our own and not the PSP's",
    killedBy: ['I23c'],
    make: psp((real) => ({ nowMs: () => real.nowMs() - 40_000 })),
  },
  {
    name: 'every caller asks for a token of its own',
    killedBy: ['I19'],
    make: (parts) => ({
      ...parts,
      createPsp: (...made) => {
        const anew = () => parts.createPsp(...made)
        return {
          ...anew(),
          createCharge: (...asked) => anew().createCharge(...asked),
          readCharge: (...asked) => anew().readCharge(...asked),
          listPix: (...asked) => anew().listPix(...asked),
        }
      },
    }),
  },
  {
    name: 'every question is asked forty times at once',
    killedBy: ['I17'],
    make: psp((real) => ({
      readCharge: async (txid) => {
        const [first = 'absent'] = await Promise.all(Array.from({ length: 40 }, () => real.readCharge(txid)))
        return first
      },
    })),
  },
]
