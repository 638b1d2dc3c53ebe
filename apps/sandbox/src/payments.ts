import { type BrCode, BrCodeError, readBrCode } from '@balcao/brcode'
import type { Charge, Cob, Debtor } from './charge.ts'
import { expiresAt as cobExpiresAt } from './cob.ts'
import { dayOf, endOf } from './days.ts'
import { dueOn, lastDay } from './due.ts'
import { putPix } from './received.ts'
import { stamp } from './refunds.ts'
import { close, save } from './registration.ts'
import { cents } from './wire-values.ts'
import type { Pix, World } from './world.ts'

/** ISPB of the bank that the phone of this box belongs to; no participant of the Pix has it. */
const phoneIspb = '99999010'

export type Payment = {
  /** Absent: what the charge or the code asks for. Any amount is taken, as real PSPs do (bacen/pix-api#232). */
  amountCents?: number
  /** Settlement time in ms; absent: now. */
  at?: number
  infoPagador?: string
  payer?: Debtor
  /** Absent: one of the phone's bank. */
  endToEndId?: string
  /** Also pays what a bank would stop: paid, expired and removed charges, another amount. Both PSPs should, in practice they race. */
  force: boolean
}

/** Why a code cannot be paid, with a sentence for whoever holds the phone. */
export type Unpayable = { unpayable: keyof typeof unpayable; detail: string; brCode?: string }

const unpayable = {
  'unreadable-code': 'Este não é um código Pix válido.',
  'only-recurrence': 'Este código não pede pagamento: autorize o Pix Automático no aplicativo do banco.',
  'unknown-charge': 'O banco não encontrou esta cobrança.',
  'no-amount': 'O código não diz o valor: informe quanto pagar.',
  'fixed-amount': 'O valor desta cobrança não pode ser mudado por quem paga.',
  concluded: 'Esta cobrança já foi paga.',
  expired: 'O código expirou. Peça um novo.',
  removed: 'Esta cobrança foi cancelada por quem recebe.',
} as const

const no = (why: keyof typeof unpayable): Unpayable => ({ unpayable: why, detail: unpayable[why] })

/** What a code stands for in this bank: a charge, or the account's own key in a static code. */
export type Target = { code: BrCode; charge?: Charge }
/** What is paid: a charge, or a static code's own txid and amount where it has them. */
type Payee = { charge?: Charge | undefined; txid?: string | undefined; amountCents?: number | undefined }

export function findTarget(world: World, pixCopiaECola: string): Target | Unpayable {
  let code: BrCode
  try {
    code = readBrCode(pixCopiaECola)
  } catch (error) {
    if (!(error instanceof BrCodeError)) throw error
    return { ...no('unreadable-code'), brCode: error.message }
  }
  return targetOf(world, code)
}

/** Of a composite code it is the part that is to be paid. */
export function targetOf(world: World, code: BrCode): Target | Unpayable {
  if (code.kind === 'recurrence') return no('only-recurrence')
  if (code.url === undefined) return code.chave === world.merchant.chave ? { code } : no('unknown-charge')
  const token = code.url.slice(code.url.lastIndexOf('/') + 1)
  const loc = world.locByToken.get(token)
  const charge = loc?.location === code.url && loc.txid ? world.charges.get(loc.txid) : undefined
  return charge ? { code, charge } : no('unknown-charge')
}

/** What a careful bank would object to at that time, or undefined. */
export function objection(charge: Charge, now: number): Unpayable | undefined {
  if (charge.status === 'CONCLUIDA') return no('concluded')
  if (charge.status !== 'ATIVA') return no('removed')
  return now > expiresAt(charge) ? no('expired') : undefined
}

/** The last millisecond in which it may be paid. */
export const expiresAt = (charge: Charge): number =>
  charge.tipoCob === 'cob' ? cobExpiresAt(charge) : endOf(lastDay(charge.fields))

