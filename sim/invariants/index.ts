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
  I11: 'Nothing seals the audit here: the chain is tried in apps/bff/src/audit, with rows changed, moved and taken out.',
  I12: 'Nobody reads a whole day here: apps/bff/src/routes/reconciliation.test.ts holds days against the bank.',
  I15: 'What is logged is asserted by the tests of each process; nothing is written here.',
  I16: 'Every deed here is done by the BFF itself: who did it is tried through the doors, where people have names.',
}
