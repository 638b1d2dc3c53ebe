import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { devedor, dueCharges, fieldsOf, removed, start, type } from './due-charges.ts'
import { type Merchant, newTxid, openMerchant } from './merchant.ts'

let merchant: Merchant
beforeAll(async () => {
  merchant = await openMerchant()
  await at(start)
})
afterAll(() => merchant.close())
const { at, cobv, put, patch, get, made } = dueCharges(() => merchant)

describe('CobVOperacaoInvalida', () => {
  const valor = (parts: object) => ({ valor: { original: '100.00', ...parts } })
  const dated = (data: string, valorPerc: string) => ({ data, valorPerc })
  test.each<[string, object, string]>([
    ['no calendar', { calendario: undefined }, 'cobv.calendario.dataDeVencimento'],
    ['no due date', { calendario: {} }, 'cobv.calendario.dataDeVencimento'],
    ['due yesterday', { calendario: { dataDeVencimento: '2026-03-09' } }, 'cobv.calendario.dataDeVencimento'],
    ['no such day', { calendario: { dataDeVencimento: '2026-02-30' } }, 'cobv.calendario.dataDeVencimento'],
    [
      'negative validity',
      { calendario: { dataDeVencimento: '2026-03-17', validadeAposVencimento: -1 } },
      'cobv.calendario.validadeAposVencimento',
    ],
    [
      'validity as text',
      { calendario: { dataDeVencimento: '2026-03-17', validadeAposVencimento: '1' } },
      'cobv.calendario.validadeAposVencimento',
    ],
    ['no debtor', { devedor: undefined }, 'cobv.devedor'],
    ['debtor without name', { devedor: { cpf: '12345678909' } }, 'cobv.devedor'],
    ['state of three letters', { devedor: { ...devedor, uf: 'PEX' } }, 'cobv.devedor'],
    ['CEP with hyphen', { devedor: { ...devedor, cep: '50000-000' } }, 'cobv.devedor'],
    ['no key', { chave: undefined }, 'cobv.chave'],
    ["another's key", { chave: 'outro@exemplo.com.br' }, 'cobv.chave'],
    ['key of 78', { chave: 'a'.repeat(78) }, 'cobv.chave'],
    ['text of 141', { solicitacaoPagador: 'a'.repeat(141) }, 'solicitacaoPagador'],
    ['details as object', { infoAdicionais: {} }, 'infoAdicionais'],
    ['no amount', { valor: {} }, 'cobv.valor.original'],
    ['amount of zero', { valor: { original: '0.00' } }, 'cobv.valor.original'],
    ['amount as number', { valor: { original: 1 } }, 'cobv.valor.original'],
    ['fine of modality 3', valor({ multa: { modalidade: 3, valorPerc: '1.00' } }), 'cobv.valor.multa'],
    ['modality as text', valor({ multa: { modalidade: '2', valorPerc: '1.00' } }), 'cobv.valor.multa'],
    ['interest of modality 9', valor({ juros: { modalidade: 9, valorPerc: '1.00' } }), 'cobv.valor.juros'],
    ['interest of modality 0', valor({ juros: { modalidade: 0, valorPerc: '1.00' } }), 'cobv.valor.juros'],
    ['interest of one decimal', valor({ juros: { modalidade: 1, valorPerc: '1.0' } }), 'cobv.valor.juros'],
    ['rebate without amount', valor({ abatimento: { modalidade: 1 } }), 'cobv.valor.abatimento'],
    ['rebate of all', valor({ abatimento: { modalidade: 1, valorPerc: '100.00' } }), 'cobv.valor.abatimento'],
    [
      'rebate of 100%',
      valor({ abatimento: { modalidade: 2, valorPerc: '100.00' } }),
      'cobv.valor.abatimento',
    ],
    [
      'discount of modality 7',
      valor({ desconto: { modalidade: 7, valorPerc: '1.00' } }),
      'cobv.valor.desconto',
    ],
    [
      'discount of all',
      valor({ desconto: { modalidade: 1, descontoDataFixa: [dated('2026-03-11', '100.00')] } }),
      'cobv.valor.desconto',
    ],
    [
      'discount of 100% a day',
      valor({ desconto: { modalidade: 5, valorPerc: '100.00' } }),
      'cobv.valor.desconto',
    ],
    [
      'discount after the due date',
      valor({ desconto: { modalidade: 1, descontoDataFixa: [dated('2026-03-18', '1.00')] } }),
      'cobv.valor.desconto',
    ],
    [
      'modality 2 with valorPerc',
      valor({
        desconto: { modalidade: 2, valorPerc: '1.00', descontoDataFixa: [dated('2026-03-11', '1.00')] },
      }),
      'cobv.valor.desconto',
    ],
    ['modality 1 without dates', valor({ desconto: { modalidade: 1 } }), 'cobv.valor.desconto'],
    [
      'modality 2 with no date',
      valor({ desconto: { modalidade: 2, descontoDataFixa: [] } }),
      'cobv.valor.desconto',
    ],
    ['modality 3 without valorPerc', valor({ desconto: { modalidade: 3 } }), 'cobv.valor.desconto'],
    [
      'modality 6 with dates',
      valor({
        desconto: { modalidade: 6, valorPerc: '1.00', descontoDataFixa: [dated('2026-03-11', '1.00')] },
      }),
      'cobv.valor.desconto',
    ],
    [
      'four dates',
      valor({
        desconto: {
          modalidade: 1,
          descontoDataFixa: ['11', '12', '13', '14'].map((one) => dated(`2026-03-${one}`, '1.00')),
        },
      }),
      'cobv.valor.desconto',
    ],
    [
      'a date twice',
      valor({
        desconto: {
          modalidade: 1,
          descontoDataFixa: [dated('2026-03-11', '1.00'), dated('2026-03-11', '1.00')],
        },
      }),
      'cobv.valor.desconto',
    ],
    ['status on creation', { status: 'ATIVA' }, 'cobv.status'],
  ])('%s', async (_name, fields, propriedade) => {
    const txid = newTxid()
    const answer = await put(txid, cobv(fields))
    expect(answer).toMatchObject({ status: 400, body: { type: type('CobVOperacaoInvalida') } })
    expect(fieldsOf(answer)).toContain(propriedade)
    expect((await get(txid)).status).toBe(404)
  })

  test.each<[string, object, string]>([
    ['removal with a change', { status: removed, solicitacaoPagador: 'x' }, 'cobv.status'],
    ['another status', { status: 'CONCLUIDA' }, 'cobv.status'],
    [
      'a discount that the due date of before forbids',
      { valor: { desconto: { modalidade: 1, descontoDataFixa: [dated('2026-03-18', '1.00')] } } },
      'cobv.valor.desconto',
    ],
    [
      'a due date before the charge',
      { calendario: { dataDeVencimento: '2026-03-01' } },
      'cobv.calendario.dataDeVencimento',
    ],
  ])('PATCH: %s', async (_name, body, propriedade) => {
    const { txid } = await made()
    const answer = await patch(txid, body)
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [propriedade]])
    expect(await get(txid)).toMatchObject({ status: 'ATIVA', revisao: 0 })
  })

  test('txid of 25', async () => {
    expect(fieldsOf(await put('a'.repeat(25), cobv()))).toEqual(['cobv.txid'])
  })
})