/**
 * What is asked for at that time, in cents: of a charge with due date as it stands on that day in Brasília; of an
 * immediate one its amount, plus the cash to hand out (of a Pix Saque the first is zero).
 */
export function askedCents(charge: Charge, now: number): number {
  if (charge.tipoCob === 'cobv') return dueOn(charge.fields, dayOf(now)).final
  const withdrawal = withdrawalIn(charge)
  return cents(charge.fields.valor.original) + (withdrawal ? cents(withdrawal.valor) : 0)
}

/** Whether the payer may pay another amount: where `modalidadeAlteracao` says so, of the charge or of its cash. */
export function isAlterable(charge: Charge): boolean {
  if (charge.tipoCob === 'cobv') return false
  return (withdrawalIn(charge) ?? charge.fields.valor).modalidadeAlteracao === 1
}

/** Pays what the code stands for. */
export function pay(world: World, payment: Payment & { pixCopiaECola: string }): Pix | Unpayable {
  const target = findTarget(world, payment.pixCopiaECola)
  if ('unpayable' in target) return target
  const { code, charge } = target
  const txid = code.txid === '***' ? undefined : code.txid
  return receive(world, charge ? { charge } : { txid, amountCents: code.amountCents }, payment)
}

/** Money arrives. The first Pix concludes the charge whatever its amount; a removed charge stays removed, with its Pix. */
export function receive(world: World, { charge, ...payee }: Payee, payment: Payment): Pix | Unpayable {
  const paidAt = payment.at ?? world.ports.clock.now()
  const asked = charge ? askedCents(charge, paidAt) : payee.amountCents
  const amountCents = payment.amountCents ?? asked
  if (!amountCents) return no('no-amount')
  const refused =
    charge &&
    !payment.force &&
    (objection(charge, paidAt) ??
      (amountCents === asked || isAlterable(charge) ? undefined : no('fixed-amount')))
  if (refused) return refused
  const txid = charge?.txid ?? payee.txid
  const pix: Pix = {
    endToEndId: payment.endToEndId ?? `E${phoneIspb}${stamp(paidAt)}${world.ports.ids.alphanumeric(11)}`,
    ...(txid && { txid }),
    amountCents,
    ...(charge && partsOf(charge, amountCents, paidAt)),
    chave: world.merchant.chave,
    paidAt,
    ...(payment.infoPagador !== undefined && { infoPagador: payment.infoPagador }),
    ...(payment.payer && { payer: payment.payer }),
    refunds: [],
  }
  putPix(world, pix)
  world.save('pix', pix.endToEndId, pix)
  if (charge) {
    charge.pix.push(pix.endToEndId)
    if (charge.status === 'ATIVA') close(world, charge, 'CONCLUIDA')
    else save(world, charge)
  }
  return pix
}

/** What the amount is made of. Of another amount than what was due nobody can say which part was left out, so nothing is said. */
function partsOf(charge: Charge, paidCents: number, at: number): Pick<Pix, 'due' | 'withdrawal'> {
  if (charge.tipoCob === 'cobv') {
    const due = dueOn(charge.fields, dayOf(at))
    return due.final === paidCents ? { due } : {}
  }
  const { original, retirada } = charge.fields.valor
  const withdrawal = withdrawalIn(charge)
  if (!retirada || !withdrawal) return {}
  const { valor, modalidadeAlteracao, modalidadeAgente, prestadorDoServicoDeSaque } = withdrawal
  const cash = modalidadeAlteracao === 1 ? Math.max(0, paidCents - cents(original)) : cents(valor)
  return {
    withdrawal: {
      kind: 'saque' in retirada ? 'saque' : 'troco',
      amountCents: Math.min(cash, paidCents),
      agent: { modalidadeAgente, prestadorDoServicoDeSaque },
    },
  }
}

function withdrawalIn({ fields }: Cob) {
  const { retirada } = fields.valor
  if (!retirada) return undefined
  return 'saque' in retirada ? retirada.saque : retirada.troco
}
