import { expect, test } from 'vitest'
import { PixError } from '../packages/pix/src/index.ts'
import { parts } from './parts.ts'
import { inMemory } from './world/disk.ts'
import { openQuietShop } from './world/quiet-shop.ts'

const txid = 'e'.repeat(32)
const create = {
  kind: 'create',
  txid,
  body: JSON.stringify({ amountCents: 1000, terminalId: 'caixa-1' }),
} as const

test('a create that comes after its cancel makes nothing that can be paid', async () => {
  const shop = await openQuietShop(inMemory())
  shop.ask({ kind: 'cancel', txid })
  await shop.wait(1_000)
  shop.ask(create)
  await shop.wait(30_000)
  shop.close()
  expect(shop.bank.world.charges.get(txid)?.status).not.toBe('ATIVA')
})

const silence = new PixError('unavailable', 'The PSP did not answer in time, or the connection broke')

/** How far the till's countdown is from what the PSP has of the only charge there is. */
function apartMs(shop: Awaited<ReturnType<typeof openQuietShop>>, till: ReturnType<typeof shop.addScreen>) {
  const cob = shop.bank.world.charges.get(txid)
  if (cob?.tipoCob !== 'cob') throw new Error('The PSP has no such charge')
  const [shown] = till.shown()
  expect(shown?.face).toBe('awaiting')
  const leftMs = cob.createdAt + cob.fields.calendario.expiracao * 1000 - shop.nowMs()
  return Math.abs((shown?.remainingMs ?? 0) - leftMs)
}

// PUT replaces the whole charge, its validity too. The repeat is under way when the charge is found and extended.
test('a repeated create that comes late does not take an extension back', async () => {
  let letThrough = () => {}
  let attempts = 0
  const shop = await openQuietShop(inMemory(), {
    ...parts,
    psp: (psp) => ({
      ...psp,
      createCharge: async (id, body) => {
        if (++attempts === 2) await new Promise<void>((resolve) => (letThrough = resolve))
        await psp.createCharge(id, body)
        throw silence
      },
    }),
  })
  const till = shop.addScreen('caixa-1', 'till', 'till')
  void till.connect()
  shop.ask(create)
  while (attempts < 2) await shop.wait(1_000)
  void shop.post(JSON.stringify({ pix: [{ endToEndId: 'E1', txid, valor: '10.00', horario: '' }] }))
  await shop.wait(5_000)
  shop.ask({ kind: 'extend', txid, minutes: 10 })
  await shop.wait(5_000)
  letThrough()
  await shop.wait(60_000)
  expect(apartMs(shop, till)).toBeLessThan(2_000)
  shop.close()
})

// Seed 8100554: who extends it knows nothing of who had sent it first, nor that it was sent once more.
test.each([1, 2])('nor does the first create of a BFF that has died, after %i starts', async (starts) => {
  const sent: string[] = []
  let arrive = async (_bytes: string) => {}
  const shop = await openQuietShop(inMemory(), {
    ...parts,
    psp: (psp) => {
      arrive = async (bytes) => void (await psp.createCharge(txid, bytes))
      return {
        ...psp,
        createCharge: (id, bytes) =>
          sent.push(bytes) === 1 ? new Promise(() => {}) : psp.createCharge(id, bytes),
      }
    },
  })
  shop.ask(create)
  await shop.wait(1_000)
  for (let start = 0; start < starts; start++) {
    await shop.restart()
    await shop.wait(5_000)
  }
  const till = shop.addScreen('caixa-1', 'till', 'till')
  void till.connect()
  shop.ask({ kind: 'extend', txid, minutes: 10 })
  await shop.wait(5_000)
  void arrive(sent[0] ?? '')
  await shop.wait(10_000)
  expect(sent).toHaveLength(2)
  expect(apartMs(shop, till)).toBeLessThan(2_000)

  await shop.wait(60_000)
  const beforeMs = till.shown()[0]?.remainingMs ?? 0
  shop.ask({ kind: 'extend', txid, minutes: 10 })
  await shop.wait(5_000)
  expect(till.shown()[0]?.remainingMs).toBeGreaterThan(beforeMs + 500_000)
  expect(apartMs(shop, till)).toBeLessThan(2_000)
  shop.close()
})
