import { expect, test } from 'vitest'
import { createAnnouncer, wordsForPayment } from './announcer.ts'

/** Two tabs of one device: what one has said the other has, and they take turns. A sentence lasts until `finish`. */
function createDevice() {
  const said: string[] = []
  const known = new Set<string>()
  const endings: (() => void)[] = []
  const now = { ms: 0 }
  let last = Promise.resolve()
  const tab = () =>
    createAnnouncer({
      say: (sentence) => {
        said.push(sentence)
        return new Promise((resolve) => endings.push(resolve))
      },
      inTurn: (run) => (last = last.then(run)),
      isFirst: (txid) => !known.has(txid) && Boolean(known.add(txid)),
      nowMs: () => now.ms,
    })
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
  const finish = async () => {
    endings.shift()?.()
    await settle()
  }
  return { said, now, tab, settle, finish }
}

test('a payment is said in words', () => {
  expect(wordsForPayment(2350)).toBe('Pix recebido, vinte e três reais e cinquenta centavos.')
  expect(wordsForPayment(100_000_000)).toBe('Pix recebido, um milhão de reais.')
  expect(wordsForPayment(999_999_999_999)).toBe('Pix recebido.')
})

test('several are said one after the other, in their order', async () => {
  const device = createDevice()
  const announce = device.tab()
  void announce({ txid: 'a', amountCents: 100 })
  void announce({ txid: 'b', amountCents: 200 })
  await device.settle()
  expect(device.said).toEqual(['Pix recebido, um real.'])
  await device.finish()
  expect(device.said).toEqual(['Pix recebido, um real.', 'Pix recebido, dois reais.'])
})

test('the same payment is said once, whichever tab hears of it and however often', async () => {
  const device = createDevice()
  const [first, second] = [device.tab(), device.tab()]
  for (const announce of [first, second, first]) void announce({ txid: 'a', amountCents: 100 })
  await device.settle()
  for (let n = 0; n < 3; n++) await device.finish()
  expect(device.said).toEqual(['Pix recebido, um real.'])
})

test('what has waited until the customer is gone is not said any more', async () => {
  const device = createDevice()
  const announce = device.tab()
  void announce({ txid: 'a', amountCents: 100 })
  void announce({ txid: 'b', amountCents: 200 })
  await device.settle()
  device.now.ms = 30_001
  await device.finish()
  void announce({ txid: 'c', amountCents: 300 })
  await device.settle()
  expect(device.said).toEqual(['Pix recebido, um real.', 'Pix recebido, três reais.'])
})
