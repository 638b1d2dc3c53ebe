import type { Page } from '@playwright/test'
import words from '../apps/pos/checkout/voice/recorded/words.json' with { type: 'json' }
import { charge, expect, says, test, type World } from './world.ts'

test.use({ hasWorker: true })

/** Charges, pays, and waits until the till says so. */
async function sell(till: Page, world: World, terminalId: string, amount?: string) {
  await charge(till, amount)
  await world.pay((await world.openCharge(terminalId)).pixCopiaECola)
  await says(till, 'Pago')
}

const settingsOf = async (till: Page) => {
  await till.getByRole('button', { name: 'Ajustes' }).click()
  return till.getByRole('dialog', { name: 'Ajustes deste aparelho' })
}

/** A device with a voice: what it says is kept, whichever tab says it. */
async function giveVoice(page: Page, said: string[]) {
  await page.context().exposeFunction('noteSaid', (text: string) => void said.push(text))
  await page.context().addInitScript(() => {
    class Utterance {
      text: string
      onend?: () => void
      constructor(text: string) {
        this.text = text
      }
    }
    const voices = [{ lang: 'pt-BR', localService: true, name: 'Luciana' }]
    const speechSynthesis = Object.assign(new EventTarget(), {
      getVoices: () => voices,
      cancel: () => {},
      speak: (utterance: Utterance) => {
        void (window as never as { noteSaid: (text: string) => Promise<void> })
          .noteSaid(utterance.text)
          .then(() => utterance.onend?.())
      },
    })
    Object.defineProperty(window, 'speechSynthesis', { value: speechSynthesis })
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance })
  })
  await page.reload()
}

test('a payment is said once on a device, whatever number of tabs shows the till', async ({
  cashier,
  world,
  terminalId,
}) => {
  const said: string[] = []
  const first = await cashier()
  await giveVoice(first, said)
  const second = await first.context().newPage()
  await second.goto(first.url())
  // Browsers keep a page silent until somebody touches it.
  for (const tab of [first, second]) await tab.getByRole('textbox', { name: 'Valor' }).click()
  await sell(first, world, terminalId)
  await says(second, 'Pago')
  await expect.poll(() => said).toEqual(['Pix recebido, vinte e três reais e cinquenta centavos.'])
  await first.getByRole('button', { name: 'Nova venda' }).click()
  await sell(first, world, terminalId, '1,00')
  await says(second, 'Pago')
  await expect.poll(() => said.slice(1)).toEqual(['Pix recebido, um real.'])
})

/** A slice of the recording that a page has started, in seconds, and the sound that is in it. */
type Slice = { when: number; offset: number; duration: number; rms: number; peak: number }

/** Keeps what a page plays of recordings, as the browser has decoded them. */
async function listen(page: Page): Promise<() => Promise<Slice[]>> {
  await page.addInitScript(() => {
    const slices: Slice[] = []
    Object.assign(window, { slices })
    const { start } = AudioBufferSourceNode.prototype
    AudioBufferSourceNode.prototype.start = function (when = 0, offset = 0, duration = 0) {
      const samples =
        this.buffer
          ?.getChannelData(0)
          .subarray(offset * this.buffer.sampleRate, (offset + duration) * this.buffer.sampleRate) ??
        new Float32Array()
      const squares = samples.reduce((sum, sample) => sum + sample ** 2, 0)
      const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
      slices.push({ when, offset, duration, rms: Math.sqrt(squares / samples.length), peak })
      start.call(this, when, offset, duration)
    }
  })
  await page.reload()
  return () => page.evaluate(() => (window as never as { slices: Slice[] }).slices)
}

const nameOf = (slice: Slice) =>
  Object.entries(words).find(([, { at }]) => Math.abs(at - slice.offset) < 0.001)?.[0]

test('a device without a voice says the amount in recorded words, and keeps them', async ({
  cashier,
  world,
  terminalId,
}) => {
  const till = await cashier()
  const slices = await listen(till)
  await till.getByRole('textbox', { name: 'Valor' }).click()
  await sell(till, world, terminalId)
  await expect.poll(async () => (await slices()).length).toBe(8)
  const said = await slices()
  expect(said.map(nameOf).join(' ')).toBe('pix recebido vinte e três reais e cinquenta centavos')
  // One after the other, each as long as its word: what sounds together is silence.
  for (const [index, { when, duration }] of said.slice(0, -1).entries()) {
    const next = said[index + 1]?.when ?? 0
    expect(next - when).toBeGreaterThan(0.1)
    expect(when + duration - next).toBeLessThan(0.11)
  }
  await till.reload()
  const isKept = () =>
    till.evaluate(async () => {
      const found = (await window.caches.keys()).map(async (name) => (await window.caches.open(name)).keys())
      return (await Promise.all(found)).flat().some(({ url }) => url.endsWith('.mp3'))
    })
  await expect.poll(isKept).toBe(true)
})

test('each recorded word can be heard, and none is distorted', async ({ cashier }) => {
  const till = await cashier()
  const slices = await listen(till)
  const settings = await settingsOf(till)
  await settings.getByRole('button', { name: 'Testar som' }).click()
  await expect.poll(async () => (await slices()).length).toBe(8)
  const all = await till.evaluate(async (words) => {
    const address = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.mp3'))?.name
    const bytes = await (await fetch(address ?? '')).arrayBuffer()
    const context = new OfflineAudioContext(1, 1, 48_000)
    const buffer = await context.decodeAudioData(bytes)
    return Object.entries(words).map(([name, { at, lasts }]) => {
      const source = new AudioBufferSourceNode(context, { buffer })
      source.start(0, at, lasts)
      return { name, ...(window as never as { slices: Slice[] }).slices.at(-1) }
    })
  }, words)
  expect(all).toHaveLength(Object.keys(words).length)
  for (const { name, rms, peak } of all) {
    expect(rms, name).toBeGreaterThan(0.04)
    expect(peak, name).toBeGreaterThan(0.3)
    expect(peak, name).toBeLessThan(0.95)
  }
})

test('a device without a voice says so where the voice is chosen', async ({ cashier }) => {
  const till = await cashier()
  const settings = await settingsOf(till)
  await expect(settings.getByText('Este aparelho não tem voz em português do Brasil.')).toBeVisible()
  await settings.getByRole('button', { name: 'Testar som' }).click()
  await expect(settings.getByText('Você deve ouvir o som agora.')).toBeVisible()
  for (const name of ['No caixa', 'No totem'])
    await settings.getByRole('checkbox', { name }).setChecked(name === 'No totem')
  await till.reload()
  await till.getByRole('button', { name: 'Ajustes' }).click()
  await expect(settings.getByRole('checkbox', { name: 'No caixa' })).not.toBeChecked()
  await expect(settings.getByRole('checkbox', { name: 'No totem' })).toBeChecked()
})
