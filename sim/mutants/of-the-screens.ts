import type { Mutant } from './mutant.ts'

/** What a screen, or what feeds it, might get wrong. */
export const mutantsOfTheScreens: readonly Mutant[] = [
  {
    name: 'a screen takes whatever comes last',
    killedBy: ['I9', 'I8'],
    seed: 4,
    make: (parts) => ({
      ...parts,
      mergeSnapshot: (_known, told) => ({ snapshot: told, seen: new Map() }),
      mergeReply: ({ snapshot }, told) => ({
        snapshot: {
          ...snapshot,
          charges: snapshot.charges.map((charge) => (charge.txid === told.txid ? told : charge)),
        },
        seen: new Map(),
      }),
    }),
  },
  {
    name: 'a screen keeps what it heard first',
    killedBy: ['I8'],
    seed: 23,
    make: (parts) => ({
      ...parts,
      mergeSnapshot: (known, told) => known ?? parts.mergeSnapshot(known, told),
    }),
  },
  {
    name: 'a reconnected screen is not told how things stand',
    killedBy: ['I8', 'I8b', 'I23', 'I23b'],
    seed: 14,
    make: (parts) => {
      const told = new Map<string, Awaited<ReturnType<Parameters<typeof parts.snapshot>[0]>>>()
      return {
        ...parts,
        snapshot: (read) => {
          let reads = 0
          return async (terminalId, view) => {
            const key = `${terminalId} ${view}`
            const now = await read(terminalId, view)
            const before = told.get(key)
            if (before === undefined) told.set(key, now)
            return ++reads < 6 && before ? before : now
          }
        },
      }
    },
  },
  {
    name: 'a display shows the charge of another terminal',
    killedBy: ['I2b'],
    make: (parts) => ({
      ...parts,
      snapshot: (read) => async (terminalId, view) => ({ ...(await read('caixa-1', view)), terminalId }),
    }),
  },
  {
    name: 'a snapshot has no closed charges',
    killedBy: ['I8'],
    make: (parts) => ({
      ...parts,
      snapshot: (read) => async (terminalId, view) => {
        const snapshot = await read(terminalId, view)
        return {
          ...snapshot,
          charges: snapshot.charges.filter(({ status }) => status === 'opening' || status === 'awaiting'),
        }
      },
    }),
  },
  {
    name: 'a screen says Pago with the first cent',
    killedBy: ['I2'],
    seed: 3,
    make: (parts) => ({
      ...parts,
      sceneOf: (seen) =>
        seen.charge && seen.charge.receivedCents > 0
          ? { kind: 'charge', charge: seen.charge, face: 'paid' }
          : parts.sceneOf(seen),
    }),
  },
  {
    name: 'a screen says Pago as soon as it is verifying',
    killedBy: ['I2'],
    seed: 12,
    make: (parts) => ({
      ...parts,
      sceneOf: (seen) => {
        const scene = parts.sceneOf(seen)
        return scene.kind === 'charge' && scene.face === 'verifying' ? { ...scene, face: 'paid' } : scene
      },
    }),
  },
  {
    name: 'a code is drawn whatever the time',
    killedBy: ['I23'],
    make: (parts) => ({ ...parts, scannableText: (charge) => charge.pixCopiaECola }),
  },
  {
    name: 'a stale screen goes on showing its code',
    killedBy: ['I23', 'I23b'],
    seed: 71,
    make: (parts) => ({
      ...parts,
      scannableText: (charge, face) => (face === 'awaiting' ? charge.pixCopiaECola : null),
    }),
  },
  {
    name: 'a charge that nobody answered for is called cancelled',
    killedBy: ['I14'],
    seed: 1,
    make: (parts) => ({
      ...parts,
      sceneOf: (seen) => {
        const scene = parts.sceneOf(seen)
        return scene.kind === 'charge' && scene.face === 'verifying' ? { ...scene, face: 'cancelled' } : scene
      },
    }),
  },
  {
    name: 'money is shown as a fraction',
    killedBy: ['I21'],
    make: (parts) => ({
      ...parts,
      readSnapshot: (json) => {
        const snapshot = parts.readSnapshot(json)
        if (snapshot === undefined) return undefined
        return {
          ...snapshot,
          charges: snapshot.charges.map((charge) => ({
            ...charge,
            receivedCents: charge.receivedCents / 100,
          })),
        }
      },
    }),
  },
  {
    name: 'a till gives up after the first silence',
    killedBy: ['I14'],
    seed: 2,
    make: (parts) => ({
      ...parts,
      sendCharge: async ({ put }, signal) => {
        const reply = await put(signal)
        if (reply.ok) return { kind: 'accepted', charge: reply.value }
        return { kind: 'refused', problem: { type: '', title: '', status: 500 } }
      },
    }),
  },
]
