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

/** `Todo mês`: how often, where the amount stands above it. */
export const everyWords = ({ frequency }: RecurrenceTerms): string =>
  `${every[frequency].charAt(0).toUpperCase()}${every[frequency].slice(1)}`

/** A company's number as people write it; a person's comes masked already, and stays so. */
export const documentWords = (document: string): string =>
  /^[0-9A-Z]{12}\d{2}$/.test(document)
    ? `CNPJ ${document.replace(/^(.{2})(.{3})(.{3})(.{4})(.{2})$/, '$1.$2.$3/$4-$5')}`
    : `CPF ${document}`

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

/**
 * Some receivers' data contradict themselves: the id of a recurrence begins with `RR` where charges may be tried again and with `RN` where
 * not (API Pix, RecId), and its terms say the opposite. The terms are what is agreed to. Null where both say the same.
 */
export function contradictionSentence(
  recurrenceId: string,
  { retryPolicy }: Pick<RecurrenceTerms, 'retryPolicy'>,
): string | null {
  if (retryPolicy === 'none' && recurrenceId.startsWith('RR'))
    return 'O código da recorrência diz que haveria outras tentativas. Vale o que está escrito aqui.'
  if (retryPolicy !== 'none' && recurrenceId.startsWith('RN'))
    return 'O código da recorrência diz que não haveria outras tentativas. Vale o que está escrito aqui.'
  return null
}

/** A limit that lets no charge through: the account's provider takes it where the payer wants it. */
export const isBelowValue = (
  { fixedCents }: Pick<RecurrenceTerms, 'fixedCents'>,
  maximumCents: number | null,
) => maximumCents !== null && fixedCents !== null && maximumCents < fixedCents

/** A limit that the receiver has said not to take, where the amount varies (API Pix, `valorMinimoRecebedor`): no consent makes it good. */
export const isBelowMinimum = (
  { fixedCents, minimumCents }: Pick<RecurrenceTerms, 'fixedCents' | 'minimumCents'>,
  maximumCents: number | null,
) => maximumCents !== null && fixedCents === null && minimumCents !== null && maximumCents < minimumCents
