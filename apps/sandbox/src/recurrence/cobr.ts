import { type Day, dayOf, isDay } from '../days.ts'
import type { Refusal, Violation } from '../problem.ts'
import { violation } from '../request.ts'
import type { World } from '../world.ts'
import { openAttempt, retriesMade } from './attempts.ts'
import { ask, cancelCobR, lastRetryDay, mostRetries, submissionAt } from './cobr-life.ts'
import { readCobRRequest } from './cobr-request.ts'
import { cycleOf } from './cycle.ts'
import type { CobR, Rec } from './model.ts'
import { keep } from './registry.ts'
import { settlementDay } from './settlement-day.ts'

/** The merchant's account at this PSP, into which recurring charges are paid. */
export const merchantAccount = { agencia: '0001', conta: '1234567' }

export function findCobR({ registry }: World, txid: string): CobR | Refusal {
  return (
    registry.cobr.get(txid) ?? {
      problem: 'CobRNaoEncontrado',
      detail: 'Cobrança não encontrada para o txid informado.',
    }
  )
}

/** POST /cobr: the PSP picks the txid. */
export const postCobR = (world: World, body: unknown) =>
  putCobR(world, world.ports.ids.alphanumeric(32), body)

/** PUT /cobr/{txid}: creates and never changes, so the same request again is refused: its txid is in use. */
export function putCobR(world: World, txid: string, body: unknown): CobR | Refusal {
  const violations: Violation[] = []
  const refuse = (field: string, razao: string, value?: unknown) =>
    violations.push(violation(`cobr.${field}`, razao, value))
  if (!/^[a-zA-Z0-9]{26,35}$/.test(txid)) refuse('txid', 'O campo cobr.txid não respeita o schema.', txid)
  else if (world.registry.cobr.has(txid) || world.charges.has(txid))
    refuse('txid', 'O campo cobr.txid encontra-se em uso.', txid)
  const fields = readCobRRequest(body, violations)
  const { idRec } = Object(body)
  const rec = world.registry.rec.get(String(idRec))
  if (!rec) refuse('idRec', 'O campo cobr.idRec não corresponde a uma recorrência.', idRec)
  else if (rec.status !== 'APROVADA')
    refuse('idRec', `A recorrência não está APROVADA (${rec.status}).`, idRec)
  const now = world.ports.clock.now()
  const due = fields?.calendario.dataDeVencimento
  if (due !== undefined && due < dayOf(now)) {
    const field = 'calendario.dataDeVencimento'
    refuse(field, `O campo cobr.${field} é anterior à data de criação da cobrança.`, due)
  } else if (rec && due !== undefined) checkCycle(world, rec, due, refuse)
  if (fields && !isOwn(fields.recebedor)) {
    const razao =
      'Os campos cobr.recebedor.conta e cobr.recebedor.agencia correspondem a uma conta que não pertence a este usuário recebedor.'
    refuse('recebedor', razao, fields.recebedor.conta)
  }
  if (!fields || !rec || violations.length > 0) return invalid(violations)
  const cobr: CobR = {
    txid,
    idRec: rec.idRec,
    createdAt: now,
    changedAt: now,
    status: 'CRIADA',
    updates: [{ status: 'CRIADA', at: now }],
    fields,
    attempts: [],
    pix: [],
  }
  return keep(world, 'cobr', { ...cobr, nextAt: submissionAt(world, cobr) })
}

const isOwn = ({ conta, agencia }: { conta: string; agencia?: string }) =>
  conta === merchantAccount.conta && (agencia === undefined || agencia === merchantAccount.agencia)

function checkCycle(
  { registry }: World,
  { idRec, fields: { calendario } }: Rec,
  due: Day,
  refuse: (field: string, razao: string, value?: unknown) => void,
): void {
  const { dataInicial, dataFinal, periodicidade } = calendario
  const field = 'calendario.dataDeVencimento'
  const cycle = cycleOf(dataInicial, periodicidade, due)
  if (cycle < 0 || (dataFinal && due > dataFinal)) {
    refuse(field, `O campo cobr.${field} está fora da vigência da recorrência.`, due)
    return
  }
  const taken = [...registry.cobr.values()].some(
    (one) =>
      one.idRec === idRec &&
      one.status !== 'REJEITADA' &&
      one.status !== 'CANCELADA' &&
      cycleOf(dataInicial, periodicidade, one.fields.calendario.dataDeVencimento) === cycle,
  )
  if (!taken) return
  const razao =
    'Existe uma CobR com status diferente de REJEITADA e CANCELADA referente ao mesmo cobr.idRec com calendario.dataDeVencimento no mesmo ciclo.'
  refuse(field, razao, due)
}

/** PATCH /cobr/{txid}: takes it back, until the day before its first settlement. */
export function patchCobR(world: World, txid: string, body: unknown): CobR | Refusal {
  const cobr = findCobR(world, txid)
  if ('problem' in cobr) return cobr
  const { status } = Object(body)
  const now = world.ports.clock.now()
  const violations: Violation[] = []
  if (status !== 'CANCELADA')
    violations.push(violation('cobr.status', 'O campo cobr.status não respeita o schema.', status))
  else if (cobr.status !== 'CRIADA' && cobr.status !== 'ATIVA') {
    const razao = `A cobrança já está encerrada (${cobr.status}).`
    violations.push(violation('cobr.status', razao, cobr.status))
  } else if (dayOf(now) >= settlementDay(cobr.fields)) {
    const razao =
      'Não é possível cancelar uma cobrança em uma data igual ou maior que a data prevista da primeira tentativa de liquidação.'
    violations.push(violation('cobr.status', razao, status))
  }
  if (violations.length > 0) return invalid(violations)
  return cancelCobR(world, cobr, 'USUARIO_RECEBEDOR', now)
}

/** POST /cobr/{txid}/retentativa/{data}: another try on another day, of a charge whose last one failed. */
export function retryCobR(world: World, txid: string, day: string): CobR | Refusal {
  const cobr = findCobR(world, txid)
  if ('problem' in cobr) return cobr
  const violations: Violation[] = []
  const refuse = (razao: string) => violations.push(violation('data', razao, day))
  const now = world.ports.clock.now()
  const policy = world.registry.rec.get(cobr.idRec)?.fields.politicaRetentativa
  if (!isDay(day)) refuse('O parâmetro data não respeita o schema.')
  else if (day <= dayOf(now)) refuse('O parâmetro data não corresponde a uma data futura.')
  else if (day > lastRetryDay(cobr))
    refuse(`O parâmetro data é posterior ao prazo de novas tentativas (${lastRetryDay(cobr)}).`)
  if (policy !== 'PERMITE_3R_7D')
    refuse('A política configurada na recorrência não permite retentativa de cobrança.')
  else if (retriesMade(cobr) >= mostRetries) refuse('A cobrança já teve as três novas tentativas permitidas.')
  if (openAttempt(cobr)) refuse('Existe uma tentativa com status SOLICITADA ou AGENDADA.')
  else if (cobr.status !== 'ATIVA') refuse(`A cobrança não está ATIVA (${cobr.status}).`)
  if (violations.length > 0) return invalid(violations)
  return ask(world, cobr, day, 'NTAG', now)
}

function invalid(violations: Violation[]): Refusal {
  const detail =
    'A requisição que busca alterar ou criar uma cobrança recorrente não respeita o schema ou está semanticamente errada.'
  return { problem: 'CobROperacaoInvalida', detail, violations }
}
