import { auditInvariants } from './audit.ts'
import { chargeInvariants } from './charges.ts'
import { dayInvariants } from './days.ts'
import type { Invariant } from './invariant.ts'
import { limitInvariants } from './limits.ts'
import { moneyInvariants } from './money.ts'
import { payerInvariants } from './payer.ts'
import { recurrenceInvariants } from './recurrences.ts'
import { refundInvariants } from './refunds.ts'
import { screenInvariants } from './screens.ts'
import { secretInvariants } from './secrets.ts'
import { shiftInvariants } from './shifts.ts'

export const invariants: readonly Invariant[] = [
  ...moneyInvariants,
  ...refundInvariants,
  ...chargeInvariants,
  ...screenInvariants,
  ...limitInvariants,
  ...auditInvariants,
  ...secretInvariants,
  ...dayInvariants,
  ...recurrenceInvariants,
  ...shiftInvariants,
  ...payerInvariants,
]
