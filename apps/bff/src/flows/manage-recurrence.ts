import { type Billing, isOutcomeUnknown, PayerApiError, type Recurrence } from '@balcao/payer-api'
import { ignoreProvider } from './answer-proposal.ts'
import { atProvider } from './deed-at-provider.ts'
import type { Mirror } from './mirror-account.ts'
import type { PayerDeps } from './payer-deps.ts'
import { isLimitTooLow, type LimitConsent, lastCancelMs, termsOf } from './payer-terms.ts'

type Deps = PayerDeps & { mirror: Mirror }
export type Managed =
  | { kind: 'done' }
  | { kind: 'not-found' }
  | { kind: 'too-late' }
  | { kind: 'limit-below-value' }

/** Sets how far the payer goes with this receiver. */
export async function configureRecurrence(
  deps: Deps,
  recurrenceId: string,
  limits: LimitConsent,
): Promise<Managed> {
  const recurrence = await find(deps, recurrenceId)
  if (recurrence === undefined) return { kind: 'not-found' }
  if (recurrence.status !== 'APPROVED') return { kind: 'too-late' }
  const terms = termsOf(recurrence)
  if (terms !== undefined && isLimitTooLow(limits, terms)) return { kind: 'limit-below-value' }
  const { maximumCents, useAccountLimit } = limits
  await atProvider(
    deps,
    {
      ...{ action: 'payer-limits-set', subject: `recurrence:${recurrenceId}` },
      detail: { maximumCents, useAccountLimit },
    },
    () => deps.account.configure(recurrenceId, { useAccountLimit, maximumValueCents: maximumCents }),
  )
  return read(deps)
}

/** Ends it: what is due today is still paid, what comes later is not. One that has ended already stays so. */
export async function cancelRecurrence(deps: Deps, recurrenceId: string): Promise<Managed> {
  const recurrence = await find(deps, recurrenceId)
  if (recurrence === undefined) return { kind: 'not-found' }
  if (recurrence.status === 'CANCELED') return { kind: 'done' }
  if (recurrence.status === 'REJECTED' || recurrence.status === 'EXPIRED') return { kind: 'too-late' }
  await atProvider(
    deps,
    { action: 'payer-recurrence-cancelled', subject: `recurrence:${recurrenceId}` },
    () => deps.account.cancelRecurrence(recurrenceId),
  )
  return read(deps)
}

/** Stops one charge, until the day before it. The provider is asked only while there is time by its own clock. */
export async function cancelBilling(deps: Deps, txid: string): Promise<Managed> {
  const { billings } = await deps.mirror.read()
  const billing = billings.find((one) => one.txid === txid)
  if (billing === undefined) return { kind: 'not-found' }
  if (billing.status === 'CANCELED') return { kind: 'done' }
  if (!mayCancel(billing, deps.account.nowMs())) return { kind: 'too-late' }
  try {
    await atProvider(deps, { action: 'payer-billing-cancelled', subject: `billing:${txid}` }, () =>
      deps.account.cancelBilling(txid),
    )
  } catch (error) {
    if (!(error instanceof PayerApiError) || isOutcomeUnknown(error)) throw error
    return afterRefusal(deps, txid, error)
  }
  return read(deps)
}

/** Midnight may have come on the way there: what the provider shows now says whether it was that. */
async function afterRefusal(
  { mirror, account }: Deps,
  txid: string,
  refusal: PayerApiError,
): Promise<Managed> {
  const now = await mirror.refresh().catch(ignoreProvider)
  const billing = now?.billings.find((one) => one.txid === txid)
  if (billing === undefined || mayCancel(billing, account.nowMs())) throw refusal
  return { kind: billing.status === 'CANCELED' ? 'done' : 'too-late' }
}

export const mayCancel = (billing: Billing, nowMs: number): boolean =>
  billing.status === 'SCHEDULED' && nowMs <= lastCancelMs(billing)

async function find({ mirror }: Deps, recurrenceId: string): Promise<Recurrence | undefined> {
  return (await mirror.read()).recurrences.find(({ recId }) => recId === recurrenceId)
}

async function read({ mirror }: Deps): Promise<Managed> {
  await mirror.refresh().catch(ignoreProvider)
  return { kind: 'done' }
}
