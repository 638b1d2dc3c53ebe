import type { Refund } from './refunds.ts'
import { type Cob, iso, type Loc, type Pix, valor, type World } from './world.ts'

/** How the world looks in API Pix 2.9.0: the only place that writes its JSON. */

/** CobGerada: the answer to PUT, POST and PATCH. */
export function cobJson(world: World, cob: Cob, revisao = cob.revisao) {
  const { status, fields } = revisao === cob.revisao ? cob : (cob.past[revisao] ?? cob)
  const { calendario, devedor, valor: amount, chave, solicitacaoPagador, infoAdicionais } = fields
  const loc = world.locs.get(cob.locId)
  return {
    calendario: { criacao: iso(cob.createdAt), expiracao: calendario.expiracao },
    txid: cob.txid,
    revisao,
    ...(loc && { loc: locJson(loc), location: loc.location }),
    status,
    ...(devedor && { devedor }),
    valor: amount,
    chave,
    ...(solicitacaoPagador !== undefined && { solicitacaoPagador }),
    ...(infoAdicionais && { infoAdicionais }),
    pixCopiaECola: cob.pixCopiaECola,
  }
}

/** CobCompleta: the answer to GET. `pix` is optional there, and absent while there is none. */
export function fullCobJson(world: World, cob: Cob, revisao?: number) {
  const pix = cob.pix.flatMap((id) => world.pix.get(id) ?? [])
  return { ...cobJson(world, cob, revisao), ...(pix.length > 0 && { pix: pix.map(pixJson) }) }
}

export const locJson = (loc: Loc) => ({
  id: loc.id,
  location: loc.location,
  tipoCob: loc.tipoCob,
  criacao: iso(loc.createdAt),
})

export function pixJson(pix: Pix) {
  return {
    endToEndId: pix.endToEndId,
    ...(pix.txid && { txid: pix.txid }),
    valor: valor(pix.amountCents),
    componentesValor: {
      original: { valor: valor(pix.amountCents - (pix.withdrawal?.amountCents ?? 0)) },
      ...(pix.withdrawal && {
        [pix.withdrawal.kind]: { valor: valor(pix.withdrawal.amountCents), ...pix.withdrawal.agent },
      }),
    },
    chave: pix.chave,
    horario: iso(pix.paidAt),
    ...(pix.infoPagador !== undefined && { infoPagador: pix.infoPagador }),
    ...(pix.refunds.length > 0 && { devolucoes: pix.refunds.map(refundJson) }),
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
