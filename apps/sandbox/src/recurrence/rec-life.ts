import { endAuthorization } from '../account/authorization-life.ts'
import { dayOf } from '../days.ts'
import type { World } from '../world.ts'
import { openAttempt } from './attempts.ts'
import { cancelCobR } from './cobr-life.ts'
import type { Journey, Rec, RecStatus } from './model.ts'
import { tellRec } from './notify.ts'
import { keep } from './registry.ts'
import { settlementDay } from './settlement-day.ts'
import { closeRequest, isOpen } from './solicrec-life.ts'

/** The legal ways of a recurrence: CRIADA to any other, APROVADA to CANCELADA or EXPIRADA; the rest are final. */

/** The payer has said yes and the arrangement has taken it. Undefined when it was closed meanwhile. */
export function approveRec(world: World, rec: Rec, journey: Journey, at: number): Rec | undefined {
  if (rec.status !== 'CRIADA') return undefined
  rec.journey = journey
  // "Este campo deve ser removido pelo PSP Recebedor quando a ativação for realizada pelas jornadas 1, 2 ou 4."
  if (journey !== 3) delete rec.firstTxid
  return change(world, rec, 'APROVADA', at)
}

/** The payer of journey 1 has said no: `AP13` or `AP14` of the arrangement's catalogue. */
export function rejectRec(world: World, rec: Rec, codigo: string, at: number): Rec | undefined {
  if (rec.status !== 'CRIADA') return undefined
  rec.ending = { rejeicao: { codigo, descricao: 'Autorização recusada pelo usuário pagador.' } }
  return change(world, rec, 'REJEITADA', at)
}

const cancellations = {
  USUARIO_RECEBEDOR: { codigo: 'SLCR', descricao: 'Cancelamento solicitado pelo usuário recebedor.' },
  USUARIO_PAGADOR: { codigo: 'SLDB', descricao: 'Cancelamento solicitado pelo usuário pagador.' },
}

/** With it go its charges, save those whose settlement is today: they are on their way already. */
export function cancelRec(world: World, rec: Rec, by: keyof typeof cancellations, at: number): Rec {
  rec.ending = { cancelamento: { solicitante: by, ...cancellations[by] } }
  delete rec.nextAt
  change(world, rec, 'CANCELADA', at)
  const today = dayOf(at)
  for (const cobr of world.registry.cobr.values()) {
    if (cobr.idRec !== rec.idRec || (cobr.status !== 'CRIADA' && cobr.status !== 'ATIVA')) continue
    const underWay = openAttempt(cobr)?.day ?? (cobr.attempts.length === 0 ? settlementDay(cobr.fields) : '')
    if (underWay !== today) cancelCobR(world, cobr, by, at)
  }
  endAuthorization(world, rec.idRec, 'CANCELED', by === 'USUARIO_PAGADOR' ? 'PAYER' : 'RECEIVER', at)
  for (const request of world.registry.solicrec.values())
    if (request.idRec === rec.idRec && isOpen(request)) closeRequest(world, request, 'CANCELADA', at)
  return rec
}

/** The day after its last one has begun. */
export function expireRec(world: World, rec: Rec, at: number): void {
  delete rec.nextAt
  if (rec.status !== 'CRIADA' && rec.status !== 'APROVADA') return void keep(world, 'rec', rec)
  change(world, rec, 'EXPIRADA', at)
  endAuthorization(world, rec.idRec, 'EXPIRED', 'RECEIVER', at)
}

function change(world: World, rec: Rec, status: RecStatus, at: number): Rec {
  rec.status = status
  rec.updates.push({ status, at })
  keep(world, 'rec', rec)
  tellRec(world, rec)
  return rec
}
