/** Money is integer cents; text with a comma is only for eyes and fingers. */

const reais = new Intl.NumberFormat('pt-BR', { style: 'currency', currency: 'BRL' })
const plain = new Intl.NumberFormat('pt-BR', { minimumFractionDigits: 2 })

export const asReais = (cents) => reais.format(cents / 100)
export const asTyped = (cents) => plain.format(cents / 100)

/** "23,50", "1.234,56", "R$ 8" or "8.5" in cents; undefined where it is no amount. */
export function readAmount(typed) {
  const text = typed.replace(/R\$|\s/g, '')
  const digits = text.includes(',') ? text.replaceAll('.', '').replace(',', '.') : text
  if (!/^\d{1,10}(\.\d{1,2})?$/.test(digits)) return undefined
  const [whole, cents = ''] = digits.split('.')
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'))
}
