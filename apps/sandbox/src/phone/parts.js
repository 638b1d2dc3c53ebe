import { asReais } from './money.js'

/** What the amount is made of: the rows of a bill with due date, and the cash of a Pix Saque or Pix Troco. */

const cashTitles = { saque: 'Saque em dinheiro', troco: 'Troco em dinheiro' }
const taken = ['abatimento', 'desconto']

export function showParts({ dueDate, parts, cash }) {
  // A day has no time zone: read as an instant it would be the day before in Brazil.
  row('due', dueDate?.split('-').reverse().join('/'))
  const changed = parts && parts.final !== parts.original
  for (const name of ['original', 'multa', 'juros', ...taken]) {
    const cents = changed ? parts[name] : 0
    row(name, cents && `${taken.includes(name) ? '− ' : ''}${asReais(cents)}`)
  }
  document.getElementById('cash-title').textContent = cashTitles[cash?.kind] ?? ''
  row('cash', cash && asReais(cash.amountCents))
}

/** A row of the bill with its text, or hidden where there is none. */
export function row(id, text) {
  document.getElementById(id).textContent = text || ''
  document.getElementById(`${id}-row`).hidden = !text
}
