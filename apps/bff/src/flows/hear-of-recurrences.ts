import { PixError, readCobrWebhookBody, readRecWebhookBody } from '@balcao/pix'
import type { RecurrenceDeps } from './recurrence-deps.ts'

/** A callback names one or a few; whoever names more is not believed so far, and asking finds the rest. */
const mostHints = 200

/**
 * What the PSP tells of recurrences and of their charges. Nothing of it is believed, and nothing of it is kept but that the PSP is to be
 * asked now: the round of the next second does (flows/follow-recurrences.ts).
 */
export function createRecurrenceEar({ store, psp, log }: Pick<RecurrenceDeps, 'store' | 'psp' | 'log'>) {
  const read = <Hint>(hints: () => Hint[]): Hint[] => {
    try {
      return hints().slice(0, mostHints)
    } catch (error) {
      if (!(error instanceof PixError)) throw error
      log.warn('a body that is no callback of Pix Automático')
      return []
    }
  }
  return {
    async hearOfRecurrences(body: string): Promise<void> {
      for (const { idRec } of read(() => readRecWebhookBody(body))) {
        const recurrence = await store.recurrenceByPspId(idRec)
        if (recurrence !== undefined) await store.askAboutRecurrence(recurrence.recurrenceId, psp.nowMs())
      }
    },
    async hearOfCharges(body: string): Promise<void> {
      for (const { txid } of read(() => readCobrWebhookBody(body)))
        await store.askAboutRecurrenceCharge(txid, psp.nowMs())
    },
  }
}
