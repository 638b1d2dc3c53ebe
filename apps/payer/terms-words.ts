import type { RecurrenceTerms } from '@balcao/contracts'
import { formatCents } from '@balcao/ui'

/** What somebody agrees to, in sentences that leave nothing out. */

const every: Record<RecurrenceTerms['frequency'], string> = {
  weekly: 'toda semana',
  monthly: 'todo mês',
  quarterly: 'a cada três meses',
  semiannual: 'a cada seis meses',
  annual: 'uma vez por ano',
}

/** `2026-12-31` as people write it. A day of the calendar has no time zone, so no Date is asked. */
export const formatDay = (day: string): string => day.split('-').reverse().join('/')

/** How much, how often. */
export function chargeSentence({ fixedCents, frequency }: RecurrenceTerms): string {
  return fixedCents === null
    ? `Um valor que pode mudar, ${every[frequency]}.`
    : `${formatCents(fixedCents)}, ${every[frequency]}.`
}

/** From when, until when. */
export function periodSentence({ firstDay, lastDay }: RecurrenceTerms): string {
  return lastDay === null
    ? `A partir de ${formatDay(firstDay)}, até alguém cancelar.`
    : `De ${formatDay(firstDay)} a ${formatDay(lastDay)}.`
}

/** What happens on a day without enough money. */
export const retrySentence = ({ retryPolicy }: RecurrenceTerms): string =>
  retryPolicy === 'none'
    ? 'Se não houver saldo no dia, a cobrança não é tentada em outros dias.'
    : 'Se não houver saldo no dia, a cobrança é tentada até mais três vezes, em dias diferentes, dentro de sete dias.'

/** A limit that lets no charge through: below the fixed amount, or below the least that the receiver takes. */
export function isBelowValue(
  { fixedCents, minimumCents }: Pick<RecurrenceTerms, 'fixedCents' | 'minimumCents'>,
  maximumCents: number | null,
): boolean {
  const least = fixedCents ?? minimumCents
  return maximumCents !== null && least !== null && maximumCents < least
}
