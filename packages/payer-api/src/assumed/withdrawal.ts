import { type Account, plainAccountPath } from '../account.ts'
import { writeAmount } from '../money.ts'
import { check, checkText } from '../path.ts'
import { present, readOptionalText, readText } from '../reading.ts'
import { readReply } from '../reply.ts'
import { readStatus } from '../status.ts'
import { type PayerReply, type PayerRequest, send, type Wire } from '../wire.ts'
import type { DecodedPayment } from './decoded-qr-code.ts'

/** A payment of what a QR Code asked for. */
export type NewWithdrawal = {
  /** Made and kept by the caller before it is sent, 1 to 64 letters, digits and hyphens: a repeat with it is the same payment. */
  externalIdentifier: string
  /** 1 to 999_999_999_999. */
  amountCents: number
  /** As the decoding gave it. `pspid` and the receiver's tax document must be there: the payment is addressed by them. */
  payment: DecodedPayment
  /** Text for the receiver, 1 to 140 characters. */
  comment?: string | undefined
}

export const withdrawalStatuses = ['CREATED', 'APPROVED', 'REJECTED', 'CANCELED', 'EXPIRED', 'ERROR'] as const
export type WithdrawalStatus = (typeof withdrawalStatuses)[number] | 'undetermined'

/** `APPROVED` is paid. Anything that is neither that nor a refusal is not known yet. */
export type Withdrawal = {
  transactionId: string
  status: WithdrawalStatus
  /** The provider's own word, '' where it gave none. */
  rawStatus: string
  endToEndId?: string
}

/**
 * POST …/withdraw.
 *
 * ASSUMED, after github.com/frones/ACBr, ACBrPIXPSPMatera.pas and ACBrSchemasMatera.pas, which speak to the same provider:
 * `{externalIdentifier, totalAmount, currency, withdrawInfo {withdrawType, senderComment, instantPayment {recipient {pspid, taxIdentifier
 * {taxId, country}, alias, endToEndIdQuery}, receiverReconciliationIdentifier, initiationForm, qrcodeType}}}`; there too
 * the text of its `Transaction-Hash`: whole reais, account, pspid, tax id.
 */
export function withdraw(account: Account, withdrawal: NewWithdrawal): PayerRequest {
  const { externalIdentifier, amountCents, payment, comment } = withdrawal
  const pspid = check('payment.pspid', payment.pspid ?? '', /^[0-9A-Z]{8}$/)
  const taxId = check(
    'payment.receiver.taxDocument',
    payment.receiver?.taxDocument?.number ?? '',
    /^(\d{11}|[0-9A-Z]{12}\d{2})$/,
  )
  const isStatic = payment.type === 'static'
  const request = send('withdraw', 'POST', plainAccountPath(account, 'withdraw'), {
    externalIdentifier: check('externalIdentifier', externalIdentifier, /^[a-zA-Z0-9-]{1,64}$/),
    totalAmount: writeAmount('amountCents', amountCents),
    currency: 'BRL',
    withdrawInfo: {
      withdrawType: 'InstantPayment',
      senderComment: comment === undefined ? undefined : checkText('comment', comment, 140),
      instantPayment: {
        recipient: {
          pspid,
          taxIdentifier: { taxId, country: 'BRA' },
          alias: payment.alias,
          endToEndIdQuery: payment.endToEndId,
        },
        receiverReconciliationIdentifier: payment.txid,
        initiationForm: isStatic ? 'QRES' : 'QRDN',
        qrcodeType: isStatic ? 'STATIC' : 'DYNAMIC',
      },
    },
  })
  return { ...request, hashText: `${Math.floor(amountCents / 100)}${account.accountId}${pspid}${taxId}` }
}

/** ASSUMED: `{transactionId, status, endToEndId}`, the words of status as ACBr has them. */
export const readWithdrawal = (reply: PayerReply): Withdrawal => readReply(reply, withdrawalFrom)

function withdrawalFrom(wire: Wire, at: string): Withdrawal {
  const rawStatus = readOptionalText(wire.status) ?? ''
  return {
    transactionId: readText(wire.transactionId, `${at}.transactionId`),
    status: readStatus(rawStatus, withdrawalStatuses),
    rawStatus,
    ...present({ endToEndId: readOptionalText(wire.endToEndId) }),
  }
}
