import type { CobVAmount, CobVFields, Discount, Rate } from './charge.ts'
import { isDay } from './days.ts'
import { rebateOf } from './due.ts'
import type { Violation } from './problem.ts'
import { compact, isAmount, isObject, malformed, object, violation } from './request.ts'
import { cents } from './wire-values.ts'

/** CobVValor: each part as it is well formed by itself. */
export function readCobVAmount(value: unknown, violations: Violation[]): Partial<CobVAmount> | undefined {
  const amount = object(value, 'cobv.valor', violations)
  if (!amount) return undefined
  const { original } = amount
  if (original !== undefined && !isAmount(original))
    violations.push(malformed('cobv.valor.original', original))
  return compact({
    original: isAmount(original) ? original : undefined,
    multa: readRate(amount.multa, 'multa', 2, violations),
    juros: readRate(amount.juros, 'juros', 8, violations),
    abatimento: readRate(amount.abatimento, 'abatimento', 2, violations),
    desconto: readDiscount(amount.desconto, violations),
  })
}

/** What the parts must be to each other and to the calendar, whether they came in this request or in an earlier one. */
export function checkCobVAmount({ valor, calendario }: CobVFields, violations: Violation[]): void {
  const original = cents(valor.original)
  const refuse = (part: string, razao: string, value?: string) =>
    violations.push(violation(`cobv.valor.${part}`, razao, value))
  if (original === 0)
    refuse('original', 'O campo cobv.valor.original apresenta o valor zero.', valor.original)
  if (valor.abatimento && rebateOf(valor) >= original) {
    const razao =
      'O objeto cobv.valor.abatimento representa um valor maior ou igual ao da cobrança original ou a 100%.'
    refuse('abatimento', razao, valor.abatimento.valorPerc)
  }
  const { desconto } = valor
  if (!desconto) return
  const percent = desconto.modalidade === 2 || desconto.modalidade >= 5
  const most = percent ? 100_00 : original
  const elements = 'valorPerc' in desconto ? [desconto] : desconto.descontoDataFixa
  const tooMuch = elements.find(({ valorPerc }) => cents(valorPerc) >= most)
  if (tooMuch) {
    const razao =
      'O objeto cobv.valor.desconto apresenta algum elemento de valor maior ou igual ao da cobrança original ou a 100%.'
    refuse('desconto', razao, tooMuch.valorPerc)
  }
  const late = elements.find((one) => 'data' in one && one.data > calendario.dataDeVencimento)
  if (late && 'data' in late) {
    const razao =
      'O objeto cobv.valor.desconto apresenta algum elemento cuja data é posterior à data de vencimento.'
    refuse('desconto', razao, late.data)
  }
}

/** `modalidade` 1 to `most` and `valorPerc`, which is reais or a percentage as the first says. */
function readRate(value: unknown, part: string, most: number, violations: Violation[]): Rate | undefined {
  if (value === undefined) return undefined
  if (isObject(value) && isModality(value.modalidade, most) && isAmount(value.valorPerc)) {
    return { modalidade: value.modalidade, valorPerc: value.valorPerc }
  }
  violations.push(brokenPart(part))
  return undefined
}

/** Modalities 1 and 2 have up to three dates, 3 to 6 one `valorPerc` per day; never both. */
function readDiscount(value: unknown, violations: Violation[]): Discount | undefined {
  if (value === undefined) return undefined
  if (!isObject(value) || !isModality(value.modalidade, 6)) {
    violations.push(brokenPart('desconto'))
    return undefined
  }
  const { modalidade, valorPerc, descontoDataFixa: dates } = value
  const refuse = (why: string) =>
    violations.push(
      violation(
        'cobv.valor.desconto',
        `O objeto cobv.valor.desconto apresenta modalidade ${modalidade}, ${why}`,
      ),
    )
  const none = dates === undefined || dates === null || (Array.isArray(dates) && dates.length === 0)
  if (modalidade <= 2) {
    if (valorPerc !== undefined) refuse('porém cobv.valor.desconto.valorPerc encontra-se preenchido.')
    if (none) refuse('porém cobv.valor.desconto.descontoDataFixa está vazio ou nulo.')
    else if (isDateList(dates)) {
      return {
        modalidade,
        descontoDataFixa: dates.map(({ data, valorPerc }) => ({ data, valorPerc })),
      }
    } else violations.push(brokenPart('desconto'))
    return undefined
  }
  if (!none) refuse('porém cobv.valor.desconto.descontoDataFixa está preenchido.')
  if (valorPerc === undefined) refuse('porém cobv.valor.desconto.valorPerc não está preenchido.')
  else if (isAmount(valorPerc)) return { modalidade, valorPerc }
  else violations.push(brokenPart('desconto'))
  return undefined
}

const isModality = (value: unknown, most: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most

function isDateList(value: unknown): value is { data: string; valorPerc: string }[] {
  if (!Array.isArray(value) || value.length > 3) return false
  const wellFormed = value.every(
    (one: unknown) => isObject(one) && isDay(one.data) && isAmount(one.valorPerc),
  )
  return wellFormed && new Set(value.map((one) => `${one.data} ${one.valorPerc}`)).size === value.length
}

const brokenPart = (part: string) =>
  violation(`cobv.valor.${part}`, `O objeto cobv.valor.${part} não respeita o schema.`)
