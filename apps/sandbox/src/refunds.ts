import type { Refusal, Violation } from './problem.ts'
import type { Nature, Refund, RefundOutcome } from './refund.ts'
import { isAmount, malformed, violation } from './request.ts'
import { cents, iso } from './wire-values.ts'
import type { Pix, World } from './world.ts'

/** How the next refunds will go: `settleAfterMs` null keeps them EM_PROCESSAMENTO until told to end. */
export type RefundPlan = { settleAfterMs: number | null; outcome: RefundOutcome }

const idPattern = /^[a-zA-Z0-9]{1,35}$/
/** "Hoje estabelecida como 90 dias desde a data de liquidação original do Pix" (API Pix 2.9.0, PixDevolucaoInvalida). */
const windowMs = 90 * 24 * 60 * 60 * 1000

/**
 * PUT /pix/{e2eid}/devolucao/{id}. The same id with the same amount and nature answers the same, in the words of
 * the first (bacen/pix-api#277); with others it is "id já utilizado". Lack of balance is never refused here: it ends NAO_REALIZADO later.
 */
export function putRefund(
  world: World,
  endToEndId: string,
  id: string,
  body: unknown,
  plan: RefundPlan,
): Refund | Refusal {
  const pix = world.pix.get(endToEndId)
  // The document names PixNaoEncontrado for GET /pix/{e2eid} alone, and the general type for this operation.
  if (!pix) return { problem: 'NaoEncontrado', detail: 'Pix não encontrado para o e2eid informado.' }
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
  const settleAt = settleAfterMs === null ? undefined : now + settleAfterMs
  return add(world, pix, {
    id,
    ...fields,
    ...(settleAt !== undefined && {
      plan: { settleAt, outcome: world.account.mode === 'simplified' ? 'NAO_REALIZADO' : outcome },
    }),
  })
}

/**
 * A refund that nobody asked for by the API: in the bank's own app, or by the bank itself (MED). Its id is the PSP's
 * choice. Undefined when the Pix has not so much left.
 */
export function refundElsewhere(
  world: World,
  pix: Pix,
  { amountCents, natureza, descricao }: Pick<Refund, 'amountCents' | 'natureza' | 'descricao'>,
): Refund | undefined {
  if (amountCents > left(pix, natureza)) return undefined
  return add(world, pix, {
    id: world.ports.ids.alphanumeric(32),
    amountCents,
    natureza,
    ...(descricao !== undefined && { descricao }),
  })
}

function add(world: World, pix: Pix, fields: Omit<Refund, 'rtrId' | 'status' | 'requestedAt'>): Refund {
  const now = world.ports.clock.now()
  const refund: Refund = {
    ...fields,
    rtrId: `D${pix.endToEndId.slice(1, 9)}${stamp(now)}${world.ports.ids.alphanumeric(11)}`,
    status: 'EM_PROCESSAMENTO',
    requestedAt: now,
  }
  pix.refunds.push(refund)
  world.refunding.add(pix.endToEndId)
  world.save('pix', pix.endToEndId, pix)
  return refund
}

/** Which refunds to end now, and how: those of one Pix or one alone where that is said. */
export type Ending = { outcome: RefundOutcome; endToEndId?: string; id?: string; motivo?: string }

/** Settles what is due (or, with `ending`, what it names of what is still open) and returns the Pix that changed. */
export function settleRefunds(world: World, ending?: Ending): Pix[] {
  const now = world.ports.clock.now()
  const changed = new Set<Pix>()
  for (const endToEndId of world.refunding) {
    const pix = world.pix.get(endToEndId)
    if (!pix || (ending?.endToEndId && ending.endToEndId !== endToEndId)) continue
    for (const refund of pix.refunds) {
      if (refund.status !== 'EM_PROCESSAMENTO' || (ending?.id && ending.id !== refund.id)) continue
      if (!ending && (refund.plan === undefined || refund.plan.settleAt > now)) continue
      refund.status = ending?.outcome ?? refund.plan?.outcome ?? 'DEVOLVIDO'
      refund.settledAt = now
      const motivo = ending?.motivo ?? (refund.status === 'NAO_REALIZADO' ? noBalance : undefined)
      if (motivo) refund.motivo = motivo
      changed.add(pix)
    }
  }
  for (const pix of changed) {
    if (!isRefunding(pix)) world.refunding.delete(pix.endToEndId)
    world.save('pix', pix.endToEndId, pix)
  }
  return [...changed]
}

const noBalance = 'Saldo insuficiente na conta do recebedor.'

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
  const kind: Nature = natureza
  return { valor, amountCents: cents(valor), natureza: kind, ...(descricao !== undefined && { descricao }) }
}

const sameRequest = (before: Refund, request: Pick<Refund, 'amountCents' | 'natureza'>) =>
  before.amountCents === request.amountCents && before.natureza === request.natureza

/** What may still go back, in cents: of the cash handed out (RETIRADA), or of the rest, for whatever reason. */
function left(pix: Pix, natureza: Nature): number {
  const withdrawn = pix.withdrawal?.amountCents ?? 0
  const ofCash = natureza === 'RETIRADA'
  const most = ofCash ? withdrawn : pix.amountCents - withdrawn
  const taken = pix.refunds.filter(
    (refund) => (refund.natureza === 'RETIRADA') === ofCash && refund.status !== 'NAO_REALIZADO',
  )
  return most - taken.reduce((sum, refund) => sum + refund.amountCents, 0)
}
