import { PixError, readCobrWebhookBody, readRecWebhookBody } from '@balcao/pix'
import type { RecurrenceFollower } from './follow-recurrences.ts'
import type { RecurrenceDeps } from './recurrence-deps.ts'

/** A callback names one or a few; whoever names more is not believed so far, and asking finds the rest. */
const mostHints = 200

/**
 * What the PSP tells of recurrences and of their charges. Nothing of it is believed and nothing of it is kept but where to look: that is
 * written down before the PSP is told 200, and looked at at once.
 */
export function createRecurrenceEar(
  { store, psp, log }: RecurrenceDeps,
  { follow, followCharge }: RecurrenceFollower,
) {
  const lookAt = (work: Promise<void>) =>
    void work.catch((err: unknown) => log.error({ err }, 'hint about a recurrence not followed'))
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
        if (recurrence === undefined) continue
        await store.askAboutRecurrence(recurrence.recurrenceId, psp.nowMs())
        lookAt(follow(recurrence))
      }
    },
    async hearOfCharges(body: string): Promise<void> {
      for (const { txid } of read(() => readCobrWebhookBody(body))) {
        if ((await store.recurrenceCharge(txid)) === undefined) continue
        await store.askAboutRecurrenceCharge(txid, psp.nowMs())
        lookAt(followCharge(txid))
      }
    },
  }
}
