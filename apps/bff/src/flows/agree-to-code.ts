import type { DecodedQrCode } from '@balcao/payer-api'
import { CodeFault } from '../account/payload/fault.ts'
import { byItself } from '../store/audit.ts'
import type { Deed } from '../store/payer-deeds.ts'
import { type Asked, carryOutDeed } from './carry-out-deed.ts'
import { type PayerDeps, payerBell } from './payer-deps.ts'
import { isLimitTooLow, type LimitConsent } from './payer-terms.ts'
import { type ReadCode, readPaidOffer, readPayerCode } from './read-payer-code.ts'

export type Agreed =
  | { kind: 'deed'; deed: Deed }
  | { kind: 'deed-reused' }
  | { kind: 'limit-below-value' }
  /** A field of the request that does not go with the code. */
  | { kind: 'unfitting'; field: string; message: string }

/** Deeds being carried out by this process: the same consent sent twice waits for the one that is under way. */
export type Carrying = ReturnType<typeof createCarrying>
export function createCarrying() {
  const promises = new Map<string, Promise<Deed>>()
  return {
    underWay: (deedId: string) => promises.get(deedId),
    once(deedId: string, work: () => Promise<Deed>): Promise<Deed> {
      const known = promises.get(deedId)
      if (known !== undefined) return known
      const promise = work().finally(() => promises.delete(deedId))
      promises.set(deedId, promise)
      return promise
    },
  }
}

/** The request is kept as it came, in the order of its schema: equal requests are equal texts. */
type Agreement = { deedId: string; asked: Asked }
type Deps = PayerDeps & { carrying: Carrying }

/** Journey 3, 4 or none: the code is read again now, and what it asks for has to be what the person has agreed to. */
export const payCode = (
  deps: Deps,
  deedId: string,
  pay: Extract<Asked, { pay: unknown }>['pay'],
): Promise<Agreed> =>
  agree(deps, { deedId, asked: { pay } }, async () => {
    const read = await readPayerCode(deps, pay.pixCopiaECola)
    const { payment, offer, journey } = read.shown
    if (payment === null) return unfitting('pixCopiaECola', 'asks for no payment: authorise it')
    // What is agreed to in one breath is done in one breath (journey 3): without the second half there is no first.
    if (journey === 3 && pay.authorize === undefined)
      return unfitting('authorize', 'has to be given: this code pays and authorises with one consent')
    if (journey !== 3 && pay.authorize !== undefined)
      return unfitting(
        'authorize',
        'has to be left out: this code is authorised after it is paid, or not at all',
      )
    if (payment.amountCents !== null && payment.amountCents !== pay.amountCents)
      throw new CodeFault('amount', 'asks for another amount now than was agreed to')
    if (pay.authorize !== undefined && offer !== null && isLimitTooLow(pay.authorize, offer.terms))
      return { kind: 'limit-below-value' }
    const nowMs = deps.clock.now()
    return {
      ...blank(deps, { deedId, asked: { pay } }, read, nowMs),
      payable: read.payable,
      payment: { status: 'asked', reason: null, atMs: nowMs, endToEndId: endToEndIdIn(read.decoded) },
      authorization: authorizationOf(pay.authorize && offer?.recurrenceId, nowMs),
    }
  })

/** Journey 2, and the offer of journey 4 once its payment is done. */
export const authorizeCode = (
  deps: Deps,
  deedId: string,
  authorize: Extract<Asked, { authorize: unknown }>['authorize'] & LimitConsent,
): Promise<Agreed> =>
  agree(deps, { deedId, asked: { authorize } }, async () => {
    const read = (await readPaidCode(deps, authorize.pixCopiaECola)) ?? (await readOffer(deps, authorize))
    if ('kind' in read) return read
    const { offer } = read.shown
    if (offer?.recurrenceId !== authorize.recurrenceId)
      return unfitting('recurrenceId', 'has to be the one that the code offers')
    if (isLimitTooLow(authorize, offer.terms)) return { kind: 'limit-below-value' }
    const nowMs = deps.clock.now()
    return {
      ...blank(deps, { deedId, asked: { authorize } }, read, nowMs),
      payable: null,
      payment: null,
      authorization: authorizationOf(offer.recurrenceId, nowMs),
    }
  })

async function readOffer(
  deps: Deps,
  { pixCopiaECola }: { pixCopiaECola: string },
): Promise<ReadCode | Agreed> {
  const read = await readPayerCode(deps, pixCopiaECola)
  return read.shown.journey === 2
    ? read
    : unfitting('pixCopiaECola', 'has a payment that comes first: pay it')
}

/** Of a code of journey 4 that was paid here; undefined for any other. */
async function readPaidCode(deps: Deps, pasted: string): Promise<ReadCode | undefined> {
  const pixCopiaECola = pasted.trim()
  const paid = await deps.payer.paidDeedOf(pixCopiaECola)
  if (paid === undefined) return undefined
  const decoded = JSON.parse(paid.decoded) as DecodedQrCode
  if (!('recurrence' in decoded) || decoded.recurrence.journey !== 'JOURNEY_4') return undefined
  const offer = await readPaidOffer(deps, pixCopiaECola, decoded.recurrence)
  const shown = JSON.parse(paid.shown) as ReadCode['shown']
  return { shown: { ...shown, offer }, decoded, payable: null }
}

async function agree(
  deps: Deps,
  agreement: Agreement,
  prepare: () => Promise<Deed | Agreed>,
): Promise<Agreed> {
  const { payer, carrying, bus } = deps
  const known = await payer.deed(agreement.deedId)
  if (known !== undefined) return alreadyThere(deps, known, agreement)
  const prepared = await prepare().catch(async (error: unknown) => {
    // The same consent, sent a moment earlier, may have paid the code while this one was reading it.
    const other = await payer.deed(agreement.deedId)
    if (other === undefined) throw error
    return alreadyThere(deps, other, agreement)
  })
  if ('kind' in prepared) return prepared
  if (!(await payer.insertDeed(prepared))) {
    const other = await payer.deed(agreement.deedId)
    if (other !== undefined) return alreadyThere(deps, other, agreement)
    throw new CodeFault('status', 'is paid already, or is being paid')
  }
  bus.ring(payerBell)
  const deed = await carrying.once(prepared.deedId, () => carryOutDeed(deps, prepared))
  return { kind: 'deed', deed }
}

async function alreadyThere({ carrying }: Deps, deed: Deed, { asked }: Agreement): Promise<Agreed> {
  if (deed.request !== JSON.stringify(asked)) return { kind: 'deed-reused' }
  return { kind: 'deed', deed: (await carrying.underWay(deed.deedId)) ?? deed }
}

const blank = (deps: Deps, { deedId, asked }: Agreement, { shown, decoded }: ReadCode, nowMs: number) => ({
  deedId,
  request: JSON.stringify(asked),
  shown: JSON.stringify(shown),
  decoded: JSON.stringify(decoded),
  actor: deps.by ?? byItself,
  createdAtMs: nowMs,
  version: 1,
  code: shown.pixCopiaECola,
})

const authorizationOf = (recurrenceId: string | undefined, atMs: number): Deed['authorization'] =>
  recurrenceId === undefined ? null : { status: 'waiting', reason: null, atMs, recurrenceId }

const endToEndIdIn = (decoded: DecodedQrCode) =>
  ('payment' in decoded ? decoded.payment.endToEndId : undefined) ?? null

const unfitting = (field: string, message: string): Agreed => ({ kind: 'unfitting', field, message })
