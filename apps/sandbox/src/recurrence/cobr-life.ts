import { tellBilling } from '../account/notify.ts'
import { addDays, dayOf, endOf, startOf } from '../days.ts'
import { stamp } from '../refunds.ts'
import { cents } from '../wire-values.ts'
import type { World } from '../world.ts'
import { openAttempt, retriesMade } from './attempts.ts'
import { debit } from './debit.ts'
import type { Attempt, AttemptStatus, CobR, CobRStatus } from './model.ts'
import { tellCobR } from './notify.ts'
import { keep, providerIspb } from './registry.ts'
import { settlementDay } from './settlement-day.ts'

/** The legal ways of a recurring charge: CRIADA, ATIVA once the payer's bank has scheduled it, and then one of four that are final. */

/** Instructions reach the payer's bank at most ten days before the settlement. */
const earliestDays = 10
/** "Até 3 novas tentativas, em dias distintos, em até 7 dias" (politicaRetentativa PERMITE_3R_7D). */
export const mostRetries = 3
const retryDays = 7
/** A debit that finds too little at midnight is tried again on the same day, from 18 h in Brasília. */
const eveningMs = 18 * 60 * 60 * 1000

/** When a new charge goes to the payer's bank. */
export const submissionAt = ({ registry }: World, cobr: CobR): number =>
  Math.max(
    cobr.createdAt + registry.pace.messageMs,
    startOf(addDays(settlementDay(cobr.fields), -earliestDays)),
  )

/** The last day on which it may still be tried. */
export const lastRetryDay = ({ fields }: CobR) => addDays(settlementDay(fields), retryDays)

/** Its time has come: sent, scheduled, debited, or out of days. */
export function advanceCobR(world: World, cobr: CobR, at: number): void {
  const attempt = openAttempt(cobr)
  if (attempt?.status === 'SOLICITADA') schedule(world, cobr, attempt, at)
  else if (attempt) settle(world, cobr, attempt, at)
  else if (cobr.status === 'CRIADA') ask(world, cobr, settlementDay(cobr.fields), 'AGND', at)
  else close(world, cobr, 'EXPIRADA', at)
}

/** Asks the payer's bank to settle on that day. */
export function ask(world: World, cobr: CobR, day: string, tipo: Attempt['tipo'], at: number): CobR {
  cobr.attempts.push({
    day,
    tipo,
    endToEndId: `E${providerIspb}${stamp(at)}${world.ports.ids.alphanumeric(11)}`,
    status: 'SOLICITADA',
    updates: [{ status: 'SOLICITADA', at }],
  })
  cobr.nextAt = at + world.registry.pace.messageMs
  return keep(world, 'cobr', cobr)
}

/** The payer's bank takes the instruction, if it is of the amount that was authorised. */
function schedule(world: World, cobr: CobR, attempt: Attempt, at: number): void {
  const fixed = world.registry.rec.get(cobr.idRec)?.fields.valor?.valorRec
  if (fixed !== undefined && cents(fixed) !== cents(cobr.fields.valor.original)) {
    fail(world, cobr, attempt, 'REJEITADA', at, ['AM09', 'O valor da cobrança difere do valor autorizado.'])
    return
  }
  mark(attempt, 'AGENDADA', at)
  cobr.nextAt = Math.max(at, startOf(attempt.day))
  if (cobr.status === 'CRIADA') change(world, cobr, 'ATIVA', at)
  else tell(world, cobr, at)
}

function settle(world: World, cobr: CobR, attempt: Attempt, at: number): void {
  const outcome = debit(world, cobr, attempt, at)
  if (outcome === 'paid') {
    mark(attempt, 'PAGA', at)
    close(world, cobr, 'CONCLUIDA', at)
  } else if (outcome === 'over-maximum') {
    fail(world, cobr, attempt, 'REJEITADA', at, ['AM02', 'O valor excede o máximo definido pelo pagador.'])
  } else {
    const evening = startOf(attempt.day) + eveningMs
    if (at < evening) {
      cobr.nextAt = evening
      keep(world, 'cobr', cobr)
    } else fail(world, cobr, attempt, 'EXPIRADA', at)
  }
}

/** "Causam a rejeição da cobrança recorrente correspondente" (API Pix 2.9.0, CobRTentativas.rejeicao), of those that this box gives. */
const finalCodes = ['AM09']

/** One try has failed: there may be others, and with none left the charge ends as the try did. */
function fail(
  world: World,
  cobr: CobR,
  attempt: Attempt,
  status: 'REJEITADA' | 'EXPIRADA',
  at: number,
  reason?: readonly [codigo: string, descricao: string],
): void {
  mark(attempt, status, at)
  if (reason) attempt.rejeicao = { codigo: reason[0], descricao: reason[1] }
  const policy = world.registry.rec.get(cobr.idRec)?.fields.politicaRetentativa
  const last = lastRetryDay(cobr)
  const again = policy === 'PERMITE_3R_7D' && retriesMade(cobr) < mostRetries && dayOf(at) < last
  if (again && !(reason && finalCodes.includes(reason[0]))) {
    cobr.nextAt = endOf(last) + 1
    return void tell(world, cobr, at)
  }
  if (attempt.rejeicao) cobr.ending = { rejeicao: attempt.rejeicao }
  close(world, cobr, status, at)
}

const cancellations = {
  USUARIO_RECEBEDOR: { codigo: 'SLCR', descricao: 'Cancelamento solicitado pelo usuário recebedor.' },
  USUARIO_PAGADOR: { codigo: 'SLBD', descricao: 'Cancelamento solicitado pelo usuário pagador.' },
}

/** Whoever asks has checked that it is in time. */
export function cancelCobR(world: World, cobr: CobR, by: keyof typeof cancellations, at: number): CobR {
  const attempt = openAttempt(cobr)
  if (attempt) mark(attempt, 'CANCELADA', at)
  cobr.ending = { cancelamento: { solicitante: by, ...cancellations[by] } }
  return close(world, cobr, 'CANCELADA', at)
}

function close(world: World, cobr: CobR, status: Exclude<CobRStatus, 'CRIADA' | 'ATIVA'>, at: number): CobR {
  delete cobr.nextAt
  return change(world, cobr, status, at)
}

function change(world: World, cobr: CobR, status: CobRStatus, at: number): CobR {
  cobr.status = status
  cobr.updates.push({ status, at })
  return tell(world, cobr, at)
}

function tell(world: World, cobr: CobR, at: number): CobR {
  // Strictly later each time, so that what is told of it can be put in order.
  cobr.changedAt = Math.max(at, cobr.changedAt + 1)
  keep(world, 'cobr', cobr)
  tellCobR(world, cobr)
  tellBilling(world, cobr)
  return cobr
}

function mark(attempt: Attempt, status: AttemptStatus, at: number): void {
  attempt.status = status
  attempt.updates.push({ status, at })
}
