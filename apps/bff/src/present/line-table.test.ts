import type { ReconciliationLine } from '@balcao/contracts'
import { expect, test } from 'vitest'
import type { Line, LineKind } from '../store/lines.ts'
import { createLineTable } from './line-table.ts'
import { presentLine } from './lines.ts'

const line: ReconciliationLine = {
  id: 'pix-E1',
  kind: 'matched',
  endToEndId: 'E1',
  txid: 'a'.repeat(32),
  at: '2026-11-22T02:59:59.999Z',
  here: { amountCents: 123_456, refundedCents: 5, terminalId: 'caixa-1', status: 'paid' },
  there: { amountCents: 0, refundedCents: 70 },
  webhookAt: '2026-11-22T03:00:00.000Z',
  heardBy: 'webhook',
  refunds: [],
  notes: [],
  offers: [],
}
const { heading, row } = createLineTable('America/Sao_Paulo')
const note = (text: string) => ({ text, txid: null, at: line.at })

test('a line is one row, by the clock of the shop and with decimal commas', () => {
  expect(row(line)).toBe(
    `21/11/2026 23:59:59;Confere;1234,56;0,05;0,00;0,70;E1;${'a'.repeat(32)};caixa-1;Pago;22/11/2026 00:00:00;Aviso do banco;\r\n`,
  )
  expect(heading).toBe(
    '\uFEFFData e hora;Situação;Valor aqui;Devolvido aqui;Valor no banco;Devolvido no banco;EndToEndId;TxID;Caixa;Cobrança;Aviso do banco;Soubemos por;Anotações\r\n',
  )
})

test('a side that has nothing of it is empty', () => {
  expect(row({ ...line, here: null, webhookAt: null, heardBy: null, txid: null })).toBe(
    '21/11/2026 23:59:59;Confere;;;0,00;0,70;E1;;;;;;\r\n',
  )
})

const texts: [text: string, cell: string][] = [
  ['Pagou no balcão', 'Pagou no balcão'],
  ['=cmd|calc!A1', "'=cmd|calc!A1"],
  ['+5511', "'+5511"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' =1+1', "' =1+1"],
  ['\t=1', "'\t=1"],
  ['＝1+1', "'＝1+1"],
  ['a;b', '"a;b"'],
  ['diz "oi"', '"diz ""oi"""'],
  ['="a";1', '"\'=""a"";1"'],
]
test.each(texts)('the note %j is the cell %s', (text, cell) => {
  expect(row({ ...line, notes: [note(text)] }).split('Aviso do banco;')[1]).toBe(`${cell}\r\n`)
})

test('notes are told together, each with its sale', () => {
  const notes = [note('um'), { ...note('dois'), txid: 'b'.repeat(32) }]
  expect(row({ ...line, notes })).toContain(`;um | dois (${'b'.repeat(32)})\r\n`)
})

const offers: [kind: LineKind, leftCents: number, offers: string[]][] = [
  ['matched', 1, []],
  ['only-here', 1, ['look-again']],
  ['only-there', 0, ['look-again']],
  ['different-amount', 1, ['look-again', 'explain']],
  ['without-charge', 1, ['explain', 'refund', 'look-again']],
  ['without-charge', 0, ['explain', 'look-again']],
  ['refund-differs', 1, ['look-again']],
  ['charge-only-here', 1, ['look-again']],
  ['charge-only-there', 0, ['explain', 'look-again']],
  ['charge-differs', 1, ['look-again']],
]
test.each(offers)('%s with %i cents left offers %j', (kind, leftCents, expected) => {
  const found: Line = {
    subject: 'pix',
    id: 'E1',
    atMs: 0,
    txid: null,
    kind,
    hereCents: 100,
    hereRefundedCents: 0,
    hereTakenCents: 100 - leftCents,
    terminalId: null,
    chargeStatus: null,
    heardBy: 'sweep',
    thereCents: 100,
    thereRefundedCents: 0,
    webhookAtMs: null,
  }
  expect(presentLine(found, [], []).offers).toEqual(expected)
})
