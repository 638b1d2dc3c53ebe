import { dayOf } from '../days.ts'
import { pixJson } from '../present.ts'
import { iso } from '../wire-values.ts'
import type { World } from '../world.ts'
import type { CobR, Rec, RecLoc, SolicRec, Update } from './model.ts'
import { providerIspb, receiverIspb } from './registry.ts'

/** How Pix Automático looks in API Pix 2.9.0, to who receives. */

/** PayloadLocationRecCompleta: `idRec` while a recurrence is there. */
export const recLocJson = (loc: RecLoc) => ({
  id: loc.id,
  location: loc.location,
  criacao: iso(loc.createdAt),
  ...(loc.idRec && { idRec: loc.idRec }),
})

const historyJson = <S>(updates: Update<S>[]) => updates.map(({ status, at }) => ({ status, data: iso(at) }))

/** RecGerada: the answer to POST and PATCH. */
export function recJson(world: World, rec: Rec) {
  const { convenio, ...fields } = rec.fields
  const { name, cnpj } = world.merchant
  const loc = rec.locId === undefined ? undefined : world.registry.locs.get(rec.locId)
  return {
    idRec: rec.idRec,
    status: rec.status,
    ...fields,
    recebedor: { cnpj, nome: name, ...(convenio && { convenio }) },
    ...(loc && { loc: recLocJson(loc) }),
    ...passageJson(rec),
  }
}

/** What changes as time passes: in every answer and in the callback. */
const passageJson = (rec: Rec) => ({
  atualizacao: historyJson(rec.updates),
  ...(rec.ending && { encerramento: rec.ending }),
  ativacao: {
    tipoJornada: rec.journey === undefined ? 'AGUARDANDO_DEFINICAO' : `JORNADA_${rec.journey}`,
    ...(rec.firstTxid && { dadosJornada: { txid: rec.firstTxid } }),
  },
})

/** RecCompletaPesquisada: with the payer, once there is one, and the proposals that were made. */
export function fullRecJson(world: World, rec: Rec) {
  const authorization = world.registry.authorization.get(rec.idRec)
  const account = authorization && world.registry.accounts.get(authorization.accountId)
  const requests = [...world.registry.solicrec.values()].filter(({ idRec }) => idRec === rec.idRec)
  const { type, number } = account?.document ?? {}
  return {
    ...recJson(world, rec),
    ...(authorization &&
      rec.journey !== undefined && {
        pagador: {
          ispbParticipante: providerIspb,
          ...(authorization.municipalityCode && { codMun: authorization.municipalityCode }),
          ...(type === 'CPF' ? { cpf: number } : { cnpj: number }),
        },
      }),
    ...(requests.length > 0 && { solicitacao: requests.map((one) => requestJson(world, one)) }),
  }
}

export const recNotification = (rec: Rec) => ({ idRec: rec.idRec, status: rec.status, ...passageJson(rec) })

/** RecPayload: what a payer's bank reads at the location. */
export function recPayload({ merchant }: World, rec: Rec) {
  const { convenio: _, ...fields } = rec.fields
  return {
    idRec: rec.idRec,
    ...fields,
    recebedor: { cnpj: merchant.cnpj, nome: merchant.name, ispbParticipante: receiverIspb },
    atualizacao: historyJson(rec.updates),
  }
}

/** SolicRecCompleta. */
export function requestJson(world: World, request: SolicRec) {
  const rec = world.registry.rec.get(request.idRec)
  return {
    idSolicRec: request.idSolicRec,
    idRec: request.idRec,
    calendario: { dataExpiracaoSolicitacao: iso(request.expiresAt) },
    status: request.status,
    destinatario: request.recipient,
    atualizacao: historyJson(request.updates),
    ...(rec && { recPayload: recPayload(world, rec) }),
  }
}

/** CobRCompleta; CobRGerada is the same while nothing has happened. */
export function cobrJson(world: World, cobr: CobR) {
  const { calendario, recebedor, ...fields } = cobr.fields
  const { merchant } = world
  const rec = world.registry.rec.get(cobr.idRec)
  return {
    idRec: cobr.idRec,
    txid: cobr.txid,
    ...fields,
    calendario: { criacao: dayOf(cobr.createdAt), ...calendario },
    recebedor: { ...recebedor, cnpj: merchant.cnpj, nome: merchant.name },
    ...(rec && { politicaRetentativa: rec.fields.politicaRetentativa }),
    ...cobrPassage(world, cobr),
  }
}

export const cobrNotification = (world: World, cobr: CobR) => ({
  idRec: cobr.idRec,
  txid: cobr.txid,
  ...cobrPassage(world, cobr),
})

function cobrPassage(world: World, cobr: CobR) {
  const pix = cobr.pix.flatMap((id) => world.pix.get(id) ?? [])
  return {
    status: cobr.status,
    atualizacao: historyJson(cobr.updates),
    ...(cobr.ending && { encerramento: cobr.ending }),
    ...(cobr.attempts.length > 0 && {
      tentativas: cobr.attempts.map(({ day, tipo, status, endToEndId, updates, rejeicao }) => ({
        dataLiquidacao: day,
        tipo,
        status,
        endToEndId,
        atualizacao: historyJson(updates),
        ...(rejeicao && { rejeicao }),
      })),
    }),
    ...(pix.length > 0 && { pix: pix.map(pixJson) }),
  }
}
