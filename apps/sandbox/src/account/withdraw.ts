import type * as z from 'zod'
import { receive, type Unpayable } from '../payments.ts'
import { providerIspb, receiverIspb, takeWithdrawal, withdrawalKey } from '../recurrence/registry.ts'
import { stamp } from '../refunds.ts'
import type { Pix, World } from '../world.ts'
import { saveAccount } from './accounts.ts'
import type { PayerAccount, Withdrawal } from './model.ts'
import { type AccountRefusal, refuse } from './refusal.ts'
import type { NewWithdrawal } from './request.ts'

/** What was paid, and the Pix where it was paid just now, to be told to who received it. */
export type Withdrawn = { withdrawal: Withdrawal; pix?: Pix }

/** POST …/withdraw: pays what a code asked for, once for each `externalIdentifier`, out of the balance and the overdraft. */
export function withdraw(
  world: World,
  account: PayerAccount,
  asked: z.infer<typeof NewWithdrawal>,
): Withdrawn | AccountRefusal {
  const { externalIdentifier, totalAmount: amountCents, withdrawInfo } = asked
  const text = JSON.stringify(asked)
  const before = world.registry.withdrawals.get(withdrawalKey({ accountId: account.id, externalIdentifier }))
  if (before) {
    return before.asked === text
      ? { withdrawal: before }
      : refuse(409, 'DUPLICATED_IDENTIFIER', 'Este identificador já é de outro pagamento.')
  }
  const { recipient, receiverReconciliationIdentifier: txid, qrcodeType } = withdrawInfo.instantPayment
  const { chave, cnpj } = world.merchant
  if (recipient.pspid !== receiverIspb || recipient.taxIdentifier.taxId !== cnpj)
    return refuse(422, 'RECIPIENT_NOT_FOUND', 'Ninguém aqui tem este banco e este documento.')
  const charge = txid && qrcodeType === 'DYNAMIC' ? world.charges.get(txid) : undefined
  if (qrcodeType === 'DYNAMIC' && !charge) return refuse(422, 'CHARGE_NOT_FOUND', 'Esta cobrança não existe.')
  if (qrcodeType === 'STATIC' && recipient.alias !== chave)
    return refuse(422, 'RECIPIENT_NOT_FOUND', 'Ninguém aqui tem esta chave Pix.')
  if (amountCents > account.balanceCents + account.overdraftCents)
    return refuse(422, 'INSUFFICIENT_FUNDS', 'A conta não tem saldo para este valor.')
  const { type, number } = account.document
  const now = world.ports.clock.now()
  const pix = receive(
    world,
    { charge, txid: txid ?? undefined },
    {
      amountCents,
      endToEndId: freshId(world, recipient.endToEndIdQuery, now),
      payer: type === 'CPF' ? { cpf: number, nome: account.name } : { cnpj: number, nome: account.name },
      ...(withdrawInfo.senderComment && { infoPagador: withdrawInfo.senderComment }),
      force: false,
    },
  )
  if ('unpayable' in pix) return notPaid(pix)
  account.balanceCents -= amountCents
  saveAccount(world, account)
  const withdrawal: Withdrawal = {
    accountId: account.id,
    externalIdentifier,
    transactionId: pix.endToEndId.slice(-20),
    asked: text,
    endToEndId: pix.endToEndId,
    at: now,
  }
  takeWithdrawal(world, withdrawal)
  world.save('withdrawal', withdrawalKey(withdrawal), withdrawal)
  return { withdrawal, pix }
}

/** The id that the decoding gave out, unless it has been used for another payment. */
function freshId({ pix, ports }: World, given: string | null | undefined, now: number): string {
  const ours = new RegExp(`^E${providerIspb}[0-9]{12}[a-zA-Z0-9]{11}$`)
  if (given && ours.test(given) && !pix.has(given)) return given
  return `E${providerIspb}${stamp(now)}${ports.ids.alphanumeric(11)}`
}

const notPaid = ({ unpayable, detail }: Unpayable) =>
  refuse(422, unpayable === 'fixed-amount' ? 'AMOUNT_DIFFERS' : 'CHARGE_NOT_PAYABLE', detail)

export const withdrawalJson = ({ transactionId, externalIdentifier, endToEndId }: Withdrawal) => ({
  transactionId,
  externalIdentifier,
  status: 'APPROVED',
  endToEndId,
})
