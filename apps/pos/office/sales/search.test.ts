import { describe, expect, test } from 'vitest'
import { isNarrowed, queryOf, readSearch } from './search.ts'

const read = (address: string) => readSearch(new URLSearchParams(address))

test('what stands in the address is asked of the server by its own names', () => {
  const address =
    'estado=paid&valor-de=2350&valor-ate=5000&de=2026-11-21&hora-de=14:00&ate=2026-11-22&hora-ate=15:30&caixa=caixa-2&loja=centro&sinal=late&operador=key&codigo=ab12&pix=9zZ9'
  expect(queryOf(read(address))).toEqual({
    ...{ status: 'paid', minCents: '2350', maxCents: '5000', from: '2026-11-21', fromTime: '14:00' },
    ...{ to: '2026-11-22', toTime: '15:30', terminalId: 'caixa-2', shopId: 'centro' },
    ...{ flag: 'late', madeBy: 'key' },
    ...{ txid: 'ab12', endToEndIdEnding: '9zZ9' },
  })
})

describe('what the server would refuse is left out', () => {
  test.each([
    ['estado=lost', {}],
    ['valor-de=23,50', {}],
    ['valor-de=2&valor-ate=1', {}],
    ['de=2026-02-30', {}],
    ['de=2026-11-22&ate=2026-11-21', {}],
    ['de=2026-11-22&ate=2026-11-22&hora-de=15:00&hora-ate=14:00', {}],
    ['hora-de=14:00', {}],
    ['caixa=Caixa 1', {}],
    ['loja=Loja 1', {}],
    ['codigo=abc', {}],
    ['pix=ab%25d', {}],
    ['venda=x&tipo=y&caixa=caixa-1', { caixa: 'caixa-1' }],
  ])('%s', (address, search) => {
    expect(read(address)).toEqual(search)
  })
})

test('a state and a shop alone are no narrow search', () => {
  expect(isNarrowed(read('estado=paid&loja=centro'))).toBe(false)
  expect(isNarrowed(read('estado=paid&caixa=caixa-1'))).toBe(true)
})
