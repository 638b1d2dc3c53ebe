import type { Recurrence } from '@balcao/domain'
import type { PixError } from '@balcao/pix'
import type { RecurrenceCancelled } from '../flows/cancel-recurrence.ts'
import type { ChargeDeed, Charging } from '../flows/charge-recurrence.ts'
import type { Offered } from '../flows/offer-recurrence.ts'
import type { Proposed } from '../flows/propose-recurrence.ts'
import { refusalText } from '../flows/recurrence-deps.ts'
import { ProblemError } from '../problem.ts'
import type { KeptProposal } from '../store/recurrence-proposals.ts'
import { fieldProblem } from './period.ts'

/** What HTTP says of how a flow ended; throws ProblemError where it ended in a no. 202: it is written, and is followed. */

const statusOf = {
  ...{ offered: 201, charged: 201, proposed: 201 },
  ...{ 'already-there': 200, done: 200 },
  ...{ unknown: 202, asked: 202 },
} as const

export function afterOffer(offered: Offered): { status: number; recurrence: Recurrence } {
  switch (offered.kind) {
    case 'offered':
    case 'already-there':
    case 'unknown':
      return { status: statusOf[offered.kind], recurrence: offered.recurrence }
    case 'id-reused':
      throw new ProblemError(
        'recurrence-id-reused',
        'This id belongs to a recurrence with another body. Use a new one.',
      )
    case 'charge-not-found':
      throw new ProblemError('charge-not-found', 'This terminal has no charge with this txid.')
    case 'charge-closed':
      throw new ProblemError(
        'already-closed',
        'Only a charge that awaits its payment can be agreed to with a recurrence: leave txid out.',
      )
    case 'psp-resting':
      throw new ProblemError(
        'psp-unavailable',
        'The PSP does not answer, so nothing was offered. Try again in some seconds.',
      )
    case 'wrong':
      throw fieldProblem(offered.field, offered.message)
  }
}

export function afterCancel(cancelled: RecurrenceCancelled): { status: number; recurrence: Recurrence } {
  switch (cancelled.kind) {
    case 'done':
    case 'asked':
      return { status: statusOf[cancelled.kind], recurrence: cancelled.recurrence }
    case 'over':
      throw new ProblemError('recurrence-over', 'There is nothing left to cancel.')
    case 'refused':
      throw pspRefused(cancelled.error)
  }
}

export function afterCharging(charging: Charging): { status: number } {
  switch (charging.kind) {
    case 'charged':
    case 'already-there':
    case 'unknown':
      return { status: statusOf[charging.kind] }
    case 'not-approved':
      throw new ProblemError('recurrence-not-approved', 'Wait until the payer has agreed to it.')
    case 'txid-reused':
      throw new ProblemError(
        'txid-reused',
        'This txid belongs to a charge with another body. Use a new txid.',
      )
    case 'wrong':
      throw fieldProblem(charging.field, charging.message)
  }
}

export function afterDeed(deed: ChargeDeed): { status: number } {
  switch (deed.kind) {
    case 'done':
    case 'asked':
      return { status: statusOf[deed.kind] }
    case 'too-late':
      throw new ProblemError(
        'too-late',
        deed.untilDay === null
          ? 'The arrangement does not allow this at this point.'
          : `It could be cancelled until ${deed.untilDay} at 23:59:59 in Brasília (${deed.untilDay}T23:59:59-03:00).`,
      )
    case 'wrong':
      throw fieldProblem(deed.field, deed.message)
    case 'refused':
      throw pspRefused(deed.error)
  }
}

export function afterProposing(proposed: Proposed): { status: number; proposal: KeptProposal } {
  switch (proposed.kind) {
    case 'proposed':
    case 'already-there':
    case 'unknown':
      return { status: statusOf[proposed.kind], proposal: proposed.proposal }
    case 'not-offered':
      throw new ProblemError('recurrence-over', 'Only what is offered and not answered yet can be proposed.')
    case 'id-reused':
      throw new ProblemError('recurrence-id-reused', 'This id belongs to another proposal. Use a new one.')
  }
}

/** The PSP's own words are another system's text: told as text, and never as ours. */
const pspRefused = (error: PixError) => new ProblemError('psp-refused', refusalText(error))
