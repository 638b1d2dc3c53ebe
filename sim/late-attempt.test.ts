import { expect, test } from 'vitest'
import { PixError } from '../packages/pix/src/index.ts'
import { type Parts, parts } from './parts.ts'
import { inMemory } from './world/disk.ts'
import { readLedger } from './world/ledger.ts'
import { openQuietShop } from './world/quiet-shop.ts'

const txid = 'e'.repeat(32)
const silence = () => new PixError('unavailable', 'The PSP did not answer in time, or the connection broke')

/**
 * A PSP that nobody reaches for a minute. Then one request gets through, its answer is lost, and for five seconds a replica does not
 * know of it yet.
 */
function awayForAMinute(): { parts: Parts; isThrough: () => boolean } {
  let throughAtMs = Number.POSITIVE_INFINITY
  return {
    isThrough: () => throughAtMs < Number.POSITIVE_INFINITY,
    parts: {
      ...parts,
      psp: (psp) => {
        const beganAtMs = psp.nowMs()
        return {
          ...psp,
          createCharge: async (id, body) => {
            if (psp.nowMs() - beganAtMs < 60_000) throw silence()
            await psp.createCharge(id, body)
            throughAtMs = Math.min(throughAtMs, psp.nowMs())
            throw silence()
          },
          readCharge: async (id) => (psp.nowMs() - throughAtMs < 5_000 ? 'absent' : psp.readCharge(id)),
        }
      },
    },
  }
}

test.each([
  { and: 'the BFF lives on', dies: false },
  { and: 'the BFF dies in that moment', dies: true },
])('a charge whose latest request has just gone out is not called absent: $and', async ({ dies }) => {
  const psp = awayForAMinute()
  const shop = await openQuietShop(inMemory(), psp.parts)
  shop.ask({ kind: 'create', txid, body: JSON.stringify({ amountCents: 1000, terminalId: 'caixa-1' }) })
  while (!psp.isThrough()) await shop.wait(1_000)
  if (dies) await shop.restart()
  shop.ask({ kind: 'cancel', txid })
  await shop.wait(30_000)
  const { charges } = await readLedger(shop.disk)
  shop.close()
  const isPayable = shop.bank.world.charges.get(txid)?.status === 'ATIVA'
  expect({ here: charges.get(txid)?.status, isPayable }).toEqual({ here: 'cancelled', isPayable: false })
})
