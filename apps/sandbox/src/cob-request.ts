import type { CobFields, Debtor } from './charge.ts'
import type { Violation } from './problem.ts'
import {
  compact,
  isAmount,
  isObject,
  malformed,
  matches,
  object,
  person,
  readDetails,
  readLoc,
  readRemoval,
  text,
  violation,
} from './request.ts'
import { cents } from './wire-values.ts'

/** The parts of CobSolicitada and CobRevisada that are there and well formed, in one order of keys. */
export type CobRequest = {
  calendario?: Partial<CobFields['calendario']>
  devedor?: Debtor
  loc?: { id: number }
  valor?: Partial<CobFields['valor']>
  chave?: string
  solicitacaoPagador?: string
  infoAdicionais?: { nome: string; valor: string }[]
  status?: 'REMOVIDA_PELO_USUARIO_RECEBEDOR'
}

/**
 * Reads the body of PUT, POST and PATCH /cob and adds to `violations` everything that is wrong with it at once, in
 * API Pix's own words (API Pix 2.9.0, CobOperacaoInvalida). Fields unknown to it are ignored: the Central Bank
 * wants both sides to bear new ones (`info.description`, compatible changes).
 */
export function readCobRequest(body: unknown, violations: Violation[]): CobRequest {
  const cob = object(body, 'cob', violations)
  return compact({
    calendario: readCalendar(cob?.calendario, violations),
    devedor: readDebtor(cob?.devedor, violations),
    loc: readLoc(cob?.loc, 'cob', violations),
    valor: readAmount(cob?.valor, violations),
    chave: text(cob?.chave, 'cob.chave', 1, 77, violations),
    solicitacaoPagador: text(cob?.solicitacaoPagador, 'solicitacaoPagador', 0, 140, violations),
    infoAdicionais: readDetails(cob?.infoAdicionais, violations),
    status: readRemoval(cob?.status, 'cob', violations),
  })
}

function readCalendar(value: unknown, violations: Violation[]) {
  const calendar = object(value, 'cob.calendario', violations)
  const seconds = calendar?.expiracao
  if (seconds === undefined) return calendar && {}
  const field = 'cob.calendario.expiracao'
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds > 0x7fffffff) {
    violations.push(malformed(field, seconds))
  } else if (seconds <= 0) {
    violations.push(violation(field, `O campo ${field} é igual ou menor que zero.`, seconds))
  } else return { expiracao: seconds }
  return undefined
}

function readDebtor(value: unknown, violations: Violation[]): Debtor | undefined {
  if (value === undefined) return undefined
  const debtor = person(value)
  if (!debtor) violations.push(violation('cob.devedor', 'O objeto cob.devedor não respeita o schema.'))
  return debtor
}

function readAmount(value: unknown, violations: Violation[]): CobRequest['valor'] {
  const amount = object(value, 'cob.valor', violations)
  if (!amount) return undefined
  const { original, modalidadeAlteracao } = amount
  if (original !== undefined && !isAmount(original))
    violations.push(malformed('cob.valor.original', original))
  if (![undefined, 0, 1].includes(modalidadeAlteracao as number | undefined)) {
    violations.push(malformed('cob.valor.modalidadeAlteracao', modalidadeAlteracao))
  }
  return compact({
    original: isAmount(original) ? original : undefined,
    modalidadeAlteracao: modalidadeAlteracao as number | undefined,
    retirada: readWithdrawal(amount.retirada, violations),
  })
}

/**
 * What the parts of the amount must be to each other, whether they came in this request or in an earlier one. Zero is
 * legal where the payer is to say the amount (API Pix 2.9.0, CobValor, "cobrança com valor alterável").
 */
export function checkAmount(
  { original, modalidadeAlteracao, retirada }: CobFields['valor'],
  violations: Violation[],
) {
  const field = 'cob.valor.original'
  const zero = cents(original) === 0
  const mayBeZero = retirada ? 'saque' in retirada : modalidadeAlteracao === 1
  if (retirada && 'saque' in retirada && !zero) {
    violations.push(violation(field, `O campo ${field} deve ser 0.00 em Pix Saque.`, original))
  } else if (zero && !mayBeZero) {
    violations.push(violation(field, `O campo ${field} é zero.`, original))
  }
  if (modalidadeAlteracao === 1 && retirada) {
    const changeable = 'cob.valor.modalidadeAlteracao'
    violations.push(violation(changeable, `Com retirada, o campo ${changeable} deve ser 0.`, 1))
  }
}

function readWithdrawal(value: unknown, violations: Violation[]): CobFields['valor']['retirada'] {
  const both = object(value, 'cob.valor.retirada', violations)
  if (!both) return undefined
  const kind = 'saque' in both ? 'saque' : 'troco'
  const part = both[kind]
  const agents = kind === 'saque' ? /^(AGTEC|AGTOT|AGPSS)$/ : /^(AGTEC|AGTOT)$/
  if (
    Object.keys(both).length === 1 &&
    isObject(part) &&
    isAmount(part.valor) &&
    (part.modalidadeAlteracao === 1 || cents(part.valor) > 0) &&
    [undefined, 0, 1].includes(part.modalidadeAlteracao as number | undefined) &&
    matches(part.modalidadeAgente, agents) &&
    matches(part.prestadorDoServicoDeSaque, /^[0-9A-Z]{8}$/)
  ) {
    const { valor, modalidadeAlteracao = 0, modalidadeAgente, prestadorDoServicoDeSaque } = part
    const read = { valor, modalidadeAlteracao, modalidadeAgente, prestadorDoServicoDeSaque }
    return { [kind]: read } as CobFields['valor']['retirada']
  }
  violations.push(violation('cob.valor.retirada', 'O objeto cob.valor.retirada não respeita o schema.'))
  return undefined
}
