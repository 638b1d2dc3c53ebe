import type { TimelineEvent } from '@balcao/contracts'
import { expect, test } from 'vitest'
import { eventWords, formatSeconds } from './event-words.ts'

const at = '2026-11-22T17:00:00.000Z'
const ana = { kind: 'person', name: 'Ana' } as const
const pix = { endToEndId: 'E1', amountCents: 2350 }

test.each<[TimelineEvent, string]>([
  [{ kind: 'created', at, by: ana, amountCents: 2350 }, 'Cobrança de R$\u00a023,50 feita por Ana'],
  [
    { kind: 'created', at, by: { kind: 'device', name: 'Totem' }, amountCents: 1 },
    'Cobrança de R$\u00a00,01 feita no aparelho Totem',
  ],
  [
    { kind: 'created', at, by: { kind: 'key' }, amountCents: 1 },
    'Cobrança de R$\u00a00,01 feita pelo sistema da loja',
  ],
  [{ kind: 'created', at, by: { kind: 'unknown' }, amountCents: 1 }, 'Cobrança de R$\u00a00,01 feita'],
  [{ kind: 'paid', at, ...pix }, 'Pix de R$\u00a023,50 pago no banco'],
  [{ kind: 'heard', at, ...pix, heardBy: 'webhook' }, 'O banco avisou o Balcão'],
  [{ kind: 'cancel-asked', at, by: ana }, 'Cancelamento pedido por Ana'],
  [
    { kind: 'refund', at, by: ana, refundId: 'd1', amountCents: 500, status: 'requested' },
    'Devolução de R$\u00a05,00 pedida por Ana',
  ],
  [
    { kind: 'refund', at, by: ana, refundId: 'd1', amountCents: 500, status: 'requested', allowedBy: 'Rui' },
    'Devolução de R$\u00a05,00 pedida por Ana, autorizada por Rui',
  ],
  [
    { kind: 'refund', at, by: ana, refundId: 'd1', amountCents: 500, status: 'processing' },
    'Devolução de R$\u00a05,00 em andamento no banco',
  ],
  [
    { kind: 'refund', at, by: { kind: 'itself' }, refundId: 'd1', amountCents: 500, status: 'refunded' },
    'Devolução de R$\u00a05,00 confirmada pelo banco',
  ],
])('%o is told in plain words', (event, words) => {
  expect(eventWords(event)).toBe(words)
})

test.each([
  [0, '0,0'],
  [1_249, '1,2'],
  [9_940, '9,9'],
  [12_345, '12'],
  [3_600_000, '3.600'],
])('%i ms are %s s', (ms, seconds) => {
  expect(formatSeconds(ms)).toBe(seconds)
})
