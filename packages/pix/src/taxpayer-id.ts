import { invalidRequest } from './errors.ts'

/** 11 digits without punctuation, the last two being check digits (Receita Federal, CPF, modulo 11). */
export function checkCpf(field: string, cpf: string): string {
  if (typeof cpf !== 'string' || !/^\d{11}$/.test(cpf)) throw invalidRequest(field, '11 digits')
  return checkDigits(field, cpf, [10, 9, 8, 7, 6, 5, 4, 3, 2])
}

/**
 * 12 digits or capital letters and two check digits, without punctuation (Receita Federal, Instrução Normativa RFB
 * 2.229/2024: the weights of the numeric CNPJ, each character counting for its ASCII code less 48, so that an old CNPJ
 * keeps its digits). API Pix takes letters since 2.9.0; a PSP on an older version answers 400 to them.
 */
export function checkCnpj(field: string, cnpj: string): string {
  if (typeof cnpj !== 'string' || !/^[0-9A-Z]{12}\d{2}$/.test(cnpj)) {
    throw invalidRequest(field, '12 digits or capital letters and 2 digits')
  }
  return checkDigits(field, cnpj, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
}

/** The second digit is reckoned over the first one too, whose weight is 2; the others move up by one place. */
function checkDigits(field: string, id: string, weights: readonly number[]): string {
  const values = Array.from(id, (character) => character.charCodeAt(0) - 48)
  const heaviest = weights[0] ?? 0
  const first = checkDigit(values, weights)
  const second = checkDigit(values, [heaviest + 1, ...weights])
  // One character all along satisfies the sum and is nobody's number.
  const isRepeated = new Set(id).size === 1
  if (isRepeated || values.at(-2) !== first || values.at(-1) !== second) {
    throw invalidRequest(field, 'the check digits do not fit')
  }
  return id
}

function checkDigit(values: readonly number[], weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, place) => total + weight * (values[place] ?? 0), 0)
  const rest = sum % 11
  return rest < 2 ? 0 : 11 - rest
}
