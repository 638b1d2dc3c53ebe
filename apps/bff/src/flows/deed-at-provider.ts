import { isOutcomeUnknown, PayerApiError } from '@balcao/payer-api'
import { byItself } from '../store/audit.ts'
import { type PayerDeps, payerBell } from './payer-deps.ts'

/**
 * A deed that the provider keeps and that does no harm twice: a limit, a cancellation. It leaves its trace in the audit before the
 * provider hears of it, since an answer may be lost, and after. Throws PayerApiError.
 */
export async function atProvider<T>(
  { payer, clock, bus, by = byItself }: PayerDeps,
  { action, subject, detail }: { action: string; subject: string; detail?: Record<string, unknown> },
  ask: () => Promise<T>,
): Promise<T> {
  const note = (outcome: string) =>
    payer.notePayerDeed({ actor: by, action, subject, detail: { ...detail, outcome } }, clock.now())
  await note('asked')
  try {
    const answer = await ask()
    await note('done')
    return answer
  } catch (error) {
    if (!(error instanceof PayerApiError)) throw error
    await note(isOutcomeUnknown(error) ? 'unknown' : 'refused')
    throw error
  } finally {
    bus.ring(payerBell)
  }
}
