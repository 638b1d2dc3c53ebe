import type { Frequency, RecurrenceTerms } from '@balcao/contracts'
import { startOfDay } from '@balcao/domain'
import type { Billing, RecurrenceTerms as WireTerms } from '@balcao/payer-api'

/** What has to be known of a recurrence's terms, and of a billing's day, to agree to it or to stop it. */

const frequencies = {
  WEEK: 'weekly',
  MNTH: 'monthly',
  QURT: 'quarterly',
  MIAN: 'semiannual',
  YEAR: 'annual',
} as const satisfies Record<string, Frequency>

/** Undefined where the provider uses a word that nobody here knows: what cannot be told in words is agreed to by nobody. */
export function termsOf({
  contractLink,
  calendar,
  value,
  retryPolicy,
}: WireTerms): RecurrenceTerms | undefined {
  const { frequencyType } = calendar
  if (frequencyType === 'undetermined' || retryPolicy === 'undetermined') return undefined
  return {
    object: contractLink.object ?? null,
    contract: contractLink.contract ?? '',
    frequency: frequencies[frequencyType],
    firstDay: calendar.initialDate,
    lastDay: calendar.finalDate ?? null,
    fixedCents: value.recValueCents ?? null,
    minimumCents: value.receiverMinimumValueCents ?? null,
    retryPolicy: retryPolicy === 'NOT_ALLOWED' ? 'none' : 'three-in-seven-days',
  }
}

export type LimitConsent = {
  maximumCents: number | null
  useAccountLimit: boolean
  acceptsLimitBelowValue?: boolean | undefined
}

/** With a maximum below the fixed amount, or below the least that the receiver takes, no charge would ever be paid. */
export function isLimitTooLow(
  { maximumCents, acceptsLimitBelowValue }: LimitConsent,
  { fixedCents, minimumCents }: Pick<RecurrenceTerms, 'fixedCents' | 'minimumCents'>,
): boolean {
  if (maximumCents === null || acceptsLimitBelowValue === true) return false
  return maximumCents < (fixedCents ?? minimumCents ?? 0)
}

const brasilia = 'America/Sao_Paulo'

/** The day of the next try, which may come after the due date. */
export const dayOfBilling = ({ scheduledDate, dueDate }: Billing): string => scheduledDate ?? dueDate

/** A billing can be cancelled until 23:59:59.999 of the day before, in Brasília. */
export const lastCancelMs = (billing: Billing): number => startOfDay(dayOfBilling(billing), brasilia) - 1
