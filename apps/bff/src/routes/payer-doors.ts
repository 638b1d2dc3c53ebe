import type { Response } from 'express'
import { actorName } from '../access/asker.ts'
import type { Carrying } from '../flows/agree-to-code.ts'
import type { Mirror } from '../flows/mirror-account.ts'
import type { PayerDeps } from '../flows/payer-deps.ts'
import { ProblemError } from '../problem.ts'
import { askerOf } from './guard.ts'
import { createPayerPace } from './payer-pace.ts'

export type PayerFlowDeps = PayerDeps & {
  mirror: Mirror
  carrying: Carrying
  /** Whether the provider tells of what happens; null where that is not known here. */
  isTold: () => boolean | null
}
/** `open` throws no-account where the shop pays from none; with it goes who is asking. */
export type PayerDoors = {
  open: (response: Response) => PayerFlowDeps
}

export function payerDoors(deps: PayerFlowDeps | undefined, now: () => number): PayerDoors {
  const pace = createPayerPace(now)
  return {
    open(response) {
      if (deps === undefined)
        throw new ProblemError('no-account', 'Name the account that this shop pays from in ACCOUNT.')
      const readSigned: PayerFlowDeps['readSigned'] = async (...code) => {
        pace(response)
        return deps.readSigned(...code)
      }
      return { ...deps, readSigned, by: actorName(askerOf(response)) }
    },
  }
}
