import { readWord } from './reading.ts'

/** The guide names the first three; EXPIRED, after the final date, is taken over from API Pix (EXPIRADA). */
export const recurrenceStatuses = ['APPROVED', 'REJECTED', 'CANCELED', 'EXPIRED'] as const
export type RecurrenceStatus = (typeof recurrenceStatuses)[number] | 'undetermined'

/** The guide names the first three; the others are taken over from API Pix (EXPIRADA, CANCELADA). */
export const requestStatuses = ['RECEIVED', 'ACCEPTED', 'REJECTED', 'EXPIRED', 'CANCELED'] as const
export type RequestStatus = (typeof requestStatuses)[number] | 'undetermined'

/** How far the answer has come on its way through the Central Bank. */
export const integrationStatuses = ['SENDING_RECEIVING_CONFIRMATION', 'SENDING_APPROVAL', 'APPROVED'] as const
export type IntegrationStatus = (typeof integrationStatuses)[number] | 'undetermined'

/** The British spelling, and the one that the guide itself has once. */
const synonyms = { CANCELLED: 'CANCELED', APROVED: 'APPROVED' } as const

export const readStatus = <Word extends string>(
  value: unknown,
  words: readonly Word[],
): Word | 'undetermined' => {
  const word = readWord(value, [...words, ...Object.keys(synonyms)])
  const plain = Object.hasOwn(synonyms, word) ? synonyms[word as keyof typeof synonyms] : word
  return words.find((known) => known === plain) ?? 'undetermined'
}

export const readIntegrationStatus = (value: unknown): IntegrationStatus | undefined =>
  value === undefined || value === null ? undefined : readStatus(value, integrationStatuses)
