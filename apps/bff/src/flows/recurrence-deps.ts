import { wallTime } from '@balcao/domain'
import { PixError } from '@balcao/pix'
import type { Deps } from '../deps.ts'

/** What the flows of Pix Automático touch. */
export type RecurrenceDeps = Pick<Deps, 'clock' | 'psp' | 'store' | 'bus' | 'log' | 'by'>

/**
 * Whatever becomes of us while the PSP is asked for something, what came of it is read this soon. A deed that is refused may be one that
 * it has done already, when we did not live to hear it.
 */
export const looksAgainAfterMs = 5_000

/** Pix Automático counts its days in Brasília, wherever the shop is. */
export const todayAtPsp = ({ psp }: Pick<Deps, 'psp'>): string =>
  wallTime(psp.nowMs(), 'America/Sao_Paulo').day

/** Neither says anything of what was asked for: the token or the pace was refused, and the next attempt may pass. */
export const isPassing = (error: PixError) => error.code === 'unauthorized' || error.code === 'rate-limited'

/** What the PSP holds against it, in its own words. */
export const refusalText = ({ problem, message }: PixError): string =>
  problem?.violations[0]?.reason ?? problem?.detail ?? problem?.title ?? message

/** Of a request that API Pix could never take: the field of ours that it stands in. Throws on whatever else went wrong. */
export function fieldAtFault(error: unknown): { field: string; message: string } {
  if (!(error instanceof PixError) || error.code !== 'invalid-request') throw error
  const field = error.field ?? 'body'
  return {
    field: field.replace(/^debtor\.c(pf|npj)$/, 'debtor.document'),
    message: error.message.replace(`${field}: `, ''),
  }
}

/** Errors of the PSP as values; a bug still throws. */
export async function outcome<T>(asked: Promise<T>): Promise<T | PixError> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof PixError) return error
    throw error
  }
}
