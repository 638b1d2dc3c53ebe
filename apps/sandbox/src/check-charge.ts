import type { Charge, Loc } from './charge.ts'
import type { Violation } from './problem.ts'
import { malformed, violation } from './request.ts'
import type { World } from './world.ts'

/** What stands against creating or changing this charge, whatever its fields say. */
export function checkCharge(
  world: World,
  tipoCob: Loc['tipoCob'],
  before: Charge | undefined,
  { chave, loc }: { chave?: string | undefined; loc?: { id: number } | undefined },
  violations: Violation[],
): Loc | undefined {
  if (chave !== undefined && chave !== world.merchant.chave) {
    const razao = `O campo ${tipoCob}.chave corresponde a uma conta que não pertence a este usuário recebedor.`
    violations.push(violation(`${tipoCob}.chave`, razao, chave))
  }
  if (before && before.tipoCob !== tipoCob) {
    const razao = `O txid já é de uma cobrança de tipo "${before.tipoCob}".`
    violations.push(violation(`${tipoCob}.txid`, razao, before.txid))
  } else if (before && before.status !== 'ATIVA') {
    const razao = `A cobrança não está ATIVA (${before.status}), e a presente requisição busca alterá-la.`
    violations.push(violation(`${tipoCob}.status`, razao, before.status))
  }
  return loc && checkLoc(world, tipoCob, before, loc.id, violations)
}

function checkLoc(
  world: World,
  tipoCob: Loc['tipoCob'],
  before: Charge | undefined,
  id: number,
  violations: Violation[],
) {
  const loc = world.locs.get(id)
  const named = `O location referenciado por ${tipoCob}.loc.id`
  const refuse = (why: string) => violations.push(violation(`${tipoCob}.loc.id`, `${named} ${why}`, id))
  if (!loc) refuse('inexiste.')
  else if (loc.tipoCob !== tipoCob) refuse(`apresenta tipo "${loc.tipoCob}" (deveria ser "${tipoCob}").`)
  else if (loc.txid && loc.txid !== before?.txid) refuse('já está sendo utilizado por outra cobrança.')
  return loc
}

/** TxId of API Pix 2.9.0, for charges of both types. */
export function checkTxid(
  world: World,
  tipoCob: Loc['tipoCob'],
  txid: string,
  violations: Violation[],
): void {
  if (world.registry.cobr.has(txid))
    violations.push(violation(`${tipoCob}.txid`, 'O txid já é de uma cobrança recorrente.', txid))
  if (!/^[a-zA-Z0-9]{26,35}$/.test(txid)) violations.push(malformed(`${tipoCob}.txid`, txid))
}

/** A removal asked together with anything else is refused (API Pix 2.9.0, CobOperacaoInvalida). */
export function checkRemoval(
  tipoCob: Loc['tipoCob'],
  body: unknown,
  status: unknown,
  violations: Violation[],
): void {
  const named = Object.keys(Object(body))
  if (!named.includes('status') || named.length === 1) return
  const razao = 'A remoção da cobrança não admite outras alterações.'
  violations.push(violation(`${tipoCob}.status`, razao, status))
}
