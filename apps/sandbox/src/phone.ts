import { expiresAt } from './cob.ts'
import { askedCents, findTarget, objection, type Unpayable } from './payments.ts'
import { type Cob, iso, type World } from './world.ts'

/** What a bank shows before it asks for the password. */
export type PhoneView = {
  receiver: { name: string; city: string }
  amountCents?: number
  description?: string
  details: { nome: string; valor: string }[]
  txid?: string
  expiresAt?: string
  /** Why a careful bank would not pay; the phone's own button obeys it. */
  objection?: Unpayable
  /** What the payer should look twice at. */
  warnings: string[]
}

export function readForPhone(world: World, pixCopiaECola: string): PhoneView | { unpayable: Unpayable } {
  const target = findTarget(world, pixCopiaECola)
  if ('unpayable' in target) return { unpayable: target }
  const { code, cob } = target
  // The name is the account's, from the payload; the one in the code is only for show and may have been edited.
  const receiver = { name: world.merchant.name, city: code.merchantCity }
  const warnings =
    code.merchantName === world.merchant.name
      ? []
      : [`O código mostra outro nome: ${code.merchantName}. Confira quem recebe.`]
  if (!cob) {
    return {
      receiver,
      ...(code.amountCents && { amountCents: code.amountCents }),
      ...(code.infoAdicional && { description: code.infoAdicional }),
      details: [],
      warnings,
    }
  }
  const refused = objection(world, cob)
  return {
    receiver,
    amountCents: askedCents(cob),
    ...(cob.fields.solicitacaoPagador && { description: cob.fields.solicitacaoPagador }),
    details: cob.fields.infoAdicionais ?? [],
    txid: cob.txid,
    expiresAt: iso(expiresAt(cob)),
    ...(refused && { objection: refused }),
    warnings,
  }
}

/** The latest charges that can be paid, for whoever has no camera; as many as fit on a phone without scrolling far. */
export function openCharges(world: World, most = 8) {
  const open: Cob[] = []
  for (const cob of [...world.cobs.values()].reverse()) {
    if (open.length === most) break
    if (!objection(world, cob)) open.push(cob)
  }
  return open.map((cob) => ({
    txid: cob.txid,
    amountCents: askedCents(cob),
    ...(cob.fields.solicitacaoPagador && { description: cob.fields.solicitacaoPagador }),
    createdAt: iso(cob.createdAt),
    pixCopiaECola: cob.pixCopiaECola,
  }))
}
