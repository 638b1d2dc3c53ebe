import { describe, expect, test } from 'vitest'
import type { CobVAmount, CobVFields, Discount } from './charge.ts'
import { dueOn, lastDay } from './due.ts'

const charge = (dataDeVencimento: string, validadeAposVencimento: number, valor: CobVAmount): CobVFields => ({
  calendario: { dataDeVencimento, validadeAposVencimento },
  devedor: { cpf: '12345678909', nome: 'Ana' },
  valor,
  chave: 'x',
})
const of = (dueDate: string, valor: Partial<CobVAmount>, day: string) =>
  dueOn(charge(dueDate, 365, { original: '100.00', ...valor }), day)

// Examples A to G of API Pix 2.9.0, validadeAposVencimento: the last day on which the charge is taken.
test.each([
  ['A', '2020-10-20', 4, '2020-10-26'],
  ['B', '2020-12-25', 0, '2020-12-28'],
  ['C', '2020-12-25', 1, '2020-12-29'],
  ['D', '2020-12-25', 3, '2020-12-31'],
  ['E', '2020-12-25', 4, '2021-01-04'],
  ['F', '2021-08-27', 5, '2021-09-01'],
  ['G', '2021-08-28', 5, '2021-09-06'],
])('example %s: due %s, valid for %s days more, is taken until %s', (_name, dueDate, validity, last) => {
  expect(lastDay(charge(dueDate, validity, { original: '1.00' }))).toBe(last)
})

test('the example of the Pix: 100.00, two days late, 3% fine and 1% a day', () => {
  const valor = { multa: { modalidade: 2, valorPerc: '3.00' }, juros: { modalidade: 2, valorPerc: '1.00' } }
  expect(of('2026-03-10', valor, '2026-03-12')).toEqual({
    original: 10000,
    multa: 300,
    juros: 200,
    abatimento: 0,
    desconto: 0,
    final: 10500,
  })
})

// Due on Tuesday 2026-03-10; the seven days to Tuesday 17 are five business days.
describe('interest', () => {
  test.each<[string, number, string, string, number]>([
    ['reais a day', 1, '0.50', '2026-03-17', 350],
    ['percent a day', 2, '0.10', '2026-03-17', 70],
    ['percent a month of 30 days', 3, '1.00', '2026-03-17', 23],
    ['percent a year of 365 days', 4, '12.00', '2026-03-17', 23],
    ['reais a business day', 5, '0.50', '2026-03-17', 250],
    ['percent a business day', 6, '0.10', '2026-03-17', 50],
    ['percent a month of 21 business days', 7, '1.00', '2026-03-17', 24],
    ['percent a year of 252 business days', 8, '12.00', '2026-03-17', 24],
    ['on the day it is due', 1, '0.50', '2026-03-10', 0],
    ['a day late', 1, '0.50', '2026-03-11', 50],
    ['half a cent is a cent', 2, '0.01', '2026-03-15', 5],
    ['half a cent up', 3, '0.45', '2026-03-11', 2],
    ['less than half a cent is nothing', 3, '0.14', '2026-03-11', 0],
  ])('%s', (_name, modalidade, valorPerc, day, juros) => {
    expect(of('2026-03-10', { juros: { modalidade, valorPerc } }, day)).toMatchObject({
      juros,
      final: 10000 + juros,
    })
  })

  test.each([
    ['due on Saturday, paid on Monday: none', '2021-02-27', '2021-03-01', 0],
    ['due on Saturday, paid on Tuesday: from Monday on', '2021-02-27', '2021-03-02', 10],
    ['due on Friday, paid on Sunday: none before a day of business', '2020-11-27', '2020-11-29', 0],
    ['due on Friday, paid on Monday: three days', '2020-11-27', '2020-11-30', 30],
  ])('%s', (_name, dueDate, day, juros) => {
    expect(of(dueDate, { juros: { modalidade: 1, valorPerc: '0.10' } }, day).juros).toBe(juros)
  })

  test('of the largest amount is exact', () => {
    const valor = { original: '9999999999.99', juros: { modalidade: 4, valorPerc: '99.99' } }
    // 999999999999 cents × 99.99% × 1/365, by hand: 2739452054.79… and so on, in whole numbers.
    const exact = (999_999_999_999n * 9999n * 2n + 3_650_000n) / (2n * 3_650_000n)
    expect(dueOn(charge('2026-03-10', 30, valor), '2026-03-11').juros).toBe(Number(exact))
  })
})

