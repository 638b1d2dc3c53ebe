import type { Charge, Loc } from './charge.ts'
import type { Refund } from './refund.ts'
import { iso, valor } from './wire-values.ts'
import type { Pix, World } from './world.ts'

/** How the world looks in API Pix 2.9.0: the only place that writes its JSON. */

/** CobGerada and CobVGerada: the answer to PUT, POST and PATCH. */
export function chargeJson(world: World, charge: Charge, revisao = charge.revisao) {
  const { status, fields } = revisao === charge.revisao ? charge : (charge.past[revisao] ?? charge)
  const { calendario, devedor, valor: amount, chave, solicitacaoPagador, infoAdicionais } = fields
  const loc = charge.locId === undefined ? undefined : world.locs.get(charge.locId)
  return {
    calendario: { criacao: iso(charge.createdAt), ...calendario },
    txid: charge.txid,
    revisao,
    ...(loc && { loc: locJson(loc), location: loc.location }),
    status,
    ...(devedor && { devedor }),
    ...(charge.tipoCob === 'cobv' && { recebedor: receiverJson(world) }),
    valor: amount,
    chave,
    ...(solicitacaoPagador !== undefined && { solicitacaoPagador }),
    ...(infoAdicionais && { infoAdicionais }),
    ...(charge.pixCopiaECola && { pixCopiaECola: charge.pixCopiaECola }),
  }
}

/** CobCompleta and CobVCompleta: the answer to GET. `pix` is optional there, and absent while there is none. */
export function fullChargeJson(world: World, charge: Charge, revisao?: number) {
  const pix = charge.pix.flatMap((id) => world.pix.get(id) ?? [])
  return { ...chargeJson(world, charge, revisao), ...(pix.length > 0 && { pix: pix.map(pixJson) }) }
}

/** DadosRecebedor: who a charge with due date is to be paid to. */
export function receiverJson({ merchant }: World) {
  const { cnpj, name, city, address } = merchant
  return { ...address, cidade: city, cnpj, nome: name }
}

/** PayloadLocationCompleta: `txid` while a charge is there. */
export const locJson = (loc: Loc) => ({
  id: loc.id,
  ...(loc.txid && { txid: loc.txid }),
  location: loc.location,
  tipoCob: loc.tipoCob,
  criacao: iso(loc.createdAt),
})

export function pixJson(pix: Pix) {
  return {
    endToEndId: pix.endToEndId,
    ...(pix.txid && { txid: pix.txid }),
    valor: valor(pix.amountCents),
    componentesValor: componentsJson(pix),
    chave: pix.chave,
    horario: iso(pix.paidAt),
    ...(pix.infoPagador !== undefined && { infoPagador: pix.infoPagador }),
    ...(pix.refunds.length > 0 && { devolucoes: pix.refunds.map(refundJson) }),
  }
}

/** The parts with their signs give the amount: saque, troco, multa and juros on top, abatimento and desconto off. */
function componentsJson({ amountCents, withdrawal, due }: Pix) {
  if (due) {
    const { original, final: _, ...rest } = due
    const parts = Object.entries(rest).filter(([, part]) => part > 0)
    return Object.fromEntries(
      [['original', original] as const, ...parts].map(([name, part]) => [name, { valor: valor(part) }]),
    )
  }
  const cash = withdrawal?.amountCents ?? 0
  return {
    original: { valor: valor(amountCents - cash) },
    ...(withdrawal && { [withdrawal.kind]: { valor: valor(cash), ...withdrawal.agent } }),
  }
}

export const refundJson = (refund: Refund) => ({
  id: refund.id,
  rtrId: refund.rtrId,
  valor: valor(refund.amountCents),
  natureza: refund.natureza,
  ...(refund.descricao !== undefined && { descricao: refund.descricao }),
  horario: {
    solicitacao: iso(refund.requestedAt),
    ...(refund.settledAt && { liquidacao: iso(refund.settledAt) }),
  },
  status: refund.status,
  ...(refund.motivo && { motivo: refund.motivo }),
})
