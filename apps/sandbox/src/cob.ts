import { writeBrCode } from '@balcao/brcode'
import { type CobRequest, checkAmount, malformed, readCobRequest, violation } from './cob-request.ts'
import type { Refusal, Violation } from './problem.ts'
import { addLoc, type Cob, type CobFields, type CobStatus, type Loc, type World } from './world.ts'

const txidPattern = /^[a-zA-Z0-9]{26,35}$/
/** "Default: 86400 segundos" (API Pix 2.9.0, calendario.expiracao). */
const defaultExpirySeconds = 86400

/**
 * PUT /cob/{txid}: creates, or updates the whole of a charge that is ATIVA with a new revision (bacen/pix-api#305).
 * The same request again changes nothing and answers the same, which is what makes a retry safe.
 */
export function putCob(world: World, txid: string, body: unknown): Cob | Refusal {
  const violations: Violation[] = []
  if (!txidPattern.test(txid)) violations.push(malformed('cob.txid', txid))
  const request = readCobRequest(body, violations)
  const before = world.cobs.get(txid)
  const fields = completeFields(request, body, violations)
  checkOwner(world, request.chave, violations)
  const loc = checkLoc(world, request.loc, before, violations)
  checkOpen(before, violations)
  if (!fields || violations.length > 0) return invalid(violations)
  return before ? revise(world, before, fields, loc) : create(world, txid, fields, loc)
}

/** POST /cob: the PSP picks the txid, so a repetition makes a second charge; a careful client never uses it. */
export const postCob = (world: World, body: unknown) => putCob(world, world.ports.ids.alphanumeric(32), body)

/** PATCH /cob/{txid}: changes what is named, or removes the charge and then nothing else. */
export function patchCob(world: World, txid: string, body: unknown): Cob | Refusal {
  const before = world.cobs.get(txid)
  if (!before)
    return { problem: 'CobNaoEncontrado', detail: 'Cobrança não encontrada para o txid informado.' }
  const violations: Violation[] = []
  const { status, loc, ...changes } = readCobRequest(body, violations)
  const named = Object.keys(Object(body))
  if (named.includes('status') && named.length > 1) {
    violations.push(violation('cob.status', 'A remoção da cobrança não admite outras alterações.', status))
  }
  checkOwner(world, changes.chave, violations)
  const newLoc = checkLoc(world, loc, before, violations)
  checkOpen(before, violations)
  const fields = merge(before.fields, changes)
  if (changes.valor) checkAmount(fields.valor, violations)
  if (violations.length > 0) return invalid(violations)
  return status ? close(world, before, status) : revise(world, before, fields, newLoc)
}

/** ATIVA to one of the three final statuses. Expiry is not among them: it never changes the status (bacen/pix-api#319). */
export function close(world: World, cob: Cob, status: Exclude<CobStatus, 'ATIVA'>): Cob {
  // A removal is a change of the charge by its owner, so a revision. Of a payment the document does not say; here the
  // revision stays the one that the payer saw.
  if (status !== 'CONCLUIDA') keepPast(cob)
  cob.status = status
  world.save('cob', cob.txid, cob)
  return cob
}

/** Kept apart from the charge by API Pix: "title: Status do registro da cobrança" says nothing about the deadline. */
export const expiresAt = (cob: Cob) => cob.createdAt + cob.fields.calendario.expiracao * 1000

/** A location of its own, not yet of any charge: what POST /loc would make. */
export function createLoc(world: World, tipoCob: Loc['tipoCob'], txid?: string): Loc {
  const token = world.ports.ids.hex(32)
  const path = tipoCob === 'cobv' ? 'qr/v2/cobv' : 'qr/v2'
  const loc: Loc = {
    id: world.locs.size + 1,
    token,
    location: `${world.merchant.host}/${path}/${token}`,
    tipoCob,
    createdAt: world.ports.clock.now(),
    ...(txid && { txid }),
  }
  addLoc(world, loc)
  world.save('loc', String(loc.id), loc)
  return loc
}

function create(world: World, txid: string, fields: CobFields, chosen: Loc | undefined): Cob {
  const loc = chosen ?? createLoc(world, 'cob', txid)
  if (chosen) take(world, chosen, txid)
  const cob: Cob = {
    txid,
    createdAt: world.ports.clock.now(),
    revisao: 0,
    status: 'ATIVA',
    fields,
    locId: loc.id,
    pixCopiaECola: brCode(world, loc),
    pix: [],
    past: [],
  }
  world.cobs.set(txid, cob)
  world.save('cob', txid, cob)
  return cob
}

