import { saveAccount } from '../account/accounts.ts'
import { putPix } from '../received.ts'
import { cents } from '../wire-values.ts'
import type { Pix, World } from '../world.ts'
import type { Attempt, CobR } from './model.ts'

/** Takes the money out of the payer's account and brings it to the merchant as a Pix with the charge's txid, or says why not. */
export function debit(
  world: World,
  cobr: CobR,
  attempt: Attempt,
  at: number,
): 'paid' | 'over-maximum' | 'insufficient-funds' {
  const authorization = world.registry.authorization.get(cobr.idRec)
  const account = authorization && world.registry.accounts.get(authorization.accountId)
  if (!account) return 'insufficient-funds'
  const amountCents = cents(cobr.fields.valor.original)
  const { maximumCents, useAccountLimit } = authorization
  if (maximumCents !== undefined && amountCents > maximumCents) return 'over-maximum'
  if (amountCents > account.balanceCents + (useAccountLimit ? account.overdraftCents : 0))
    return 'insufficient-funds'
  account.balanceCents -= amountCents
  saveAccount(world, account)
  const { type, number } = account.document
  const pix: Pix = {
    endToEndId: attempt.endToEndId,
    txid: cobr.txid,
    amountCents,
    chave: world.merchant.chave,
    paidAt: at,
    payer: type === 'CPF' ? { cpf: number, nome: account.name } : { cnpj: number, nome: account.name },
    refunds: [],
  }
  putPix(world, pix)
  world.save('pix', pix.endToEndId, pix)
  cobr.pix.push(pix.endToEndId)
  return 'paid'
}
