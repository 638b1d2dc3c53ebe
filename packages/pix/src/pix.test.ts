import { describe, expect, it } from 'vitest'
import { getPix, readPix } from './index.ts'

const wire = {
  endToEndId: 'E12345678202009091221kkkkkkkkkkk',
  txid: 'cd1fe328c875481285a6f233ae41b662',
  valor: '100.00',
  horario: '2020-09-10T13:03:33.902Z',
}
const read = (change: object) =>
  readPix({ status: 200, headers: {}, body: JSON.stringify({ ...wire, ...change }) })

describe('a payment', () => {
  it('is asked for by its endToEndId', () => {
    const path = '/pix/E12345678202009091221kkkkkkkkkkk'
    expect(getPix(wire.endToEndId)).toEqual({
      operation: 'getPix',
      method: 'GET',
      path,
      headers: { accept: 'application/json' },
    })
  })

  it('becomes ours', () => {
    const componentesValor = { original: { valor: '90.00' }, multa: { valor: '10.00' }, juros: { valor: 1 } }
    const pagador = { cpf: '12345678909', nome: 'Pessoa de Teste' }
    expect(read({ infoPagador: 'mesa 4', componentesValor, pagador })).toEqual({
      endToEndId: wire.endToEndId,
      txid: wire.txid,
      amountCents: 100_00,
      components: { originalCents: 90_00, fineCents: 10_00 },
      payerMessage: 'mesa 4',
      payer: { cpf: '12345678909', name: 'Pessoa de Teste' },
      paidAt: '2020-09-10T13:03:33.902Z',
      refunds: [],
    })
  })

  it.each([
    ['a list', []],
    ['an amount by itself', { original: '90.00' }],
    ['null', null],
  ])('whose components are %s has none', (_what, componentesValor) => {
    expect('components' in read({ componentesValor })).toBe(false)
  })

  it.each([
    ['5 characters, a static QR', 'abc12', 'abc12'],
    ['35 characters', 'a'.repeat(35), 'a'.repeat(35)],
    ['***, the BR Code’s way to say none', '***', undefined],
    ['36 characters', 'a'.repeat(36), undefined],
    ['a path', '../oauth/token', undefined],
    ['empty', '', undefined],
    ['null', null, undefined],
    ['a number', 12, undefined],
  ])('has a txid of %s', (_what, txid, ours) => {
    expect(read({ txid }).txid).toBe(ours)
  })

  const refund = {
    id: '000AAA111',
    rtrId: 'D12345678202009091000abcde123456',
    valor: '11.00',
    status: 'DEVOLVIDO',
  }
  it.each([
    ['a list', [refund, refund], 2],
    ['one without brackets, as the standard’s webhook example', refund, 1],
    ['none', undefined, 0],
    ['null', null, 0],
    ['{}', {}, 0],
  ])('has its refunds as %s', (_what, devolucoes, count) => {
    expect(read({ devolucoes }).refunds).toHaveLength(count)
  })

  it.each([
    ['31 characters', 'E'.repeat(31), true],
    ['35 characters', 'E'.repeat(35), true],
    ['64 characters', 'E'.repeat(64), true],
    ['65 characters', 'E'.repeat(65), false],
    ['a slash', 'E/1', false],
    ['nothing', '', false],
  ])('may have an endToEndId of %s: %s', (_what, endToEndId, isGood) => {
    if (isGood) expect(read({ endToEndId }).endToEndId).toBe(endToEndId)
    else expect(() => read({ endToEndId })).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
  })

  it('that does not exist is told by the type of the problem', () => {
    const body = '{"type":"https://pix.bcb.gov.br/api/v2/error/PixNaoEncontrado","title":"t","status":404}'
    expect(() => readPix({ status: 404, headers: {}, body })).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    )
  })
})
