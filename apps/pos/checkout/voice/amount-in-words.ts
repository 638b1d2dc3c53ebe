/** One to nineteen, which have words of their own. */
const small =
  'zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis dezessete dezoito dezenove'.split(
    ' ',
  )
const tens = 'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa'.split(' ')
const hundreds =
  'cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos'.split(' ')
const word = (words: readonly string[], index: number) => words[index] ?? ''

/** R$ 999.999.999,99. No counter sells more, and nobody would listen to the end. */
export const mostSpokenCents = 99_999_999_999

/**
 * An amount in integer cents as it is said in Brazil: `vinte e três reais e cinquenta centavos`. Null above `mostSpokenCents`.
 * Throws RangeError where it is not a whole number of cents above zero.
 */
export function amountInWords(cents: number): string | null {
  if (!Number.isSafeInteger(cents) || cents < 1)
    throw new RangeError(`Not an amount in whole cents: ${cents}`)
  if (cents > mostSpokenCents) return null
  const reais = Math.floor(cents / 100)
  const centavos = cents % 100
  const parts = [
    ...(reais === 0 ? [] : [reaisInWords(reais)]),
    ...(centavos === 0 ? [] : [`${below1000(centavos)} ${centavos === 1 ? 'centavo' : 'centavos'}`]),
  ]
  return parts.join(' e ')
}

function reaisInWords(reais: number): string {
  if (reais === 1) return 'um real'
  // `um milhão de reais`, but `um milhão e um reais`: the preposition follows a round million alone.
  return `${integerInWords(reais)} ${reais % 1_000_000 === 0 ? 'de reais' : 'reais'}`
}

function integerInWords(number: number): string {
  const millions = Math.floor(number / 1_000_000)
  const thousands = Math.floor(number / 1_000) % 1_000
  const rest = number % 1_000
  const groups = [
    ...(millions === 0 ? [] : [`${below1000(millions)} ${millions === 1 ? 'milhão' : 'milhões'}`]),
    // `mil`, never `um mil`.
    ...(thousands === 0 ? [] : [thousands === 1 ? 'mil' : `${below1000(thousands)} mil`]),
    ...(rest === 0 ? [] : [below1000(rest)]),
  ]
  const last = rest === 0 ? thousands : rest
  const [final = ''] = groups.slice(-1)
  const before = groups.slice(0, -1)
  if (before.length === 0) return final
  // The last group is joined by `e` where it is one short word: `mil e cem`, `dois mil e cinco`, but `mil cento e dez`.
  return `${before.join(' ')}${last < 100 || last % 100 === 0 ? ' e ' : ' '}${final}`
}

/** 1 to 999. */
function below1000(number: number): string {
  if (number === 100) return 'cem'
  const parts = [
    ...(number < 100 ? [] : [word(hundreds, Math.floor(number / 100) - 1)]),
    ...below100(number % 100),
  ]
  return parts.join(' e ')
}

function below100(number: number): string[] {
  if (number === 0) return []
  if (number < 20) return [word(small, number)]
  const unit = number % 10
  return [word(tens, Math.floor(number / 10) - 2), ...(unit === 0 ? [] : [word(small, unit)])]
}
