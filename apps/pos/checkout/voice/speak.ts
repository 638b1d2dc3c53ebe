import { playChime } from '@balcao/ui'
import { inTurn } from '../../shell/in-turn.ts'
import { isFirst } from '../../shell/once.ts'
import { ring } from '../../shell/sound.ts'
import { say } from '../../shell/voice.ts'
import { createAnnouncer, wordsForPayment } from './announcer.ts'

/** Until the chime has died away, which would cover the first word. */
const chimeMs = 1_000
/** What the test says: an amount with reais and centavos. */
const exampleCents = 2_350

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Where a device has no voice the chime sounds a second time: other than the usual, and never mistaken for words. */
async function sayOrRing(sentence: string): Promise<void> {
  await pause(chimeMs)
  if (!(await say(sentence))) ring(playChime)
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
