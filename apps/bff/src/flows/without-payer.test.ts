import { expect, test } from 'vitest'
import { withoutPayer } from './without-payer.ts'

const pix = {
  ...{ endToEndId: 'E1', txid: 'a'.repeat(32), valor: '23.50', horario: '2026-11-22T14:00:00Z', chave: 'k' },
  devolucoes: [{ id: 'd1', rtrId: 'D1', valor: '1.00', horario: { solicitacao: 's' }, status: 'DEVOLVIDO' }],
}

test('a callback without anything of the payer is kept byte for byte', () => {
  const body = ` {"pix": [${JSON.stringify(pix)}]}\n`
  expect(withoutPayer(body)).toBe(body)
  for (const other of ['{}', '[]', '1', '{"evento":"teste_webhook"}']) expect(withoutPayer(other)).toBe(other)
})

test.each<[string, object]>([
  ['who paid', { pagador: { cpf: '12345678909', nome: 'Fulano' } }],
  ['what the payer wrote', { infoPagador: 'CPF 12345678909' }],
  ['extras of a PSP', { gnExtras: { pagador: { nome: 'Fulano', cpf: '12345678909' } } }],
  ['an extra that is a plain text', { payerDocument: '12345678909' }],
  ['a key that is written in escapes', { pagador: { cpf: '12345678909' } }],
  ['an extra in a refund', { devolucoes: [{ id: 'd1', pagador: { cpf: '12345678909' } }] }],
  ['an extra that looks like one of its own', { horario: { solicitacao: 's', nome: '12345678909' } }],
])('%s is not kept', (name, extra) => {
  const text = JSON.stringify({ pix: [{ ...pix, ...extra }] })
  const body = name.includes('escapes') ? text.replace('"pagador"', '"p\\u0061gador"') : text
  const stripped = withoutPayer(body)
  expect(stripped).not.toContain('12345678909')
  expect(stripped).not.toContain('Fulano')
  expect(JSON.parse(stripped)).toMatchObject({ pix: [{ endToEndId: 'E1', txid: pix.txid }] })
})

test('what stands beside the Pix goes as well', () => {
  expect(withoutPayer(JSON.stringify({ pix: [pix], cliente: 'Fulano' }))).toBe(JSON.stringify({ pix: [pix] }))
})
