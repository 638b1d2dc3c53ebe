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

// PUT replaces the whole charge, its validity too. The repeat is under way when the charge is found and extended.
test('a repeated create that comes late does not take an extension back', async () => {
  const silence = new PixError('unavailable', 'The PSP did not answer in time, or the connection broke')
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
  const cob = shop.bank.world.charges.get(txid)
  shop.close()
  if (cob?.tipoCob !== 'cob') throw new Error('The PSP has no such charge')
  const [shown] = till.shown()
  expect(shown?.face).toBe('awaiting')
  const leftMs = cob.createdAt + cob.fields.calendario.expiracao * 1000 - shop.nowMs()
  expect(Math.abs((shown?.remainingMs ?? 0) - leftMs)).toBeLessThan(2_000)
})
