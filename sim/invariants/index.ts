import { chargeInvariants } from './charges.ts'
import type { Invariant } from './invariant.ts'
import { limitInvariants } from './limits.ts'
import { moneyInvariants } from './money.ts'
import { refundInvariants } from './refunds.ts'
import { screenInvariants } from './screens.ts'

export const invariants: readonly Invariant[] = [
  ...moneyInvariants,
  ...refundInvariants,
  ...chargeInvariants,
  ...screenInvariants,
  ...limitInvariants,
]

/** What cannot be checked yet, and what has to be there first. */
export const notYet: Readonly<Record<string, string>> = {
  I11: 'There is no audit log.',
  I12: 'The reconciliation of a business day is not in the ledger that the simulation opens.',
  I15: 'What is logged is asserted by the tests of each process; nothing is written here.',
  I16: 'There is no audit log, and nobody has a name: there are no roles.',
}
