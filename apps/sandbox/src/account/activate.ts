import type * as z from 'zod'
import type { Rec } from '../recurrence/model.ts'
import { arrangementId, providerIspb } from '../recurrence/registry.ts'
import { cents } from '../wire-values.ts'
import type { World } from '../world.ts'
import { changed } from './authorization-life.ts'
import { newAggregateId } from './ids.ts'
import type { Authorization, PayerAccount } from './model.ts'
import { type AccountRefusal, refuse } from './refusal.ts'
import type { Activation } from './request.ts'

/**
 * POST …/recurrence: the payer agrees to what a code offered. It is APPROVED here at once and at the arrangement a moment
 * later. The same activation again answers the same, as its first answer may have been lost.
 */
export function activate(
  world: World,
  account: PayerAccount,
  asked: z.infer<typeof Activation>,
): Authorization | AccountRefusal {
  const rec = world.registry.rec.get(asked.recId)
  if (!rec) return refuse(404, 'RECURRENCE_NOT_FOUND', 'Esta recorrência não existe.')
  const before = world.registry.authorization.get(rec.idRec)
  // A yes that the receiver did not take is no obstacle to another, where the recurrence is still offered.
  if (before?.status === 'APPROVED') {
    return before.accountId === account.id
      ? before
      : refuse(409, 'ALREADY_AUTHORIZED', 'Outra conta já autorizou esta recorrência.')
  }
  if (rec.status !== 'CRIADA')
    return refuse(
      422,
      'RECURRENCE_NOT_AVAILABLE',
      `Esta recorrência não pode mais ser autorizada (${rec.status}).`,
    )
  const journey = Number(asked.activation.journey.slice(-1)) as 2 | 3 | 4
  const missing = journey === 3 ? firstPaymentMissing(world, rec, asked.payment?.txid) : undefined
  if (missing) return missing
  const { useAccountLimit, maximumValue: maximumCents } = asked.limits ?? {}
  const low = belowMinimum(rec, maximumCents)
  if (low) return low
  const fixed = rec.fields.valor?.valorRec
  const shown = asked.value?.recValue
  if (typeof shown === 'number' && (fixed === undefined || cents(fixed) !== shown))
    return refuse(422, 'TERMS_DIFFER', 'O valor não é o da recorrência.')
  return authorize(world, account, rec, {
    journey,
    useAccountLimit: useAccountLimit ?? false,
    ...(maximumCents !== undefined && { maximumCents }),
    ...(asked.payer?.municipalityCode && { municipalityCode: asked.payer.municipalityCode }),
  })
}

/** In journey 3 the first charge is paid in the same consent, so it is paid first. */
function firstPaymentMissing({ charges }: World, rec: Rec, txid: string | null | undefined) {
  if (!rec.firstTxid || txid !== rec.firstTxid)
    return refuse(422, 'FIRST_PAYMENT_DIFFERS', 'A cobrança paga não é a desta recorrência.')
  if (charges.get(rec.firstTxid)?.pix.length) return undefined
  return refuse(422, 'FIRST_PAYMENT_MISSING', 'A cobrança desta recorrência não foi paga.')
}

/** "Não poderá ser inferior ao piso definido pelo usuário recebedor" (API Pix 2.9.0, valorMinimoRecebedor). */
export function belowMinimum(rec: Rec, maximumCents: number | undefined): AccountRefusal | undefined {
  const least = rec.fields.valor?.valorMinimoRecebedor
  if (least === undefined || maximumCents === undefined || maximumCents >= cents(least)) return undefined
  return refuse(
    422,
    'MAXIMUM_BELOW_MINIMUM',
    `O limite tem de ser de pelo menos R$ ${least.replace('.', ',')}.`,
  )
}

type Consent = Pick<
  Authorization,
  'journey' | 'useAccountLimit' | 'maximumCents' | 'municipalityCode' | 'requestRecId' | 'rejectionCode'
>

/** What the payer has said, on its way to the receiver. A refusal goes the same way, with its code. */
export function authorize(world: World, account: PayerAccount, rec: Rec, consent: Consent): Authorization {
  const now = world.ports.clock.now()
  const rejected = consent.rejectionCode !== undefined
  const one: Authorization = {
    recId: rec.idRec,
    accountId: account.id,
    aggregateId: newAggregateId(world),
    createdAt: now,
    updatedAt: now - 1,
    status: rejected ? 'REJECTED' : 'APPROVED',
    integrationStatus: 'SENDING_APPROVAL',
    id: arrangementId(world, 'IS', providerIspb, now),
    history: [],
    nextAt: now + world.registry.pace.messageMs,
    ...consent,
  }
  return changed(world, one, rejected ? 'REJECTION' : 'AUTHORIZATION', now)
}
