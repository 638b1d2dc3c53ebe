import type { Account } from '../../apps/bff/src/account/account.ts'
import type { PayerStore } from '../../apps/bff/src/store/payer.ts'
import { isOutcomeUnknown, PayerApiError } from '../../packages/payer-api/src/index.ts'
import { type Mutant, otherwise } from './mutant.ts'

const account =
  (change: (real: Account) => Partial<Account>): Mutant['make'] =>
  (parts) => ({ ...parts, account: otherwise(change) })
const payerStore =
  (change: (real: PayerStore) => Partial<PayerStore>): Mutant['make'] =>
  (parts) => ({ ...parts, payerStore: otherwise(change) })

/** What somebody has agreed to, done otherwise. */
export const mutantsOfThePayer: readonly Mutant[] = [
  {
    name: 'a payment without an answer is sent again',
    killedBy: ['I24e'],
    seed: 45,
    make: account((real) => ({
      withdraw: (payment) =>
        real.withdraw(payment).catch((error: unknown) => {
          if (!isOutcomeUnknown(error)) throw error
          return real.withdraw(payment)
        }),
    })),
  },
  {
    name: 'a payment without an answer is called refused',
    killedBy: ['I6d'],
    seed: 403,
    make: account((real) => ({
      withdraw: (payment) =>
        real.withdraw(payment).catch((cause: unknown) => {
          throw isOutcomeUnknown(cause)
            ? new PayerApiError('invalid-operation', 'No answer', { cause })
            : cause
        }),
    })),
  },
  {
    name: 'a payment is made before the consent is written',
    killedBy: ['I5d', 'I24e'],
    make: (parts) => ({
      ...parts,
      payCode: async (deps, deedId, asked) => {
        const decoded = await deps.account.decode(asked.pixCopiaECola)
        if ('payment' in decoded) {
          const payment = decoded.payment
          await deps.account.withdraw({ externalIdentifier: deedId, amountCents: asked.amountCents, payment })
        }
        return parts.payCode(deps, deedId, asked)
      },
    }),
  },
  {
    name: 'nobody looks after a consent whose answer was lost',
    killedBy: ['I18d'],
    seed: 2,
    make: payerStore(() => ({ openDeeds: async () => [] })),
  },
]
