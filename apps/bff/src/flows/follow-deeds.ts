import { PayerApiError } from '@balcao/payer-api'
import { CodeFault } from '../account/payload/fault.ts'
import { byItself } from '../store/audit.ts'
import type { Deed } from '../store/payer-deeds.ts'
import type { Carrying } from './agree-to-code.ts'
import { authorize, sentences, settleAuthorization, settleByTruth } from './carry-out-deed.ts'
import type { Mirrored } from './mirror-account.ts'
import { type PayerDeps, payerBell } from './payer-deps.ts'

type Deps = PayerDeps & { carrying: Carrying }

/** An authorisation that never arrived is sent again for so long after the consent; nobody expects it later. */
const consentLifeMs = 10 * 60_000
/** The longest call and its reading: before that, whoever has asked may still be hearing the answer. */
const answerMs = 20_000

/**
 * Finishes what an answer was never heard of. A payment is only ever looked into; an authorisation is looked up by its recurrence's id,
 * and sent again while the provider does not know it.
 */
export async function followDeeds(deps: Deps, mirrored: Mirrored): Promise<void> {
  const { payer, carrying, log } = deps
  for (const deed of await payer.openDeeds()) {
    if (carrying.underWay(deed.deedId) !== undefined) continue
    try {
      await carrying.once(deed.deedId, () => follow(deps, deed, mirrored))
    } catch (error) {
      if (!(error instanceof PayerApiError)) throw error
      log.warn({ deedId: deed.deedId, code: error.code }, 'deed not followed yet')
    }
  }
}

async function follow(deps: Deps, deed: Deed, mirrored: Mirrored): Promise<Deed> {
  const { payment, authorization } = deed
  const nowMs = deps.clock.now()
  if (payment?.status === 'asked') return nowMs - payment.atMs < answerMs ? deed : lookIntoPayment(deps, deed)
  if (authorization === null) return deed
  const found = mirrored.recurrences.find(({ recId }) => recId === authorization.recurrenceId)
  if (found !== undefined && authorization.status !== 'waiting') return settleByTruth(deps, deed, found)
  switch (authorization.status) {
    case 'waiting':
      return nowMs - deed.createdAtMs < consentLifeMs ? authorize(deps, deed) : notReceived(deps, deed)
    case 'asked':
    // Somebody has said yes, and the provider has nothing: it may have been a page in between.
    case 'sent':
      return nowMs - authorization.atMs < answerMs ? deed : lookUpAuthorization(deps, deed)
    default:
      return deed
  }
}

/** By its id: a list may lag behind, or hold something that cannot be read. */
async function lookUpAuthorization(deps: Deps, deed: Deed): Promise<Deed> {
  const found = await deps.account.recurrence(deed.authorization?.recurrenceId ?? '')
  if (found !== 'absent') return settleByTruth(deps, deed, found)
  const isLate = deps.clock.now() - deed.createdAtMs >= consentLifeMs
  return isLate ? notReceived(deps, deed) : authorize(deps, deed)
}

const notReceived = (deps: Deps, deed: Deed) =>
  settleAuthorization(deps, deed, 'refused', sentences.notReceived)

/**
 * No call of the provider's tells what became of a payment. What its receiver's bank shows is said beside it, as the little that it is:
 * the charge may have been paid by somebody else.
 */
async function lookIntoPayment(deps: Deps, deed: Deed): Promise<Deed> {
  const { account, payer, clock, bus } = deps
  const { payment, authorization, payable, code } = deed
  if (payment === null || payable === null) return deed
  const reason = await standing(() => deps.readSigned(code, account.nowMs()))
  if (reason === undefined || reason === payment.reason) return deed
  const after = { payment: { ...payment, reason }, authorization }
  if (await payer.advanceDeed(deed, after, clock.now(), byItself)) bus.ring(payerBell)
  return { ...deed, ...after, version: deed.version + 1 }
}

async function standing(read: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await read()
    return sentences.stillOpen
  } catch (error) {
    if (!(error instanceof CodeFault)) throw error
    return error.check === 'status' ? sentences.notOpen : undefined
  }
}
