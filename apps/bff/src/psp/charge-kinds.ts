import type { Recurrence } from '@balcao/domain'
import * as pix from '@balcao/pix'
import { aboutAnother, type CobTruth, truthOf } from './translate.ts'

/** The PSP keeps the two apart: what is paid at once (`cob`), and what is paid until a day (`cobv`). */
export type ChargeKind = 'immediate' | 'due'
export type Due = { day: string; debtor: Recurrence['debtor'] }
type Told = { profile: pix.PspProfile; shopName: string; nowMs: number }

/** How each kind is asked for and read. */
export const chargeKinds = {
  immediate: {
    put: pix.putCobBytes,
    get: (txid: string) => pix.getCob(txid),
    remove: (txid: string) => pix.patchCob(txid, { remove: true }),
    read: (reply: pix.PixReply, txid: string, { profile, shopName, nowMs }: Told): CobTruth =>
      truthOf(ours(pix.readCob(reply, profile), txid), shopName, nowMs),
  },
  due: {
    put: pix.putCobvBytes,
    get: (txid: string) => pix.getCobv(txid),
    remove: (txid: string) => pix.patchCobv(txid, { remove: true }),
    /** Payable until the end of its last day in Brasília, as the PSP counts its validity. */
    read(reply: pix.PixReply, txid: string, { profile, shopName, nowMs }: Told): CobTruth {
      const cobv = ours(pix.readCobv(reply, profile), txid)
      const expiresAt = `${pix.lastPaymentDate(cobv)}T23:59:59.999-03:00`
      return truthOf({ ...cobv, expiresAt }, shopName, nowMs)
    },
  },
} as const

/** An answer about another charge would pay this one with somebody else's money. */
function ours<Charge extends pix.Charge>(told: Charge, txid: string): Charge {
  if (told.txid !== txid) throw aboutAnother('charge')
  return told
}

/** The bytes that create a charge which is paid until a day, that day the last one. */
export function dueChargeBody(
  txid: string,
  { amountCents, description, due, chave }: Bill & { chave: string },
): string {
  const { name, document } = due.debtor
  const request = pix.putCobv(txid, {
    amountCents,
    dueDate: due.day,
    validDaysAfterDue: 0,
    debtor: document.length === 11 ? { name, cpf: document } : { name, cnpj: document },
    chave,
    ...(description === null ? {} : { description }),
  })
  return request.body ?? ''
}
type Bill = { amountCents: number; description: string | null; due: Due }
