import { type BrCode, BrCodeError, readBrCode } from '@balcao/brcode'
import type { Charge } from '../charge.ts'
import { askedCents, isAlterable, objection, targetOf } from '../payments.ts'
import type { Rec } from '../recurrence/model.ts'
import { providerIspb, receiverIspb } from '../recurrence/registry.ts'
import { stamp } from '../refunds.ts'
import type { World } from '../world.ts'
import { reais, termsJson } from './present.ts'
import { type AccountRefusal, refuse } from './refusal.ts'

/**
 * POST /v1/qrcode/decoding: what the code asks for. What cannot be paid or agreed to any more is said here, before
 * anybody has been asked for consent.
 */
export function decode(world: World, qrCode: string): object | AccountRefusal {
  let code: BrCode
  try {
    code = readBrCode(qrCode)
  } catch (error) {
    if (!(error instanceof BrCodeError)) throw error
    return refuse(400, 'INVALID_QR_CODE', `qrCode: ${error.message}`)
  }
  const payment = code.kind === 'recurrence' ? null : readPayment(world, code)
  if (payment && 'refused' in payment) return payment
  const recurrence = code.recurrenceUrl === undefined ? null : readOffer(world, code, code.recurrenceUrl)
  if (recurrence && 'refused' in recurrence) return recurrence
  return { payment, recurrence }
}

function readPayment(world: World, code: BrCode): object | AccountRefusal {
  const target = targetOf(world, code)
  if ('unpayable' in target) return refuse(404, 'CHARGE_NOT_FOUND', target.detail)
  const { charge } = target
  const now = world.ports.clock.now()
  const refused = charge && objection(charge, now)
  if (refused) return refuse(422, 'CHARGE_NOT_PAYABLE', refused.detail)
  const txid = charge?.txid ?? (code.txid === '***' ? undefined : code.txid)
  const { merchant, ports } = world
  return {
    type: charge ? charge.tipoCob.toUpperCase() : 'STATIC',
    txid: txid ?? null,
    amount: amountOf(charge, code, now),
    dueDate: charge?.tipoCob === 'cobv' ? charge.fields.calendario.dataDeVencimento : null,
    receiver: { cnpj: merchant.cnpj, name: merchant.name, participantIspb: receiverIspb },
    pspid: receiverIspb,
    alias: merchant.chave,
    endToEndId: `E${providerIspb}${stamp(now)}${ports.ids.alphanumeric(11)}`,
    location: code.url ?? null,
  }
}

/** Null where the payer is to say it. */
function amountOf(charge: Charge | undefined, code: BrCode, now: number): number | null {
  if (!charge) return code.amountCents ? reais(code.amountCents) : null
  return isAlterable(charge) ? null : reais(askedCents(charge, now))
}

function readOffer(world: World, code: BrCode, url: string): object | AccountRefusal {
  const rec = recAt(world, url)
  if (!rec) return refuse(404, 'RECURRENCE_NOT_FOUND', 'A recorrência deste código não existe.')
  if (rec.status !== 'CRIADA')
    return refuse(
      422,
      'RECURRENCE_NOT_AVAILABLE',
      `Esta recorrência não pode mais ser autorizada (${rec.status}).`,
    )
  const journey = code.kind === 'recurrence' ? 2 : code.kind === 'dynamic+recurrence' ? 3 : 4
  return {
    ...termsJson(world, rec),
    creationDateTime: rec.createdAt,
    journey: `JOURNEY_${journey}`,
    location: url,
  }
}

function recAt({ registry }: World, url: string): Rec | undefined {
  const loc = registry.locByToken.get(url.slice(url.lastIndexOf('/') + 1))
  return loc?.location === url && loc.idRec ? registry.rec.get(loc.idRec) : undefined
}
