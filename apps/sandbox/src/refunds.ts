import { isAmount, malformed, violation } from './cob-request.ts'
import type { Refusal, Violation } from './problem.ts'
import { cents, iso, type Pix, type World } from './world.ts'

export type Refund = {
  id: string
  rtrId: string
  amountCents: number
  natureza: 'ORIGINAL' | 'RETIRADA'
  descricao?: string
  status: 'EM_PROCESSAMENTO' | 'DEVOLVIDO' | 'NAO_REALIZADO'
  motivo?: string
  requestedAt: number
  /** When and how the arrangement will answer; absent = never by itself. */
  plan?: { settleAt: number; outcome: RefundOutcome }
  settledAt?: number
}
export type RefundOutcome = 'DEVOLVIDO' | 'NAO_REALIZADO'

/** How the next refunds will go: `settleAfterMs` null keeps them EM_PROCESSAMENTO until told otherwise. */
export type RefundPlan = { settleAfterMs: number | null; outcome: RefundOutcome }

const idPattern = /^[a-zA-Z0-9]{1,35}$/
/** "Hoje estabelecida como 90 dias desde a data de liquidação original do Pix" (API Pix 2.9.0, PixDevolucaoInvalida). */
const windowMs = 90 * 24 * 60 * 60 * 1000

/**
 * PUT /pix/{e2eid}/devolucao/{id}. The same id with the same request answers the same (bacen/pix-api#277), with
 * another request it is "id já utilizado". Lack of balance is never refused here: it ends NAO_REALIZADO later.
 */
export function putRefund(
  world: World,
  endToEndId: string,
  id: string,
  body: unknown,
  plan: RefundPlan,
): Refund | Refusal {
  const pix = world.pix.get(endToEndId)
  if (!pix) return { problem: 'PixNaoEncontrado', detail: 'Pix não encontrado para o e2eid informado.' }
  const violations: Violation[] = []
  const request = readRequest(body, violations)
  if (!idPattern.test(id)) violations.push(malformed('devolucao.id', id))
  const before = pix.refunds.find((refund) => refund.id === id)
  const now = world.ports.clock.now()
  if (request && before) {
    if (sameRequest(before, request)) return before
    violations.push(violation('devolucao.id', 'O id já foi utilizado por outra devolução deste Pix.', id))
  }
  if (request && !before && request.amountCents > left(pix, request.natureza)) {
    const razao = 'A devolução, em conjunto com as demais, excederia o valor do Pix originário.'
    violations.push(violation('devolucao.valor', razao, request.valor))
  }
  if (now > pix.paidAt + windowMs) {
    violations.push(
      violation('devolucao', 'A devolução viola a janela de 90 dias desde a liquidação do Pix.'),
    )
  }
  if (!request || violations.length > 0) return { problem: 'PixDevolucaoInvalida', violations }
  const { valor: _, ...fields } = request
  const { settleAfterMs, outcome } = plan
  const refund: Refund = {
    id,
    rtrId: `D${endToEndId.slice(1, 9)}${stamp(now)}${world.ports.ids.alphanumeric(11)}`,
    ...fields,
    status: 'EM_PROCESSAMENTO',
    requestedAt: now,
    ...(settleAfterMs !== null && { plan: { settleAt: now + settleAfterMs, outcome } }),
  }
  pix.refunds.push(refund)
  world.refunding.add(endToEndId)
  world.save('pix', endToEndId, pix)
  return refund
}

/** Settles what is due (or, with `outcome`, everything still open) and returns the Pix that changed. */
export function settleRefunds(world: World, outcome?: RefundOutcome): Pix[] {
  const now = world.ports.clock.now()
  const changed = new Set<Pix>()
  for (const endToEndId of world.refunding) {
    const pix = world.pix.get(endToEndId)
    for (const refund of pix?.refunds ?? []) {
      if (refund.status !== 'EM_PROCESSAMENTO') continue
      if (!outcome && (refund.plan === undefined || refund.plan.settleAt > now)) continue
      refund.status = outcome ?? refund.plan?.outcome ?? 'DEVOLVIDO'
      refund.settledAt = now
      if (refund.status === 'NAO_REALIZADO') refund.motivo = 'Saldo insuficiente na conta do recebedor.'
      if (pix) changed.add(pix)
    }
  }
  for (const pix of changed) {
    if (!isRefunding(pix)) world.refunding.delete(pix.endToEndId)
    world.save('pix', pix.endToEndId, pix)
  }
  return [...changed]
}

export const isRefunding = (pix: Pix) => pix.refunds.some((refund) => refund.status === 'EM_PROCESSAMENTO')

/** When the next one will be settled by itself, or undefined. */
export function nextSettlement(world: World): number | undefined {
  let next: number | undefined
  for (const endToEndId of world.refunding) {
    for (const { status, plan } of world.pix.get(endToEndId)?.refunds ?? []) {
      if (status === 'EM_PROCESSAMENTO' && plan) next = Math.min(next ?? plan.settleAt, plan.settleAt)
    }
  }
  return next
}

/** yyyyMMddHHmm in UTC, as inside endToEndId and rtrId. */
export const stamp = (ms: number) => iso(ms).replace(/\D/g, '').slice(0, 12)

function readRequest(body: unknown, violations: Violation[]) {
  const { valor, natureza = 'ORIGINAL', descricao } = Object(body)
  const known = natureza === 'ORIGINAL' || natureza === 'RETIRADA'
  const described = descricao === undefined || (typeof descricao === 'string' && [...descricao].length <= 140)
  const paid = isAmount(valor) && cents(valor) > 0
  if (!paid) violations.push(malformed('devolucao.valor', valor))
  if (!known) violations.push(malformed('devolucao.natureza', natureza))
  if (!described) violations.push(malformed('devolucao.descricao', descricao))
  if (!paid || !known || !described) return undefined
  const kind: Refund['natureza'] = natureza
  return { valor, amountCents: cents(valor), natureza: kind, ...(descricao !== undefined && { descricao }) }
}

const sameRequest = (before: Refund, request: Pick<Refund, 'amountCents' | 'natureza' | 'descricao'>) =>
  before.amountCents === request.amountCents &&
  before.natureza === request.natureza &&
  before.descricao === request.descricao

/** What may still go back, of the purchase (ORIGINAL) or of the cash handed out (RETIRADA), in cents. */
function left(pix: Pix, natureza: Refund['natureza']): number {
  const withdrawn = pix.withdrawal?.amountCents ?? 0
  const most = natureza === 'RETIRADA' ? withdrawn : pix.amountCents - withdrawn
  const taken = pix.refunds.filter(
    (refund) => refund.natureza === natureza && refund.status !== 'NAO_REALIZADO',
  )
  return most - taken.reduce((sum, refund) => sum + refund.amountCents, 0)
}
