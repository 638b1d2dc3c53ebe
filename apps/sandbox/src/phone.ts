import type { Charge, CobV } from './charge.ts'
import { dayOf } from './days.ts'
import { type Due, dueOn } from './due.ts'
import { askedCents, expiresAt, findTarget, isAlterable, objection, type Unpayable } from './payments.ts'
import { cents, iso } from './wire-values.ts'
import type { World } from './world.ts'

/** What a bank shows before it asks for the password. */
export type PhoneView = {
  receiver: { name: string; city: string }
  amountCents?: number
  /** Whether the payer may pay another amount; absent for a static code without amount, where there is nothing to change. */
  alterable?: boolean
  description?: string
  details: { nome: string; valor: string }[]
  txid?: string
  expiresAt?: string
  /** Of a charge with due date: the day, YYYY-MM-DD, and what today's amount is made of. */
  dueDate?: string
  parts?: Due
  /** Of a Pix Saque or Pix Troco: the cash to be handed out. */
  cash?: { kind: 'saque' | 'troco'; amountCents: number }
  /** Why a careful bank would not pay; the phone's own button obeys it. */
  objection?: Unpayable
  /** What the payer should look twice at. */
  warnings: string[]
}

export function readForPhone(world: World, pixCopiaECola: string): PhoneView | { unpayable: Unpayable } {
  const target = findTarget(world, pixCopiaECola)
  if ('unpayable' in target) return { unpayable: target }
  const { code, charge } = target
  // The name is the account's, from the payload; the one in the code is only for show and may have been edited.
  const receiver = { name: world.merchant.name, city: code.merchantCity }
  const warnings =
    code.merchantName === world.merchant.name
      ? []
      : [`O código mostra outro nome: ${code.merchantName}. Confira quem recebe.`]
  if (code.recurrenceUrl !== undefined)
    warnings.push('O código também oferece um Pix Automático: este celular só paga.')
  if (!charge) {
    return {
      receiver,
      ...(code.amountCents && { amountCents: code.amountCents }),
      ...(code.infoAdicional && { description: code.infoAdicional }),
      details: [],
      warnings,
    }
  }
  const now = world.ports.clock.now()
  const refused = objection(charge, now)
  return {
    receiver,
    amountCents: askedCents(charge, now),
    alterable: isAlterable(charge),
    ...(charge.fields.solicitacaoPagador && { description: charge.fields.solicitacaoPagador }),
    details: charge.fields.infoAdicionais ?? [],
    txid: charge.txid,
    expiresAt: iso(expiresAt(charge)),
    ...(charge.tipoCob === 'cobv' ? dueView(charge, now) : cashView(charge)),
    ...(refused && { objection: refused }),
    warnings,
  }
}

const dueView = ({ fields }: CobV, now: number) => ({
  dueDate: fields.calendario.dataDeVencimento,
  parts: dueOn(fields, dayOf(now)),
})

function cashView({ fields }: Extract<Charge, { tipoCob: 'cob' }>): Pick<PhoneView, 'cash'> {
  const { retirada } = fields.valor
  if (!retirada) return {}
  const [kind, { valor }] =
    'saque' in retirada ? (['saque', retirada.saque] as const) : (['troco', retirada.troco] as const)
  return { cash: { kind, amountCents: cents(valor) } }
}

/** The latest charges that can be paid, for whoever has no camera; as many as fit on a phone without scrolling far. */
export function openCharges(world: World, most = 8) {
  const now = world.ports.clock.now()
  const open: Charge[] = []
  for (const charge of [...world.charges.values()].reverse()) {
    if (open.length === most) break
    if (charge.pixCopiaECola && !objection(charge, now)) open.push(charge)
  }
  return open.map((charge) => ({
    txid: charge.txid,
    amountCents: askedCents(charge, now),
    ...(charge.fields.solicitacaoPagador && { description: charge.fields.solicitacaoPagador }),
    createdAt: iso(charge.createdAt),
    pixCopiaECola: charge.pixCopiaECola,
  }))
}