test.each<[string, number, string, string, number]>([
  ['fixed', 1, '15.00', '2026-03-11', 1500],
  ['percent', 2, '2.00', '2026-03-11', 200],
  ['once, however late', 2, '2.00', '2026-06-11', 200],
  ['not on the day', 2, '2.00', '2026-03-10', 0],
])('a fine: %s', (_name, modalidade, valorPerc, day, multa) => {
  expect(of('2026-03-10', { multa: { modalidade, valorPerc } }, day)).toMatchObject({
    multa,
    final: 10000 + multa,
  })
})

test('a rebate is off at any time, and rates are on what it leaves', () => {
  const valor = {
    abatimento: { modalidade: 2, valorPerc: '10.00' },
    multa: { modalidade: 2, valorPerc: '2.00' },
    juros: { modalidade: 2, valorPerc: '1.00' },
  }
  expect(of('2026-03-10', valor, '2026-03-10')).toMatchObject({ abatimento: 1000, final: 9000 })
  expect(of('2026-03-10', valor, '2026-03-11')).toMatchObject({ multa: 180, juros: 90, final: 9270 })
  expect(of('2026-03-10', { abatimento: { modalidade: 1, valorPerc: '0.01' } }, '2026-03-10').final).toBe(
    9999,
  )
})

describe('a discount', () => {
  const dates = (modalidade: number) => ({
    desconto: {
      modalidade,
      descontoDataFixa: [
        { data: '2021-04-05', valorPerc: '2.00' },
        { data: '2021-04-02', valorPerc: '3.00' },
        { data: '2021-04-09', valorPerc: '1.00' },
      ],
    },
  })
  test.each([
    ['before the first date', '2021-03-31', 300],
    ['on the first date, Good Friday', '2021-04-02', 300],
    ['on the day of business that the first date moves to', '2021-04-05', 300],
    ['after it', '2021-04-06', 100],
    ['on the last', '2021-04-09', 100],
    ['after the last', '2021-04-12', 0],
  ])('until a date: %s', (_name, day, desconto) => {
    expect(of('2021-04-30', dates(1), day).desconto).toBe(desconto)
    expect(of('2021-04-30', dates(2), day).desconto).toBe(desconto)
  })

  // Due on Tuesday 2026-03-10; Thursday 5 is five days before, three of them with business.
  test.each<[string, number, string, string, number]>([
    ['reais a day', 3, '0.50', '2026-03-05', 250],
    ['reais a business day', 4, '0.50', '2026-03-05', 150],
    ['percent a day', 5, '0.10', '2026-03-05', 50],
    ['percent a business day', 6, '0.10', '2026-03-05', 30],
    ['none on the day', 3, '0.50', '2026-03-10', 0],
    ['none when late', 3, '0.50', '2026-03-11', 0],
    ['the whole and no more, when it is early enough', 5, '50.00', '2026-03-05', 10000],
  ])('for each day of anticipation: %s', (_name, modalidade, valorPerc, day, desconto) => {
    expect(of('2026-03-10', { desconto: { modalidade, valorPerc } }, day)).toMatchObject({
      desconto,
      final: 10000 - desconto,
    })
  })

  // 10% of 100.00 is off first, and 5% of the 100.00 that were asked for is 5.00, not 4.50.
  test.each<[string, Discount]>([
    ['until a date', { modalidade: 2, descontoDataFixa: [{ data: '2026-03-10', valorPerc: '5.00' }] }],
    ['a day', { modalidade: 5, valorPerc: '1.00' }],
    ['a business day', { modalidade: 6, valorPerc: '1.67' }],
  ])('in percent %s is of the original, whatever the rebate', (_name, desconto) => {
    const abatimento = { modalidade: 2, valorPerc: '10.00' }
    const due = of('2026-03-10', { abatimento, desconto }, '2026-03-05')
    expect(due).toMatchObject({ abatimento: 1000, desconto: desconto.modalidade === 6 ? 501 : 500 })
  })

  test('takes no more than the rebate has left', () => {
    const valor = {
      abatimento: { modalidade: 1, valorPerc: '60.00' },
      desconto: { modalidade: 2, descontoDataFixa: [{ data: '2026-03-10', valorPerc: '50.00' }] },
    }
    expect(of('2026-03-10', valor, '2026-03-10')).toMatchObject({ desconto: 4000, final: 0 })
  })
})
