import {
  type DecodedQrCode,
  isFinal,
  isOutcomeUnknown,
  PayerApiError,
  type Recurrence,
} from '@balcao/payer-api'
import { AccountResting } from '../account/account.ts'
import { byItself } from '../store/audit.ts'
import type { AuthorizationStatus, Deed, PaymentStatus } from '../store/payer-deeds.ts'
import { type PayerDeps, payerBell } from './payer-deps.ts'
import type { LimitConsent } from './payer-terms.ts'

/** What was agreed to, as the deed keeps it. */
export type Asked =
  | { pay: { pixCopiaECola: string; amountCents: number; authorize?: LimitConsent | undefined } }
  | { authorize: { pixCopiaECola: string; recurrenceId: string } & LimitConsent }

/**
 * Pays, then authorises, whichever of them was agreed to: the payment once and never again, whatever becomes of its answer; the
 * authorisation only after its payment is done.
 */
export async function carryOutDeed(deps: PayerDeps, deed: Deed): Promise<Deed> {
  const paid = deed.payment === null ? deed : await pay(deps, deed)
  return paid.authorization?.status === 'waiting' ? authorize(deps, paid) : paid
}

async function pay(deps: PayerDeps, deed: Deed): Promise<Deed> {
  const asked = JSON.parse(deed.request) as Asked
  const decoded = JSON.parse(deed.decoded) as DecodedQrCode
  if (!('pay' in asked) || !('payment' in decoded)) throw new Error(`${deed.deedId} has nothing to pay`)
  try {
    const withdrawal = await deps.account.withdraw({
      externalIdentifier: deed.deedId,
      amountCents: asked.pay.amountCents,
      payment: decoded.payment,
    })
    const { status, rawStatus, endToEndId = null } = withdrawal
    const outcome = withdrawals[status]
    return settlePayment(deps, deed, outcome, outcome === 'refused' ? rawStatus : null, endToEndId)
  } catch (error) {
    if (!(error instanceof PayerApiError)) throw error
    deps.log.warn({ deedId: deed.deedId, code: error.code }, 'payment not confirmed')
    if (error instanceof AccountResting) return settlePayment(deps, deed, 'refused', sentences.resting)
    // "Already there" may speak of this very payment: its connection may have broken below us, and been made again.
    if (isOutcomeUnknown(error) || error.code === 'conflict') return deed
    return settlePayment(deps, deed, 'refused', wordsOf(error))
  }
}

const withdrawals = {
  APPROVED: 'done',
  REJECTED: 'refused',
  CANCELED: 'refused',
  EXPIRED: 'refused',
  CREATED: 'asked',
  ERROR: 'asked',
  undetermined: 'asked',
} as const satisfies Record<string, PaymentStatus>

async function settlePayment(
  deps: PayerDeps,
  deed: Deed,
  status: PaymentStatus,
  reason: string | null,
  endToEndId: string | null = null,
): Promise<Deed> {
  const atMs = deps.clock.now()
  const payment = { status, reason, atMs, endToEndId: endToEndId ?? deed.payment?.endToEndId ?? null }
  const skipped = status === 'refused' && deed.authorization !== null
  const authorization = skipped
    ? { ...deed.authorization, status: 'skipped' as const, atMs }
    : deed.authorization
  return commit(deps, deed, { payment, authorization: authorization as Deed['authorization'] })
}

