import { playChime } from '@balcao/ui'
import { type AudibleScreen, speaksOn } from '../../shell/device.ts'
import { inTurn } from '../../shell/in-turn.ts'
import { isFirst } from '../../shell/once.ts'
import { ring } from '../../shell/ring.ts'
import { readVoice, say } from '../../shell/voice.ts'
import { createAnnouncer, wordsForPayment } from './announcer.ts'

/** Until the chime has died away, which would cover the first word. */
const chimeMs = 1_000
/** What the test says: an amount with reais and centavos. */
const exampleCents = 2_350

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Browsers load their voices after the page: a device that has named none by then has none. */
const voicesAreInMs = 3_000

const loadRecorded = () => import('./recorded/say-recorded.ts')

/** Has the recorded words at hand where this screen speaks and its device has no voice of its own. */
export async function prepareVoice(screen: AudibleScreen): Promise<void> {
  await pause(voicesAreInMs)
  if (!speaksOn(screen) || readVoice() === 'ready') return
  // Without a network they are asked for again when there is something to say.
  await loadRecorded()
    .then(({ fetchWords }) => fetchWords())
    .catch(() => {})
}

const sayRecorded = (sentence: string) =>
  loadRecorded().then(
    (recorded) => recorded.sayRecorded(sentence),
    () => false,
  )

/**
 * By the voice of the device; where it has none, in recorded words. Where they are not to be had the chime sounds a second time: other than
 * the usual, and never mistaken for words.
 */
async function sayOrRing(sentence: string): Promise<void> {
  await pause(chimeMs)
  if (!(await say(sentence)) && !(await sayRecorded(sentence))) ring(playChime)
}

/** Says a payment in its turn, once on this device. */
export const speakPayment = createAnnouncer({
  say: sayOrRing,
  inTurn: (run) => inTurn('voice', run),
  isFirst: (txid) => isFirst('said', txid),
  nowMs: () => performance.now(),
})

/** The same sentence as for a payment, of which there is none. */
export const speakExample = () => inTurn('voice', () => sayOrRing(wordsForPayment(exampleCents)))
