import type { Attempt, CobR } from './model.ts'

/** The try that is on its way; there is never more than one. */
export const openAttempt = ({ attempts }: CobR): Attempt | undefined =>
  attempts.find(({ status }) => status === 'SOLICITADA' || status === 'AGENDADA')

/** How many tries after the first have been asked for. */
export const retriesMade = ({ attempts }: CobR): number =>
  attempts.filter(({ tipo }) => tipo === 'NTAG').length
