import { expect, test } from 'vitest'
import { cancel } from '../apps/sandbox/src/account/manage.ts'
import { dayOf } from './invariants/days.ts'
import { type Parts, parts } from './parts.ts'
import { agreeToRecurrence } from './world/agreed-recurrence.ts'
import { inMemory } from './world/disk.ts'
import { readLedger } from './world/ledger.ts'
import { openQuietShop } from './world/quiet-shop.ts'

const txid = 'b'.repeat(32)
const minute = 60_000

/** A recurrence that somebody has agreed to, and of which this PSP tells nothing by itself. */
async function openAgreed(shopParts: Parts = parts) {
  const shop = await openQuietShop(inMemory(), shopParts)
  const agreed = await agreeToRecurrence(shop)
  const { world, wake } = shop.bank
  return {
    ...{ ...shop, ...agreed },
    payerEndsIt() {
      cancel(world, agreed.account, agreed.recId)
      wake()
    },
    async standing() {
      const { recurrences, recurrenceCharges } = await readLedger(shop.disk)
      shop.close()
      return { recurrence: recurrences[0]?.status, charge: recurrenceCharges[0]?.status }
    },
  }
}

test('where the PSP tells nothing of it, it is heard of within ten minutes', async () => {
  const shop = await openAgreed()
  shop.payerEndsIt()
  await shop.wait(10 * minute + 5_000)
  expect(await shop.standing()).toMatchObject({ recurrence: 'cancelled' })
})

test('where only the end of a charge is told, its recurrence is asked about too', async () => {
  const shop = await openAgreed()
  void shop.charge(txid, dayOf(shop.nowMs() + 7 * 24 * 60 * minute))
  await shop.wait(5_000)
  shop.payerEndsIt()
  void shop.post(JSON.stringify({ cobsr: [{ txid, status: 'CANCELADA' }] }), 'cobr')
  await shop.wait(5_000)
  expect(await shop.standing()).toEqual({ recurrence: 'cancelled', charge: 'cancelled' })
})

test('nobody is charged by it, and whoever tries learns that it is over', async () => {
  const shop = await openAgreed()
  shop.payerEndsIt()
  void shop.charge(txid, shop.today)
  await shop.wait(5_000)
  expect(shop.bank.world.registry.cobr.size).toBe(0)
  expect(await shop.standing()).toEqual({ recurrence: 'cancelled', charge: 'rejected' })
})

test('what is told while the PSP is being asked is not taken for what it answers', async () => {
  let answers = () => {}
  let isHeld = false
  const shop = await openAgreed({
    ...parts,
    psp: (psp) => ({
      ...psp,
      recurrences: {
        ...psp.recurrences,
        read: async (idRec) => {
          const truth = await psp.recurrences.read(idRec)
          if (isHeld) await new Promise<void>((resolve) => (answers = resolve))
          return truth
        },
      },
    }),
  })
  const tell = () => shop.post(JSON.stringify({ recs: [{ idRec: shop.recId, status: 'APROVADA' }] }), 'rec')
  isHeld = true
  void tell()
  await shop.wait(5_000)
  isHeld = false
  shop.payerEndsIt()
  void tell()
  await shop.wait(5_000)
  answers()
  await shop.wait(5_000)
  expect(await shop.standing()).toMatchObject({ recurrence: 'cancelled' })
})