function revise(world: World, cob: Cob, fields: CobFields, loc: Loc | undefined): Cob {
  const moved = loc && loc.id !== cob.locId
  const changed = JSON.stringify(fields) !== JSON.stringify(cob.fields)
  if (!moved && !changed) return cob
  if (moved) {
    const left = world.locs.get(cob.locId)
    if (left) take(world, left, undefined)
    take(world, loc, cob.txid)
    cob.locId = loc.id
    cob.pixCopiaECola = brCode(world, loc)
  }
  // "Se o único campo alterado for o campo loc, esta operação não incrementa a revisão" (API Pix 2.9.0, Revisao).
  if (changed) {
    keepPast(cob)
    cob.fields = fields
  }
  world.save('cob', cob.txid, cob)
  return cob
}

function keepPast(cob: Cob): void {
  cob.past.push({ status: cob.status, fields: cob.fields })
  cob.revisao += 1
}

function take(world: World, loc: Loc, txid: string | undefined): void {
  if (txid) loc.txid = txid
  else delete loc.txid
  world.save('loc', String(loc.id), loc)
}

const brCode = ({ merchant }: World, { location }: Loc) =>
  writeBrCode({ kind: 'dynamic', url: location, merchantName: merchant.name, merchantCity: merchant.city })

function completeFields(request: CobRequest, body: unknown, violations: Violation[]): CobFields | undefined {
  const { calendario, valor, chave, loc: _loc, status: _status, ...optional } = request
  const sent = Object(body)
  if (sent.calendario === undefined) violations.push(malformed('cob.calendario'))
  if (sent.chave === undefined) violations.push(malformed('cob.chave'))
  if (Object(sent.valor).original === undefined) violations.push(malformed('cob.valor.original'))
  const amount = valor?.original ? { ...valor, original: valor.original } : undefined
  if (amount) checkAmount(amount, violations)
  if (!amount || !calendario || !chave) return undefined
  return ordered({
    calendario: { expiracao: calendario.expiracao ?? defaultExpirySeconds },
    valor: amount,
    chave,
    ...optional,
  })
}

function merge(before: CobFields, { calendario, valor, ...changes }: CobRequest): CobFields {
  return ordered({
    ...before,
    ...(changes as Partial<CobFields>),
    calendario: { ...before.calendario, ...calendario },
    valor: { ...before.valor, ...valor },
  })
}

/** One order of keys, so that two equal requests are equal as text. */
function ordered({
  calendario,
  devedor,
  valor,
  chave,
  solicitacaoPagador,
  infoAdicionais,
}: CobFields): CobFields {
  const { original, modalidadeAlteracao, retirada } = valor
  return {
    calendario,
    ...(devedor && { devedor }),
    valor: {
      original,
      ...(modalidadeAlteracao !== undefined && { modalidadeAlteracao }),
      ...(retirada && { retirada }),
    },
    chave,
    ...(solicitacaoPagador !== undefined && { solicitacaoPagador }),
    ...(infoAdicionais && { infoAdicionais }),
  }
}

function checkOwner(world: World, chave: string | undefined, violations: Violation[]): void {
  if (chave === undefined || chave === world.merchant.chave) return
  const razao = 'O campo cob.chave corresponde a uma conta que não pertence a este usuário recebedor.'
  violations.push(violation('cob.chave', razao, chave))
}

function checkLoc(world: World, asked: CobRequest['loc'], cob: Cob | undefined, violations: Violation[]) {
  if (!asked) return undefined
  const loc = world.locs.get(asked.id)
  const refuse = (why: string) => violations.push(violation('cob.loc.id', why, asked.id))
  if (!loc) refuse('O location referenciado por cob.loc.id inexiste.')
  else if (loc.tipoCob === 'cobv')
    refuse('O location referenciado por cob.loc.id apresenta tipo "cobv" (deveria ser "cob").')
  else if (loc.txid && loc.txid !== cob?.txid) {
    refuse('O location referenciado por cob.loc.id já está sendo utilizado por outra cobrança.')
  }
  return loc
}

function checkOpen(cob: Cob | undefined, violations: Violation[]): void {
  if (!cob || cob.status === 'ATIVA') return
  const razao = `A cobrança não está ATIVA (${cob.status}), e a presente requisição busca alterá-la.`
  violations.push(violation('cob.status', razao, cob.status))
}

function invalid(violations: Violation[]): Refusal {
  const detail =
    'A requisição que busca alterar ou criar uma cobrança para pagamento imediato não respeita o schema ou está semanticamente errada.'
  return { problem: 'CobOperacaoInvalida', detail, violations }
}
