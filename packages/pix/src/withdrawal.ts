import { invalidRequest } from './errors.ts'
import { readAmount, writeAmount } from './money.ts'
import { readOptionalText } from './reading.ts'
import { attempt } from './reply.ts'
import { isObject, type Wire } from './wire.ts'

/**
 * AGTEC a shop, AGTOT another kind of company or a bank correspondent, AGPSS a withdrawal service (API Pix 2.9.0,
 * CobValor). AGPSS only hands out cash: it sells nothing that change could be given of.
 */
export type AgentMode = 'AGTEC' | 'AGTOT' | 'AGPSS'

/** Cash handed to the payer (API Pix 2.9.0, CobValor, `retirada`): a Pix Saque, or a Pix Troco on top of a sale. */
export type Withdrawal = {
  kind: 'saque' | 'troco'
  /** 1 to 999_999_999_999; from 0 where the payer may change it. */
  amountCents: number
  payerMayChangeAmount?: boolean | undefined
  agentMode: AgentMode
  /** `prestadorDoServicoDeSaque`: the ISPB of who provides the cash, 8 digits or capital letters. */
  providerIspb: string
}

export function writeWithdrawal(withdrawal: Withdrawal): Wire {
  const { kind, amountCents, payerMayChangeAmount, agentMode, providerIspb } = withdrawal
  if (kind !== 'saque' && kind !== 'troco') throw invalidRequest('withdrawal.kind', 'saque or troco')
  const agents = agentModes[kind]
  if (!agents.includes(agentMode)) throw invalidRequest('withdrawal.agentMode', `one of ${agents.join(', ')}`)
  if (typeof providerIspb !== 'string' || !/^[0-9A-Z]{8}$/.test(providerIspb)) {
    throw invalidRequest('withdrawal.providerIspb', '8 digits or capital letters')
  }
  const content = {
    valor: writeAmount('withdrawal.amountCents', amountCents, { zero: payerMayChangeAmount === true }),
    modalidadeAlteracao: writeMayChange('withdrawal.payerMayChangeAmount', payerMayChangeAmount),
    modalidadeAgente: agentMode,
    prestadorDoServicoDeSaque: providerIspb,
  }
  return { [kind]: content }
}

/** `modalidadeAlteracao`: absent means 0, as the standard has it. */
export function writeMayChange(field: string, mayChange: boolean | undefined): 0 | 1 | undefined {
  if (mayChange === undefined) return undefined
  if (typeof mayChange !== 'boolean') throw invalidRequest(field, 'true or false')
  return mayChange ? 1 : 0
}

/** What can be read of it; an agent of a later version is left out. */
export type ReadWithdrawal = { kind: Withdrawal['kind'] } & Partial<Omit<Withdrawal, 'kind'>>

export function readWithdrawal(value: unknown): ReadWithdrawal | undefined {
  if (!isObject(value)) return undefined
  for (const kind of ['saque', 'troco'] as const) {
    const wire = value[kind]
    if (isObject(wire)) return { kind, ...readParts(wire) }
  }
  return undefined
}

function readParts(wire: Wire): Omit<ReadWithdrawal, 'kind'> {
  const amountCents = attempt(() => readAmount(wire.valor, 'valor', { zero: true }))
  const mayChange = readMayChange(wire.modalidadeAlteracao)
  const agentMode = agentModes.saque.find((mode) => mode === wire.modalidadeAgente)
  // The standard's own examples also spell it with De.
  const providerIspb = readOptionalText(wire.prestadorDoServicoDeSaque ?? wire.prestadorDeServicoDeSaque)
  return {
    ...(typeof amountCents === 'number' && { amountCents }),
    ...(mayChange !== undefined && { payerMayChangeAmount: mayChange }),
    ...(agentMode !== undefined && { agentMode }),
    ...(providerIspb !== undefined && { providerIspb }),
  }
}

/** 0 and 1, also as text. */
export function readMayChange(value: unknown): boolean | undefined {
  if (value === 0 || value === '0') return false
  if (value === 1 || value === '1') return true
  return undefined
}

const agentModes: Record<Withdrawal['kind'], readonly AgentMode[]> = {
  saque: ['AGTEC', 'AGTOT', 'AGPSS'],
  troco: ['AGTEC', 'AGTOT'],
}
