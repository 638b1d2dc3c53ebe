import { Reconciliation, Session, ShopList } from '@balcao/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLedger } from '../testing/ledger.ts'
import { problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ SHOP_NAME: 'Padaria do Bairro' })
}, 60_000)
afterAll(() => world.close())

const shop = { name: 'Padaria da Esquina', timeZone: 'America/Manaus', receiptText: 'Obrigado\nVolte sempre' }
const shops = async () => ShopList.parse((await world.api('GET', '/api/shops')).json)

test('the first shop is what the settings say, and a change of it is on its screens at once', async () => {
  expect((await shops()).shops).toEqual([
    { shopId: 'loja-1', name: 'Padaria do Bairro', timeZone: 'America/Sao_Paulo', receiptText: null },
  ])
  const display = await world.screen('caixa-1', 'display')
  await display.until(({ shopName }) => shopName === 'Padaria do Bairro')
  const answer = await world.api('PUT', '/api/shops/loja-1', shop)
  expect([answer.status, answer.json]).toEqual([200, { shopId: 'loja-1', ...shop }])
  await display.until(({ shopName }) => shopName === 'Padaria da Esquina')
  const session = Session.parse((await world.api('GET', '/api/session')).json)
  expect(session.shop.name).toBe('Padaria da Esquina')
})

test('the days of the bank are those of the first shop, from the change on', async () => {
  await world.api('PUT', '/api/shops/loja-1', { ...shop, timeZone: 'America/Noronha' })
  const answer = await world.api('GET', '/api/reconciliation?from=2026-11-21&to=2026-11-21')
  expect(Reconciliation.parse(answer.json).timeZone).toBe('America/Noronha')
})

test('a terminal that is placed in another shop says that one’s name', async () => {
  expect((await world.api('PUT', '/api/shops/centro', { ...shop, name: 'Centro' })).status).toBe(200)
  const display = await world.screen('caixa-2', 'display')
  await display.until(({ shopName }) => shopName === 'Padaria da Esquina')
  const placed = await world.api('PUT', '/api/terminals/caixa-2/shop', { shopId: 'centro' })
  expect(placed.status).toBe(204)
  await display.until(({ shopName }) => shopName === 'Centro')
  expect((await shops()).terminals).toContainEqual({ terminalId: 'caixa-2', shopId: 'centro' })
})

test('what is done to shops is in the audit', () => {
  const rows = openLedger(world.dataDir).audit('shop:')
  expect(rows.map(({ action }) => action)).toEqual(['shop-changed', 'shop-changed', 'shop-added'])
})

test.each<[string, string, object, string[]]>([
  ['no name', '/api/shops/loja-1', { ...shop, name: '  ' }, ['name']],
  ['a name that hides another', '/api/shops/loja-1', { ...shop, name: 'Loja\u202e1' }, ['name']],
  ['an abbreviation for a zone', '/api/shops/loja-1', { ...shop, timeZone: 'BRT' }, ['timeZone']],
  ['seven lines', '/api/shops/loja-1', { ...shop, receiptText: '\n'.repeat(6) }, ['receiptText']],
  ['a long line', '/api/shops/loja-1', { ...shop, receiptText: 'a'.repeat(49) }, ['receiptText']],
  ['a tab in a line', '/api/shops/loja-1', { ...shop, receiptText: 'a\tb' }, ['receiptText']],
  ['an id that is no address', '/api/shops/Loja%201', shop, ['shopId']],
  ['no shop', '/api/terminals/caixa-2/shop', {}, ['shopId']],
])('%s is refused by the field', async (_, path, body, fields) => {
  const refused = problemOf(await world.api('PUT', path, body))
  expect([refused.name, refused.fields]).toEqual(['invalid-request', fields])
})

test('a terminal is placed in no shop that is not there', async () => {
  const refused = problemOf(await world.api('PUT', '/api/terminals/caixa-2/shop', { shopId: 'norte' }))
  expect(refused.name).toBe('shop-not-found')
  expect(refused.detail).toContain('norte')
})
