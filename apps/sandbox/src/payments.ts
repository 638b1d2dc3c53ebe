import { type BrCode, BrCodeError, readBrCode } from '@balcao/brcode'
import { close, expiresAt } from './cob.ts'
import { stamp } from './refunds.ts'
import { type Cob, cents, type Debtor, type Pix, type World } from './world.ts'

/** ISPB of the bank that the payer of this box uses; no participant of the Pix has it. */
const payerIspb = '99999010'

export type Payment = {
  pixCopiaECola: string
  /** Absent: what the charge or the code asks for. Any amount is taken, as real PSPs do (bacen/pix-api#232). */
  amountCents?: number
  /** Settlement time in ms; absent: now. */
  at?: number
  infoPagador?: string
  payer?: Debtor
  /** Also pays what a bank would stop: paid, expired and removed charges. Both PSPs should, in practice they race. */
  force: boolean
}

/** Why a code cannot be paid, with a sentence for whoever holds the phone. */
export type Unpayable = { unpayable: keyof typeof unpayable; detail: string; brCode?: string }

const unpayable = {
  'unreadable-code': 'Este não é um código Pix válido.',
  'unknown-charge': 'O banco não encontrou esta cobrança.',
  'no-amount': 'O código não diz o valor: informe quanto pagar.',
  concluded: 'Esta cobrança já foi paga.',
  expired: 'O código expirou. Peça um novo.',
  removed: 'Esta cobrança foi cancelada por quem recebe.',
} as const

const no = (why: keyof typeof unpayable): Unpayable => ({ unpayable: why, detail: unpayable[why] })

/** What a code stands for in this bank: a charge, or the account's own key in a static code. */
export type Target = { code: BrCode; cob?: Cob }

export function findTarget(world: World, pixCopiaECola: string): Target | Unpayable {
  let code: BrCode
  try {
    code = readBrCode(pixCopiaECola)
  } catch (error) {
    if (!(error instanceof BrCodeError)) throw error
    return { ...no('unreadable-code'), brCode: error.message }
  }
  if (code.url === undefined) return code.chave === world.merchant.chave ? { code } : no('unknown-charge')
  const token = code.url.slice(code.url.lastIndexOf('/') + 1)
  const loc = world.locByToken.get(token)
  const cob = loc?.location === code.url && loc.txid ? world.cobs.get(loc.txid) : undefined
  return cob ? { code, cob } : no('unknown-charge')
}

/** What a careful bank would object to, or undefined. */
export function objection(world: World, cob: Cob): Unpayable | undefined {
  if (cob.status === 'CONCLUIDA') return no('concluded')
  if (cob.status !== 'ATIVA') return no('removed')
  return world.ports.clock.now() > expiresAt(cob) ? no('expired') : undefined
}

/** Money arrives. The first Pix concludes the charge whatever its amount; a removed charge stays removed, with its Pix. */
export function pay(world: World, payment: Payment): Pix | Unpayable {
  const target = findTarget(world, payment.pixCopiaECola)
  if ('unpayable' in target) return target
  const { code, cob } = target
  const refused = cob && !payment.force && objection(world, cob)
  if (refused) return refused
  const amountCents = payment.amountCents ?? (cob ? askedCents(cob) : code.amountCents)
  if (!amountCents) return no('no-amount')
  const txid = cob?.txid ?? (code.txid === '***' ? undefined : code.txid)
  const paidAt = payment.at ?? world.ports.clock.now()
  const withdrawal = cob && withdrawalOf(cob, amountCents)
  const pix: Pix = {
    endToEndId: `E${payerIspb}${stamp(paidAt)}${world.ports.ids.alphanumeric(11)}`,
    ...(txid && { txid }),
    amountCents,
    ...(withdrawal && { withdrawal }),
    chave: world.merchant.chave,
    paidAt,
    ...(payment.infoPagador !== undefined && { infoPagador: payment.infoPagador }),
    ...(payment.payer && { payer: payment.payer }),
    refunds: [],
  }
  world.pix.set(pix.endToEndId, pix)
  world.save('pix', pix.endToEndId, pix)
  if (cob) {
    cob.pix.push(pix.endToEndId)
    if (cob.status === 'ATIVA') close(world, cob, 'CONCLUIDA')
    else world.save('cob', cob.txid, cob)
  }
  return pix
}

/** The charge's amount, plus the cash to hand out: of a Pix Saque the first is zero. */
export function askedCents(cob: Cob): number {
  const { original, retirada } = cob.fields.valor
  return cents(original) + (retirada ? cents(String(Object.values(retirada)[0]?.valor)) : 0)
}

function withdrawalOf(cob: Cob, paidCents: number): Pix['withdrawal'] {
  const { retirada } = cob.fields.valor
  if (!retirada) return undefined
  const kind = 'saque' in retirada ? 'saque' : 'troco'
  const { valor, modalidadeAgente, prestadorDoServicoDeSaque } =
    'saque' in retirada ? retirada.saque : retirada.troco
  return {
    kind,
    amountCents: Math.min(cents(valor), paidCents),
    agent: { modalidadeAgente, prestadorDoServicoDeSaque },
  }
}
