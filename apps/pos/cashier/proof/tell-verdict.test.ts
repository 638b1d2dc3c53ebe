import type { ReceivedPix } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { exampleCharge } from '../../checkout/example-charge.ts'
import { verdictWords as words } from '../../checkout/words/proof.ts'
import { tellVerdict } from './tell-verdict.ts'

const at = (hours: number, minutes: number, day = 22) => new Date(2026, 10, day, hours, minutes).toISOString()
const nowMs = Date.parse(at(14, 5))
const sale = exampleCharge()
const pix = (more: Partial<ReceivedPix> = {}): ReceivedPix => ({
  ...{ endToEndId: 'E1', txid: sale.txid, terminalId: 'caixa-1', amountCents: 2350 },
  ...{ paidAt: at(14, 2), returnedCents: 0, ...more },
})
const money = (text: string) => `R$\u00a0${text}`

test('only the whole amount of this sale is told in the tone of money received', () => {
  const tones = [
    tellVerdict({ verdict: 'this-sale', pix: pix() }, sale, nowMs),
    tellVerdict({ verdict: 'this-sale', pix: pix({ amountCents: 2349 }) }, sale, nowMs),
    tellVerdict({ verdict: 'this-sale', pix: pix({ returnedCents: 1 }) }, sale, nowMs),
    tellVerdict({ verdict: 'other-sale', pix: pix() }, sale, nowMs),
    tellVerdict({ verdict: 'other-sale', pix: null }, sale, nowMs),
    tellVerdict({ verdict: 'several' }, sale, nowMs),
    tellVerdict({ verdict: 'not-received', from: null, until: at(14, 5) }, sale, nowMs),
    tellVerdict({ verdict: 'not-known' }, sale, nowMs),
  ].map(({ tone }) => tone)
  expect(tones).toEqual([
    'paid',
    'attention',
    'attention',
    'danger',
    'danger',
    'attention',
    'danger',
    'attention',
  ])
})

test('a part of the amount says what is missing, and what went back is told', () => {
  const { advice } = tellVerdict(
    { verdict: 'this-sale', pix: pix({ amountCents: 2000, returnedCents: 500 }) },
    sale,
    nowMs,
  )
  expect(advice).toEqual([words.returned(money('5,00')), words.nowUnderpaid(money('20,00'), money('23,50'))])
})

test.each<[ReceivedPix | null, string]>([
  [pix(), `Recebido às 14:02: ${money('23,50')}, em outra venda`],
  [pix({ paidAt: at(14, 2, 21) }), `Recebido em 21/11/2026 às 14:02: ${money('23,50')}, em outra venda`],
  [pix({ txid: null }), `Recebido às 14:02: ${money('23,50')}, sem venda nenhuma`],
  [null, 'Este Pix é de outra venda'],
])('what was received elsewhere says when', (received, title) => {
  expect(tellVerdict({ verdict: 'other-sale', pix: received }, sale, nowMs).title).toBe(title)
})

test('what was not received says what the bank was asked', () => {
  const within = { verdict: 'not-received', from: at(12, 5), until: at(14, 5) } as const
  expect(tellVerdict(within, sale, nowMs).advice[0]).toBe(words.notReceivedWithin('12:05', '14:05:00'))
})

test('a sale that was paid in two parts is paid', () => {
  const part = pix({ amountCents: 2000 })
  expect(tellVerdict({ verdict: 'this-sale', pix: part }, { ...sale, status: 'paid' }, nowMs).tone).toBe(
    'paid',
  )
})
