import { dayAfter, wallTime } from '@balcao/domain'
import type { Restored } from './restore-ledger.ts'

/** "Hoje estabelecida como 90 dias desde a data de liquidação original do Pix" (API Pix 2.9.0, PixDevolucaoInvalida). */
const returnableDays = 90

/** What whoever has restored a ledger has to do, in the order in which it is to be done. */
export function whatComesNext(
  { asideAt, isChecked, coveredUntilMs, unanswered }: Restored,
  timeZone: string,
  nowMs: number,
): string {
  const today = wallTime(nowMs, timeZone).day
  const known = coveredUntilMs === undefined ? undefined : wallTime(coveredUntilMs, timeZone)
  return [
    'Restored.',
    ...(isChecked
      ? []
      : [
          'There was no .sha256 beside the backup: its pages are whole, and that is all that is known of it.',
        ]),
    asideAt === undefined ? 'There was no ledger before.' : `The ledger that was here is kept: ${asideAt}`,
    known === undefined
      ? 'It has never asked the PSP what was paid.'
      : `It knows what was paid up to ${known.day} ${known.time} (${timeZone}).`,
    'What comes next:',
    ...unanswered.map(
      ({ endToEndId, refundId, amountCents }) =>
        `- Before the start: look at the PSP whether ${endToEndId} was returned in another refund than ${refundId} (${amountCents} cents). The start asks for this one again.`,
    ),
    '- Start the BFF. It asks the PSP for the payments of the last 48 hours, and for every charge that was open.',
    `- In /gestao/, reconcile ${known?.day ?? dayAfter(today, -returnableDays)} to ${today}, 31 days at a time. Sales that the ledger has lost are there as Pix sem venda.`,
    `- Before anything older is returned, reconcile back to ${dayAfter(today, -returnableDays)}: a refund made since the backup is found with the day of its Pix.`,
    '- Look through people and devices: who was shut out since the backup is let in again.',
  ].join('\n')
}