/** Sends the authorisation. Where its answer is lost it is looked up by the recurrence's id (follow-deeds.ts). */
export async function authorize(deps: PayerDeps, deed: Deed): Promise<Deed> {
  const { payment } = deed
  // Without the payment that comes first there is nothing to agree to yet.
  if (payment !== null && payment.status !== 'done') return deed
  const decoded = JSON.parse(deed.decoded) as DecodedQrCode
  const consent = consentOf(deed)
  if (consent === undefined || !('recurrence' in decoded))
    throw new Error(`${deed.deedId} has nothing to authorise`)
  const asked = await claim(deps, deed)
  if (asked === undefined) return (await deps.payer.deed(deed.deedId)) ?? deed
  const txid = 'payment' in decoded ? decoded.payment.txid : undefined
  try {
    const answer = await deps.account.activate({
      recurrence: decoded.recurrence,
      useAccountLimit: consent.useAccountLimit,
      maximumValueCents: consent.maximumCents,
      ...('payment' in decoded && { payment: { txid, endToEndId: payment?.endToEndId ?? undefined } }),
    })
    if (answer?.kind === 'recurrence') return settleByTruth(deps, asked, answer.recurrence)
    return await settleAuthorization(deps, asked, 'sent')
  } catch (error) {
    if (!(error instanceof PayerApiError)) throw error
    deps.log.warn({ deedId: deed.deedId, code: error.code }, 'authorisation not confirmed')
    // Neither says anything of it: it was not sent, or not looked at, and is sent again.
    if (error instanceof AccountResting || isPassing(error))
      return settleAuthorization(deps, asked, 'waiting')
    if (isOutcomeUnknown(error) || error.code === 'conflict') return asked
    return settleAuthorization(deps, asked, 'refused', wordsOf(error))
  }
}

/** Undefined where another server was faster, and sends it. */
async function claim({ payer, clock, by = byItself }: PayerDeps, deed: Deed): Promise<Deed | undefined> {
  if (deed.authorization === null) return undefined
  const nowMs = clock.now()
  const authorization = { ...deed.authorization, status: 'asked' as const, reason: null, atMs: nowMs }
  const after = { payment: deed.payment, authorization }
  if (!(await payer.advanceDeed(deed, after, nowMs, by))) return undefined
  return { ...deed, ...after, version: deed.version + 1 }
}

const isPassing = ({ code }: PayerApiError) => code === 'unauthorized' || code === 'rate-limited'

export const consentOf = (deed: Deed): LimitConsent | undefined => {
  const asked = JSON.parse(deed.request) as Asked
  return 'pay' in asked ? asked.pay.authorize : asked.authorize
}

/** What the provider itself says of the recurrence decides. */
export function settleByTruth(
  deps: PayerDeps,
  deed: Deed,
  recurrence: Pick<Recurrence, 'status' | 'integrationStatus' | 'authorization' | 'cancellation'>,
): Promise<Deed> {
  if (isFinal(recurrence)) return settleAuthorization(deps, deed, 'done')
  if (recurrence.status === 'APPROVED' || recurrence.status === 'undetermined')
    return deed.authorization?.status === 'sent'
      ? Promise.resolve(deed)
      : settleAuthorization(deps, deed, 'sent')
  const { cancellation, authorization, status } = recurrence
  const reason = cancellation?.description ?? cancellation?.code ?? authorization?.rejectionCode ?? status
  return settleAuthorization(deps, deed, 'refused', reason)
}

export async function settleAuthorization(
  deps: PayerDeps,
  deed: Deed,
  status: AuthorizationStatus,
  reason: string | null = null,
): Promise<Deed> {
  if (deed.authorization === null) return deed
  const authorization = { ...deed.authorization, status, reason, atMs: deps.clock.now() }
  return commit(deps, deed, { payment: deed.payment, authorization })
}

/** Whoever was faster has the last word. */
async function commit(deps: PayerDeps, deed: Deed, after: Pick<Deed, 'payment' | 'authorization'>) {
  const { payer, clock, bus, by = byItself } = deps
  const isWritten = await payer.advanceDeed(deed, after, clock.now(), by)
  if (!isWritten) return (await payer.deed(deed.deedId)) ?? deed
  bus.ring(payerBell)
  return { ...deed, ...after, version: deed.version + 1 }
}

/** What people read: the provider's own words, where it has some. */
const wordsOf = ({ providerMessage, providerCode, message }: PayerApiError): string =>
  providerMessage ?? providerCode ?? message

export const sentences = {
  resting: 'O provedor da conta não está respondendo. Nada foi pago.',
  notReceived: 'O provedor da conta não recebeu a autorização.',
  stillOpen:
    'O provedor da conta não disse se pagou. No recebedor a cobrança continua em aberto: confira o extrato antes de pagar de outro jeito.',
  notOpen:
    'O provedor da conta não disse se pagou. No recebedor a cobrança não está mais em aberto: confira o extrato.',
} as const
