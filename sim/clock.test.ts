import { expect, test } from 'vitest'
import { PixError } from '../packages/pix/src/index.ts'
import { type Parts, parts } from './parts.ts'
import { inMemory } from './world/disk.ts'
import { openQuietShop } from './world/quiet-shop.ts'

const txid = 'e'.repeat(32)
const body = JSON.stringify({ amountCents: 1000, terminalId: 'caixa-1' })
const minute = 60_000

/** A till that is connected from the first moment, at a BFF whose clock is off by so much. */
async function openTill(clockSkewMs: number, shopParts = parts) {
  const shop = await openQuietShop(inMemory(), shopParts, clockSkewMs)
  return { shop, till: shop.addScreen('caixa-1', 'till', 'till') }
}

/** How far a countdown is from what the PSP says, in ms. */
async function countdownError(clockSkewMs: number, shopParts = parts): Promise<number> {
  const { shop, till } = await openTill(clockSkewMs, shopParts)
  shop.ask({ kind: 'create', txid, body })
  await shop.wait(minute)
  await shop.restart()
  // As fast as a screen is back after a restart: before the PSP has said anything.
  void till.connect()
  await shop.wait(minute)
  const endsAtMs = Date.parse(till.shown()[0]?.charge.expiresAt ?? '')
  const error = (till.shown()[0]?.remainingMs ?? Number.NaN) - (endsAtMs - shop.nowMs())
  shop.close()
  return Math.abs(error)
}

/** Whether a till shows the charge that was made when the BFF had learnt what time it is. */
async function isCurrentShown(clockSkewMs: number): Promise<boolean> {
  const { shop, till } = await openTill(clockSkewMs)
  void till.connect()
  await shop.wait(5_000)
  shop.ask({ kind: 'create', txid, body })
  await shop.wait(minute)
  const isShown = till.snapshot()?.currentTxid === txid
  shop.close()
  return isShown
}

test('with a clock that is right, countdowns and the current charge are right', async () => {
  expect(await countdownError(0)).toBeLessThan(2_000)
  expect(await isCurrentShown(0)).toBe(true)
})

test('with a clock that is two minutes behind, a countdown is right soon after a start', async () => {
  expect(await countdownError(-2 * minute)).toBeLessThan(2_000)
})

/** A PSP that does not answer a BFF that was started again. */
function silentAtTheSecondStart(): Parts {
  let starts = 0
  const silence = () => Promise.reject(new PixError('unavailable', 'The PSP did not answer in time'))
  const silentLists = {
    async *listPix() {
      yield await silence()
    },
  }
  return {
    ...parts,
    psp: (psp) => {
      starts++
      if (starts === 1) return psp
      const silent = Object.entries(psp).map(([name, value]) => [
        name,
        ['status', 'nowMs', 'newChargeBody'].includes(name) ? value : silence,
      ])
      return { ...psp, ...Object.fromEntries(silent), ...silentLists }
    },
  }
}

test('and also while the PSP does not answer after the start', async () => {
  expect(await countdownError(-2 * minute, silentAtTheSecondStart())).toBeLessThan(2_000)
})

test('with a clock that is 20 s ahead, a till shows the charge that was just made', async () => {
  expect(await isCurrentShown(20_000)).toBe(true)
})
