import type { Charge } from '@balcao/contracts'
import { playChime } from '@balcao/ui'
import { type AudibleScreen, speaksOn } from '../../shell/device.ts'
import { ring } from '../../shell/ring.ts'
import { runningContext } from '../../shell/sound.ts'
import { prepareVoice, speakPayment } from './speak.ts'

export { prepareVoice }

/** Rings once for what was just paid, and says each amount where this screen is to speak. */
export function announcePaid(screen: AudibleScreen, paid: readonly Charge[]): void {
  ring(playChime)
  if (!speaksOn(screen) || !runningContext()) return
  for (const { txid, receivedCents } of paid) void speakPayment({ txid, amountCents: receivedCents })
}
