import type { RecurrenceTerms } from '@balcao/contracts'
import {
  type DecodedPayment,
  type DecodedQrCode,
  type OfferedRecurrence,
  type Party,
  PayerApiError,
} from '@balcao/payer-api'
import { CodeFault } from '../account/payload/fault.ts'
import type { SignedCode } from '../account/payload/read-code.ts'
import type { PayerDeps } from './payer-deps.ts'
import { termsOf } from './payer-terms.ts'

type Receiver = { name: string; document: string | null; ispb: string | null }
export type ShownPayment = {
  kind: 'immediate' | 'due' | 'static'
  txid: string | null
  amountCents: number | null
  dueDay: string | null
  expiresAtMs: number | null
  receiver: Receiver
  message: string | null
}
export type ShownOffer = { recurrenceId: string; receiver: Receiver; terms: RecurrenceTerms }
/** What may be shown of a code: everything in it was signed, or is the same at the provider. */
export type ShownCode = {
  pixCopiaECola: string
  journey: 2 | 3 | 4 | null
  payment: ShownPayment | null
  offer: ShownOffer | null
  signedBy: string[]
}
/** With what has to be given back to the provider, and what of it can be paid but once. */
export type ReadCode = { shown: ShownCode; decoded: DecodedQrCode; payable: string | null }

/**
 * Reads a code in two ways, by what the receiver's bank has signed and by what our provider makes of it, and shows it only where both
 * say the same. Throws CodeFault, and PayerApiError where the provider does not answer.
 */
export async function readPayerCode(
  { account, readSigned }: Pick<PayerDeps, 'account' | 'readSigned'>,
  pasted: string,
): Promise<ReadCode> {
  const pixCopiaECola = pasted.trim()
  const signed = await readSigned(pixCopiaECola, account.nowMs())
  checkSigned(signed, account.nowMs())
  const decoded = await decode(account, pixCopiaECola)
  const payment = 'payment' in decoded ? decoded.payment : undefined
  const recurrence = 'recurrence' in decoded ? decoded.recurrence : undefined
  const shown: ShownCode = {
    pixCopiaECola,
    journey: recurrence === undefined ? null : journeys[recurrence.journey],
    payment: paymentOf(signed, payment),
    offer: offerOf(signed, recurrence),
    signedBy: signed.signedBy,
  }
  return { shown, decoded, payable: signed.brCode.url ?? null }
}

/** The offer of journey 4, once its payment is done: its charge is not there any more, and the provider has read the code before. */
export async function readPaidOffer(
  { account, readSigned }: Pick<PayerDeps, 'account' | 'readSigned'>,
  pixCopiaECola: string,
  recurrence: OfferedRecurrence,
): Promise<ShownOffer> {
  const signed = await readSigned(pixCopiaECola, account.nowMs(), 'offer')
  checkSigned(signed, account.nowMs())
  const offer = offerOf(signed, recurrence)
  if (offer === null) throw new CodeFault('recurrence', 'offers no recurrence')
  return offer
}

/** A code that the provider will not have is wrong in some way that we have not seen. */
async function decode(account: PayerDeps['account'], pixCopiaECola: string): Promise<DecodedQrCode> {
  try {
    return await account.decode(pixCopiaECola)
  } catch (error) {
    const isRefused = error instanceof PayerApiError && refusals.has(error.code)
    if (!isRefused) throw error
    throw new CodeFault('provider', `is refused by our provider (${error.providerCode ?? error.code})`, error)
  }
}
const refusals: ReadonlySet<string> = new Set([
  'invalid-operation',
  'not-found',
  'conflict',
  'invalid-request',
])

const journeys = { JOURNEY_2: 2, JOURNEY_3: 3, JOURNEY_4: 4 } as const

