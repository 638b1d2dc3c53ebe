import { expect, test } from 'vitest'
import { readProof } from './read-proof.ts'

const id = 'E99999010202611222231VcnebvPllos'
const txid = 'a'.repeat(32)

test.each<[string, object]>([
  [id, { kind: 'id', endToEndId: id }],
  [`  ${id}\n`, { kind: 'id', endToEndId: id }],
  [id.replace('E', 'e'), { kind: 'id', endToEndId: id }],
  ['E99999010 202611222231 VcnebvPllos', { kind: 'id', endToEndId: id }],
  [
    `Comprovante de transferência\nR$ 23,50\n22/11/2026 19:31\nID da transação: ${id}\nDe: ***.123.456-**`,
    { kind: 'id', endToEndId: id },
  ],
  ['ID da transação\nE9999901 0202611222231 Vcneb-vPllos\nR$ 23,50', { kind: 'id', endToEndId: id }],
  [`https://banco.example/comprovante?e2e=${id}&v=1`, { kind: 'id', endToEndId: id }],
  ['Pllos', { kind: 'id', endToEndId: 'Pllos' }],
  ['…vPllos', { kind: 'id', endToEndId: 'vPllos' }],
  ['... vP llos', { kind: 'id', endToEndId: 'vPllos' }],
  [`https://loja.example/recibo/#${txid}.abcDEF-_0123456789abcd`, { kind: 'receipt', txid }],
  ['00020126580014br.gov.bcb.pix5204000053039865802BR', { kind: 'code' }],
  ['', { kind: 'empty' }],
  ['   ', { kind: 'empty' }],
  ['abc', { kind: 'too-short' }],
  ['R$ 23,50', { kind: 'unread' }],
  ['a'.repeat(41), { kind: 'unread' }],
  ['https://exemplo.com.br/promo', { kind: 'unread' }],
])('%j', (text, read) => {
  expect(readProof(text)).toEqual(read)
})
