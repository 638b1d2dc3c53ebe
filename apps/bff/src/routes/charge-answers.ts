import { type Charge as ChargeJson, firstTerminalId, type NewCharge } from '@balcao/contracts'
import type { Charge } from '@balcao/domain'
import type { PixError } from '@balcao/pix'
import type { Cancelled } from '../flows/cancel-charge.ts'
import type { Created, NewChargeAsked } from '../flows/create-charge.ts'
import type { Extended } from '../flows/extend-charge.ts'
import type { Refunding } from '../flows/refund-charge.ts'
import { presentCharge } from '../present/charges.ts'
import { ProblemError } from '../problem.ts'
import { fieldProblem } from './period.ts'

/** What HTTP says of how a flow ended. 202: it is in the ledger and goes on; the screens hear the rest by their stream. */
export type ChargeAnswer = { status: 200 | 201 | 202; charge: ChargeJson }

const answer = (status: ChargeAnswer['status'], charge: Charge): ChargeAnswer => ({
  status,
  charge: presentCharge(charge),
})

export const askedOf = (
  txid: string,
  { amountCents, description, terminalId, due }: NewCharge,
): NewChargeAsked => ({
  txid,
  amountCents,
  description: description?.trim() || null,
  terminalId: terminalId ?? firstTerminalId,
  ...(due && { due: { day: due.day, debtor: { ...due.debtor, name: due.debtor.name.trim() } } }),
})

/** Throws ProblemError, as all of these do, where the flow ended in a no. */
export function answerToCreate(created: Created): ChargeAnswer {
  switch (created.kind) {
    case 'created':
      return answer(201, created.charge)
    case 'already-there':
      return answer(200, created.charge)
    case 'unknown':
      return answer(202, created.charge)
    case 'txid-reused':
      throw new ProblemError(
        'txid-reused',
        'This txid belongs to a charge with another body. Use a new txid.',
      )
    case 'withdrawn':
      throw new ProblemError('already-closed', 'This sale was taken back before it arrived. Use a new txid.')
    case 'psp-resting':
      throw new ProblemError(
        'psp-unavailable',
        'The PSP does not answer, so no charge was made. Try again in some seconds.',
      )
    case 'wrong':
      throw fieldProblem(created.field, created.message)
    case 'refused':
      throw pspRefused(created.error)
  }
}

export function answerToCancel(cancelled: Cancelled): ChargeAnswer {
  switch (cancelled.kind) {
    case 'asked':
      return answer(cancelled.charge.pending === null ? 200 : 202, cancelled.charge)
    case 'not-found':
      throw new ProblemError('charge-not-found')
    case 'already-closed':
      throw new ProblemError(
        'already-closed',
        `The charge is ${cancelled.charge.status} and cannot be cancelled.`,
      )
  }
}

export function answerToExtend(extended: Extended): ChargeAnswer {
  switch (extended.kind) {
    case 'extended':
      return answer(200, extended.charge)
    case 'not-found':
      throw new ProblemError('charge-not-found')
    case 'already-closed':
      throw new ProblemError('already-closed', 'Only a charge that awaits its payment can be extended.')
    case 'too-long':
      throw fieldProblem('minutes', 'a code lives for 24 hours at most')
    case 'has-due-day':
      throw fieldProblem('minutes', 'a charge with a due date is paid until that day')
    case 'refused':
      throw pspRefused(extended.error)
  }
}

export function answerToRefund(refunding: Refunding, id: string): ChargeAnswer {
  switch (refunding.kind) {
    case 'asked': {
      const { refunds } = refunding.charge
      const isFinal = refunds.some((refund) => refund.id === id && refund.status === 'refunded')
      return answer(isFinal ? 200 : 202, refunding.charge)
    }
    case 'not-found':
      throw new ProblemError('charge-not-found')
    case 'not-refundable':
      throw new ProblemError('not-refundable', 'No Pix of this charge has this much left to return.')
    case 'above-limit':
      throw approvalNeeded()
    case 'refund-id-reused':
      throw new ProblemError(
        'refund-id-reused',
        'This refund id belongs to a refund of another amount or Pix. Use a new id.',
      )
  }
}

export const approvalNeeded = () =>
  new ProblemError('approval-needed', 'This is above your limit: a manager has to allow it with a PIN.')

/** The PSP's own words are another system's text: told as text, and never as ours. */
const pspRefused = ({ problem, message }: PixError) =>
  new ProblemError(
    'psp-refused',
    problem?.detail ?? problem?.title ?? message,
    problem?.violations.map(({ property, reason }) => ({ field: property, message: reason })),
  )