/** What the signed parts say of themselves and of the code around them. */
function checkSigned({ brCode, charge, recurrence }: SignedCode, nowMs: number) {
  if (charge !== null) {
    if (charge.status !== 'ATIVA') throw new CodeFault('status', 'cannot be paid any more')
    if (charge.expiresAtMs !== null && charge.expiresAtMs <= nowMs)
      throw new CodeFault('expiry', 'has expired')
    // A dynamic code has its amount in the payload; where both say one, whoever changed the code changed the one in it.
    const written = brCode.amountCents ?? 0
    if (written > 0 && charge.amountCents !== null && written !== charge.amountCents)
      throw new CodeFault('amount', 'says another amount than its receiver has signed')
  }
  if (recurrence !== null && recurrence.status !== 'CRIADA')
    throw new CodeFault('status', 'offers a recurrence that cannot be agreed to any more')
}

function paymentOf({ brCode, charge }: SignedCode, decoded: DecodedPayment | undefined): ShownPayment | null {
  const isPayment = charge !== null || brCode.chave !== undefined
  if (!isPayment && decoded === undefined) return null
  if (!isPayment || decoded === undefined)
    throw new CodeFault('payload', 'is a payment to one side and none to the other')
  const said =
    charge === null
      ? { kind: 'static' as const, ...staticOf(brCode) }
      : { ...charge, document: charge.receiver?.document ?? null }
  if (kinds[decoded.type] !== said.kind)
    throw new CodeFault('payload', 'is another kind of charge to our provider')
  if (said.amountCents !== (decoded.amountCents ?? null))
    throw new CodeFault('amount', 'has another amount at our provider')
  if (decoded.txid !== undefined && said.txid !== null && decoded.txid !== said.txid)
    throw new CodeFault('txid', 'is another charge to our provider')
  if (decoded.alias !== undefined && decoded.alias !== said.chave)
    throw new CodeFault('receiver', 'pays to another key at our provider')
  const receiver = receiverOf(decoded.receiver, said.document)
  const { kind, txid, amountCents, dueDay, expiresAtMs, message } = said
  return { kind, txid, amountCents, dueDay, expiresAtMs, receiver, message }
}

const kinds = { cob: 'immediate', cobv: 'due', static: 'static' } as const

/** A static code is signed by nobody: what it says is all there is. */
const staticOf = ({ chave = '', txid, amountCents = 0, infoAdicional }: SignedCode['brCode']) => ({
  chave,
  txid: txid === undefined || txid === '***' ? null : txid,
  // Zero is what some issuers write where the payer is to choose.
  amountCents: amountCents === 0 ? null : amountCents,
  dueDay: null,
  expiresAtMs: null,
  message: infoAdicional ?? null,
  document: null,
})

function offerOf({ recurrence }: SignedCode, decoded: OfferedRecurrence | undefined): ShownOffer | null {
  if (recurrence === null && decoded === undefined) return null
  if (recurrence === null || decoded === undefined)
    throw new CodeFault('recurrence', 'offers a recurrence to one side and none to the other')
  const { recurrenceId, terms } = recurrence
  const theirs = termsOf(decoded)
  const isSame =
    recurrenceId === decoded.recId &&
    theirs !== undefined &&
    (Object.keys(terms) as (keyof RecurrenceTerms)[]).every((name) => terms[name] === theirs[name])
  if (!isSame) throw new CodeFault('recurrence', 'offers other terms at our provider')
  const receiver = receiverOf(decoded.receiver, recurrence.receiver.document)
  return { recurrenceId, terms, receiver: { ...receiver, ...recurrence.receiver } }
}

/** Nobody is asked to pay somebody without a name. */
function receiverOf(party: Party | undefined, signedDocument: string | null): Receiver {
  const document = party?.taxDocument?.number ?? null
  if (signedDocument !== null && document !== null && document !== signedDocument)
    throw new CodeFault('receiver', 'pays somebody else at our provider')
  if (party?.name === undefined) throw new CodeFault('receiver', 'names no receiver')
  return { name: party.name, document: document ?? signedDocument, ispb: party.participantIspb ?? null }
}
