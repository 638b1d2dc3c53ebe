import type { Refusal, Violation } from '../problem.ts'
import { isObject, matches, violation } from '../request.ts'
import type { World } from '../world.ts'
import type { Recipient, SolicRec } from './model.ts'
import { findRec } from './rec.ts'
import { isText } from './rec-request.ts'
import { arrangementId, keep, receiverIspb } from './registry.ts'
import { closeRequest, isOpen } from './solicrec-life.ts'

export function findSolicRec({ registry }: World, id: string): SolicRec | Refusal {
  return (
    registry.solicrec.get(id) ?? {
      problem: 'SolicRecNaoEncontrada',
      detail: 'Solicitação de recorrência não encontrada para o idSolicRec informado.',
    }
  )
}

/** POST /solicrec: asks the payer of an account for the authorisation (journey 1). */
export function postSolicRec(world: World, body: unknown): SolicRec | Refusal {
  const { idRec, calendario, destinatario } = Object(body)
  const violations: Violation[] = []
  const now = world.ports.clock.now()
  const rec = findRec(world, String(idRec))
  if ('problem' in rec) return rec
  const expires = readTime(Object(calendario).dataExpiracaoSolicitacao)
  const late = 'solicrec.calendario.dataExpiracaoSolicitacao'
  if (expires === undefined)
    violations.push(violation('solicrec.calendario', 'O objeto solicrec.calendario não respeita o schema.'))
  else if (expires <= now) {
    const razao = `O campo ${late} é anterior à data de criação da solicitação da recorrência.`
    violations.push(violation(late, razao, calendario.dataExpiracaoSolicitacao))
  }
  const recipient = readRecipient(destinatario)
  if (!recipient) {
    const razao = 'O objeto solicrec.destinatario não respeita o schema.'
    violations.push(violation('solicrec.destinatario', razao))
  }
  if ([...world.registry.solicrec.values()].some((one) => one.idRec === rec.idRec && isOpen(one))) {
    const razao = 'Existe uma solicitação ativa referente ao mesmo solicrec.idRec.'
    violations.push(violation('solicrec.idRec', razao, rec.idRec))
  }
  if (rec.status !== 'CRIADA') {
    const razao = `A recorrência não pode mais ser autorizada (${rec.status}).`
    violations.push(violation('solicrec.idRec', razao, rec.idRec))
  }
  if (!recipient || expires === undefined || violations.length > 0) return invalid(violations)
  return keep(world, 'solicrec', {
    idSolicRec: arrangementId(world, 'SC', receiverIspb, now),
    idRec: rec.idRec,
    createdAt: now,
    expiresAt: expires,
    status: 'CRIADA',
    updates: [{ status: 'CRIADA', at: now }],
    recipient,
    nextAt: now + world.registry.pace.messageMs,
  })
}

/** PATCH /solicrec/{idSolicRec}: takes it back. */
export function patchSolicRec(world: World, id: string, body: unknown): SolicRec | Refusal {
  const request = findSolicRec(world, id)
  if ('problem' in request) return request
  const { status } = Object(body)
  const violations: Violation[] = []
  if (status !== 'CANCELADA')
    violations.push(violation('solicrec.status', 'O campo solicrec.status não respeita o schema.', status))
  else if (!isOpen(request)) {
    const razao =
      'Não é possível cancelar uma solicitação de recorrência com o status diferente de CRIADA, ENVIADA ou RECEBIDA.'
    violations.push(violation('solicrec.status', razao, request.status))
  }
  if (violations.length > 0) return invalid(violations)
  return closeRequest(world, request, 'CANCELADA', world.ports.clock.now())
}

/** DadosBancarios, with a CPF or a CNPJ. */
function readRecipient(value: unknown): Recipient | undefined {
  if (!isObject(value)) return undefined
  const { conta, agencia, ispbParticipante, cpf, cnpj } = value
  if (!isText(conta, 1, 20) || !matches(ispbParticipante, /^[0-9A-Z]{8}$/)) return undefined
  if (agencia !== undefined && !isText(agencia, 0, 4)) return undefined
  const account = { conta, ispbParticipante, ...(agencia !== undefined && { agencia }) }
  if (cnpj === undefined && matches(cpf, /^\d{11}$/)) return { ...account, cpf }
  if (cpf === undefined && matches(cnpj, /^[0-9A-Z]{14}$/)) return { ...account, cnpj }
  return undefined
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function readTime(value: unknown): number | undefined {
  const at = matches(value, rfc3339) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

function invalid(violations: Violation[]): Refusal {
  const detail =
    'A requisição que busca criar ou alterar uma solicitação de confirmação de recorrência não respeita o schema ou está semanticamente errada.'
  return { problem: 'SolicRecOperacaoInvalida', detail, violations }
}
