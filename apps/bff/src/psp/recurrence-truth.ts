import { BrCodeError, readBrCode } from '@balcao/brcode'
import type { ChargeTold, Recurrence, RecurrenceEnd, RecurrenceFact } from '@balcao/domain'
import * as pix from '@balcao/pix'
import { type ListedPix, listedPix } from './translate.ts'

/** The PSP's words of Pix Automático into ours. */

export type RecurrenceTruth = Extract<RecurrenceFact, { kind: 'psp-says' }> & {
  proposals: readonly pix.RecRequest[]
}

const statuses = {
  created: 'offered',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
  cancelled: 'cancelled',
  undetermined: 'undetermined',
} as const

export const recurrenceTruth = (rec: pix.Rec): RecurrenceTruth => ({
  kind: 'psp-says',
  idRec: rec.idRec,
  status: statuses[rec.status],
  journey: typeof rec.journey === 'number' ? rec.journey : null,
  end: endOf(rec.end),
  proposals: rec.requests,
})

const endOf = (end: pix.End | undefined): RecurrenceEnd | null =>
  end === undefined
    ? null
    : {
        kind: end.kind,
        by: end.kind === 'rejection' || end.requester === 'undetermined' ? null : end.requester,
        code: end.code,
        text: end.description ?? null,
      }

/** With the money that it has brought. */
export type RecurrenceChargeTruth = ChargeTold & { received: readonly ListedPix[] }

export const chargeTruth = (cobr: pix.Cobr): RecurrenceChargeTruth => ({
  received: cobr.payments.map(listedPix),
  status: cobr.status,
  tries: cobr.tries.map(({ kind, status, settlesOn, rejection }) => ({
    kind,
    status,
    settlesOn: settlesOn ?? null,
    code: rejection?.code ?? null,
  })),
  endCode: cobr.end?.code ?? null,
})

/** The recurrence in API Pix's terms. A charge that is bound to it makes it journey 3; one with a due date is not bound (journey 4). */
export function newRecOf({ terms, debtor, locId }: Recurrence, boundTxid: string | null): pix.NewRec {
  const { name, document } = debtor
  return {
    contract: terms.contract,
    object: terms.object ?? undefined,
    debtor: document.length === 11 ? { name, cpf: document } : { name, cnpj: document },
    firstDay: terms.firstDay,
    lastDay: terms.lastDay ?? undefined,
    frequency: terms.frequency,
    fixedCents: terms.fixedCents ?? undefined,
    minimumCents: terms.minimumCents ?? undefined,
    retryPolicy: terms.retryPolicy,
    locId: locId ?? undefined,
    cobTxid: boundTxid ?? undefined,
  }
}

/**
 * The code to show, or null where the PSP has none yet. One that no bank would read, that asks for something else than was wanted, or
 * whose two places are on different hosts must never be shown: throws `malformed-reply`. Of journeys 3 and 4 the charge has to be of
 * the kind, and at the place, that the charge's own code has.
 */
export function checkedCode(qr: pix.RecQr | undefined, chargeCode: string | null): string | null {
  if (qr === undefined) return null
  try {
    const charge = chargeCode === null ? undefined : readBrCode(chargeCode)
    const wanted = charge === undefined ? 'recurrence' : `${charge.kind}+recurrence`
    const code = readBrCode(qr.copiaECola)
    if (code.kind !== wanted) throw unusable(`is of kind ${code.kind}, not ${wanted}`)
    if (charge === undefined) return qr.copiaECola
    if (hostOf(code.url) !== hostOf(code.recurrenceUrl))
      throw unusable('has its two places on different hosts')
    if (code.url !== charge.url) throw unusable('is of another charge')
    return qr.copiaECola
  } catch (cause) {
    if (!(cause instanceof BrCodeError)) throw cause
    throw unusable(`cannot be read: ${cause.message}`)
  }
}

const hostOf = (url: string | undefined) => url?.split('/')[0]?.toLowerCase()
const unusable = (why: string) =>
  new pix.PixError('malformed-reply', `The PSP's code of the recurrence ${why}`)
