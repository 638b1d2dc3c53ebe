import { expect, test } from 'vitest'
import { pay } from '../apps/sandbox/src/payments.ts'
import { pixJson } from '../apps/sandbox/src/present.ts'
import { putRefund, settleRefunds } from '../apps/sandbox/src/refunds.ts'
import { type Parts, parts } from './parts.ts'
import { createRandom } from './random.ts'
import { inMemory } from './world/disk.ts'
import { readLedger } from './world/ledger.ts'
import { openQuietShop } from './world/quiet-shop.ts'

/** I20. Without sweeps there is nothing but the notifications. */
const deaf: Parts = {
  ...parts,
  psp: (psp) => ({ ...psp, async *listPix() {} }),
}
const medium = inMemory()

const sales = [
  { txid: 'a'.repeat(32), payments: [1000] },
  { txid: 'b'.repeat(32), payments: [1000, 1000] },
  { txid: 'c'.repeat(32), payments: [1000], refunded: '4.00' },
  { txid: 'd'.repeat(32), payments: [] },
]

/** The ledger after everything that the PSP had to tell came in the order of a seed, some of it several times. */
async function ledgerAfter(seed: number): Promise<unknown> {
  const random = createRandom(seed)
  const shop = await openQuietShop(medium, deaf)
  const { world } = shop.bank
  const bodies: string[] = []
  for (const { txid, payments, refunded } of sales) {
    shop.ask({ kind: 'create', txid, body: JSON.stringify({ amountCents: 1000, terminalId: 'caixa-1' }) })
    await shop.wait(10_000)
    const pixCopiaECola = world.charges.get(txid)?.pixCopiaECola ?? ''
    for (const amountCents of payments) {
      const pix = pay(world, { pixCopiaECola, amountCents, force: true })
      if ('unpayable' in pix) throw new Error(pix.detail)
      bodies.push(JSON.stringify({ pix: [pixJson(pix)] }))
      if (refunded === undefined) continue
      const plan = { settleAfterMs: null, outcome: 'DEVOLVIDO' } as const
      putRefund(world, pix.endToEndId, 'elsewhere', { valor: refunded }, plan)
      settleRefunds(world, { outcome: 'DEVOLVIDO' })
      bodies.push(JSON.stringify({ pix: [pixJson(pix)] }))
    }
  }
  const unsent = bodies.flatMap((body) => Array.from({ length: random.whole(1, 3) }, () => body))
  while (unsent.length > 0) {
    const [body = ''] = unsent.splice(random.whole(0, unsent.length - 1), 1)
    void shop.post(body)
    await shop.wait(random.whole(0, 400))
  }
  await shop.wait(60_000)
  const { charges } = await readLedger(shop.disk)
  shop.close()
  // How often a charge changed, and when we heard of something, are no facts about money.
  return [...charges.values()].map(({ version: _, refunds, ...charge }) => ({
    ...charge,
    refunds: refunds.map(({ askedAtMs: __, ...refund }) => refund),
  }))
}

test('the ledger is the same whatever the order of the notifications, and however often each comes', async () => {
  const ledger = await ledgerAfter(1)
  expect(ledger).toMatchObject([
    { status: 'awaiting', payments: [] },
    { status: 'paid', refunds: [{ id: 'elsewhere', amountCents: 400, status: 'refunded' }] },
    { status: 'paid', flags: ['duplicate', 'overpaid'] },
    { status: 'paid', flags: [] },
  ])
  for (let seed = 2; seed <= 25; seed++) expect(await ledgerAfter(seed), `order ${seed}`).toEqual(ledger)
}, 300_000)
