import { dayOf, endOf } from '../days.ts'
import type { Refusal, Violation } from '../problem.ts'
import { violation } from '../request.ts'
import type { World } from '../world.ts'
import { saveRecLoc } from './loc.ts'
import type { Rec, RecFields, RecLoc } from './model.ts'
import { cancelRec } from './rec-life.ts'
import { type RecRequest, readRecRequest, readRecRevision } from './rec-request.ts'
import { arrangementId, keep, receiverIspb } from './registry.ts'

/** The one agreement that this PSP has with the merchant; any other is refused. */
const agreement = 'CONVENIO-1'

export function findRec({ registry }: World, idRec: string): Rec | Refusal {
  return (
    registry.rec.get(idRec) ?? {
      problem: 'RecNaoEncontrada',
      detail: 'Recorrência não encontrada para o idRec informado.',
    }
  )
}

/** POST /rec: the PSP makes the idRec, so a repetition makes a second recurrence. */
export function postRec(world: World, body: unknown): Rec | Refusal {
  const violations: Violation[] = []
  const request = readRecRequest(body, violations)
  const now = world.ports.clock.now()
  checkDays(request.calendario ?? {}, now, violations)
  if (request.convenio && request.convenio !== agreement) {
    const razao = 'O valor do campo rec.recebedor.convenio não é aceito pelo PSP Recebedor.'
    violations.push(violation('rec.recebedor.convenio', razao, request.convenio))
  }
  const loc = checkLoc(world, request.loc, undefined, violations)
  const fields = fieldsOf(request)
  if (!fields || violations.length > 0) return invalid(violations)
  const retries = fields.politicaRetentativa === 'PERMITE_3R_7D' ? 'RR' : 'RN'
  const rec: Rec = {
    idRec: arrangementId(world, retries, receiverIspb, now),
    createdAt: now,
    status: 'CRIADA',
    updates: [{ status: 'CRIADA', at: now }],
    fields,
    ...(request.firstTxid && { firstTxid: request.firstTxid }),
    ...until(fields),
  }
  if (loc) link(world, rec, loc)
  return keep(world, 'rec', rec)
}

/** PATCH /rec/{idRec}: changes what is named, or cancels and then nothing else. */
export function patchRec(world: World, idRec: string, body: unknown): Rec | Refusal {
  const rec = findRec(world, idRec)
  if ('problem' in rec) return rec
  const violations: Violation[] = []
  const { status, calendario, loc: locId, firstTxid, debtorName } = readRecRevision(body, violations)
  const begins = calendario?.dataInicial
  const refuse = (field: string, razao: string, value?: unknown) =>
    violations.push(violation(`rec.${field}`, razao, value))
  if (rec.status !== 'CRIADA' && rec.status !== 'APROVADA')
    refuse('status', 'A recorrência encontra-se expirada, cancelada ou rejeitada.', rec.status)
  for (const [field, value] of [
    ['loc', locId],
    ['calendario.dataInicial', begins],
  ] as const) {
    if (value === undefined || rec.status === 'CRIADA') continue
    const razao = `O campo rec.${field} somente pode ser alterado quando a recorrência apresentar-se com o status CRIADA.`
    refuse(field, razao, value)
  }
  if (firstTxid && (rec.status === 'REJEITADA' || rec.status === 'CANCELADA')) {
    const razao =
      'O campo rec.dadosJornada.txid não pode ser alterado quando a recorrência apresentar-se com o status REJEITADA ou CANCELADA.'
    refuse('dadosJornada.txid', razao, firstTxid)
  }
  if (status && Object.keys(Object(body)).length > 1)
    refuse('status', 'O cancelamento da recorrência não admite outras alterações.', status)
  const calendar = { ...rec.fields.calendario, ...(begins && { dataInicial: begins }) }
  if (begins) checkDays(calendar, rec.createdAt, violations)
  const loc = checkLoc(world, locId, rec, violations)
  if (violations.length > 0) return invalid(violations)
  if (status) return cancelRec(world, rec, 'USUARIO_RECEBEDOR', world.ports.clock.now())
  if (loc) {
    unlink(world, rec)
    link(world, rec, loc)
  }
  if (firstTxid) rec.firstTxid = firstTxid
  rec.fields.calendario = calendar
  if (debtorName) rec.fields.vinculo.devedor.nome = debtorName
  return keep(world, 'rec', rec)
}

/** DELETE /locrec/{id}/idRec: both forget each other, and the status stays. */
export function unlinkRecLoc(world: World, loc: RecLoc): RecLoc {
  const rec = loc.idRec === undefined ? undefined : world.registry.rec.get(loc.idRec)
  if (rec) {
    unlink(world, rec)
    keep(world, 'rec', rec)
  }
  return loc
}

/** After its last day it is EXPIRADA by itself (bacen/pix-api#629). */
const until = ({ calendario: { dataFinal } }: RecFields) =>
  dataFinal ? { nextAt: endOf(dataFinal) + 1 } : {}

function fieldsOf({
  vinculo,
  calendario,
  valor,
  politicaRetentativa,
  convenio,
}: RecRequest): RecFields | undefined {
  const { dataInicial, dataFinal, periodicidade } = calendario ?? {}
  if (!vinculo || !dataInicial || !periodicidade || !politicaRetentativa) return undefined
  return {
    vinculo,
    calendario: { dataInicial, ...(dataFinal && { dataFinal }), periodicidade },
    ...(valor && Object.keys(valor).length > 0 && { valor }),
    politicaRetentativa,
    ...(convenio && { convenio }),
  }
}

function checkDays(
  { dataInicial, dataFinal }: Partial<RecFields['calendario']>,
  createdAt: number,
  violations: Violation[],
): void {
  const first = 'rec.calendario.dataInicial'
  const last = 'rec.calendario.dataFinal'
  if (dataInicial && dataInicial < dayOf(createdAt)) {
    const razao = `O campo ${first} é anterior à data de criação da recorrência.`
    violations.push(violation(first, razao, dataInicial))
  }
  if (dataInicial && dataFinal && dataFinal < dataInicial)
    violations.push(violation(last, `O campo ${last} é anterior ao campo ${first}.`, dataFinal))
}

function checkLoc(
  { registry }: World,
  id: number | undefined,
  rec: Rec | undefined,
  violations: Violation[],
) {
  if (id === undefined) return undefined
  const loc = registry.locs.get(id)
  const refuse = (why: string) =>
    violations.push(violation('rec.loc', `O location referenciado por rec.loc ${why}`, id))
  if (!loc) refuse('inexiste.')
  else if (loc.idRec && loc.idRec !== rec?.idRec) refuse('já está sendo utilizado por outra recorrência.')
  return loc
}

function link(world: World, rec: Rec, loc: RecLoc): void {
  rec.locId = loc.id
  loc.idRec = rec.idRec
  saveRecLoc(world, loc)
}

function unlink(world: World, rec: Rec): void {
  const loc = rec.locId === undefined ? undefined : world.registry.locs.get(rec.locId)
  delete rec.locId
  if (!loc) return
  delete loc.idRec
  saveRecLoc(world, loc)
}

function invalid(violations: Violation[]): Refusal {
  const detail =
    'A requisição que busca alterar ou criar uma recorrência não respeita o schema ou está semanticamente errada.'
  return { problem: 'RecOperacaoInvalida', detail, violations }
}
