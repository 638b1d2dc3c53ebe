import { expect, test } from 'vitest'
import { proofWords as words } from '../../checkout/words/proof.ts'
import { readFields } from './read-fields.ts'

const nowMs = new Date(2026, 10, 22, 14, 5).getTime()
const paidAt = new Date(2026, 10, 22, 14, 2, 30).toISOString()
const none = { id: '', amount: '', time: '' }
const txid = 'a'.repeat(32)

test.each([
  [{ id: 'Pllos' }, { endToEndId: 'Pllos' }],
  [
    { id: 'Pllos', amount: '23,50' },
    { endToEndId: 'Pllos', amountCents: 2350 },
  ],
  [
    { amount: 'R$ 23,50', time: '14:02' },
    { amountCents: 2350, paidAt },
  ],
  [{ id: `http://x/recibo/#${txid}.abc` }, { ofTxid: txid }],
])('%o is shown', (fields, shown) => {
  expect(readFields({ ...none, ...fields }, nowMs)).toEqual({ kind: 'shown', shown })
})

test.each([
  [{}, { id: words.needsMore }],
  [{ amount: '23,50' }, { id: words.needsMore }],
  [{ time: '14:02' }, { id: words.needsMore }],
  [{ id: 'abc' }, { id: words.idTooShort }],
  [{ id: '000201…' }, { id: words.idIsCode }],
  [{ id: 'R$ 23,50' }, { id: words.idUnread }],
  [{ amount: '23,5', time: '14:02' }, { amount: words.amountUnread }],
  [{ id: 'Pllos', amount: '0,00' }, { amount: words.amountUnread }],
])('%o says what is missing', (fields, errors) => {
  expect(readFields({ ...none, ...fields }, nowMs)).toEqual({ kind: 'wrong', errors })
})
