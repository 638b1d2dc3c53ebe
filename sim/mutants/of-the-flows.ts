import { commitFact } from '../../apps/bff/src/flows/commit-fact.ts'
import type { Mutant } from './mutant.ts'

/** What the order of steps might get wrong. */
export const mutantsOfTheFlows: readonly Mutant[] = [
  {
    name: 'a webhook is believed',
    killedBy: ['I1b', 'I2'],
    make: (parts) => ({
      ...parts,
      inbox: (real, deps) => ({
        ...real,
        keep: async (body) => {
          await real.keep(body)
          for (const { txid, endToEndId, valor, horario } of JSON.parse(body).pix) {
            const charge = await deps.store.charge(txid)
            if (charge?.expiresAtMs == null) continue
            await commitFact(deps, txid, {
              kind: 'psp-says',
              status: 'concluded',
              expiresAtMs: charge.expiresAtMs,
              copiaECola: '',
              payments: [
                { endToEndId, amountCents: Number(valor.replace('.', '')), paidAtMs: Date.parse(horario) },
              ],
              refunds: [],
            })
          }
        },
      }),
    }),
  },
  {
    name: 'webhooks that nobody followed are not read again',
    killedBy: ['I18'],
    seed: 7,
    make: (parts) => ({ ...parts, inbox: (real) => ({ ...real, readAgain: async () => {} }) }),
  },
  {
    name: 'a cancel is done without asking the PSP',
    killedBy: ['I7', 'I14'],
    seed: 12,
    make: (parts) => ({
      ...parts,
      cancelCharge: async (deps, txid) => {
        const charge = await deps.store.charge(txid)
        if (charge === undefined) return { kind: 'not-found' }
        const cancelled = {
          ...charge,
          version: charge.version + 1,
          status: 'cancelled' as const,
          pending: null,
        }
        await deps.store.advance(txid, () => ({ kind: 'advanced', charge: cancelled }), {
          heardBy: 'asking',
          nowMs: deps.clock.now(),
        })
        return { kind: 'asked', charge: cancelled }
      },
    }),
  },
  {
    name: 'a refund is sent before it is written',
    killedBy: ['I5b'],
    make: (parts) => ({
      ...parts,
      refundCharge: async (deps, txid, asked) => {
        const charge = await deps.store.charge(txid)
        const pix = charge?.payments.at(-1)
        if (charge === undefined || pix === undefined) return { kind: 'not-found' }
        await deps.psp.refund(pix.endToEndId, asked.id, asked.amountCents)
        return parts.refundCharge(deps, txid, asked)
      },
    }),
  },
  {
    name: 'a charge is created without anybody writing it down',
    killedBy: ['I5', 'I22'],
    make: (parts) => ({
      ...parts,
      createCharge: async (deps, asked) => {
        await deps.psp.createCharge(asked.txid, deps.psp.newChargeBody(asked.txid, asked.amountCents, null))
        return parts.createCharge(deps, asked)
      },
    }),
  },
  {
    name: 'the BFF makes a txid of its own for every request',
    killedBy: ['I21', 'I22', 'I24'],
    make: (parts) => {
      let requests = 0
      return {
        ...parts,
        createCharge: (deps, asked) =>
          parts.createCharge(deps, { ...asked, txid: `${asked.txid.slice(0, 28)}${1000 + requests++}` }),
      }
    },
  },
  {
    name: 'no bell is rung',
    killedBy: ['I8b'],
    make: (parts) => ({
      ...parts,
      bus: (real) => ({ ...real, ring: () => {}, ringHere: () => {}, ringAll: () => {} }),
    }),
  },
  {
    name: 'the bell is rung for the wrong terminal',
    killedBy: ['I8b'],
    make: (parts) => ({
      ...parts,
      bus: (real) => ({ ...real, ring: () => real.ring('caixa-9'), ringHere: () => real.ring('caixa-9') }),
    }),
  },
]
