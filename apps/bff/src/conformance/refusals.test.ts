import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coveredOperations } from './testing/examples.ts'
import { openShop, removed, type Shop } from './testing/shop.ts'
import { openStranger, type Stranger } from './testing/stranger.ts'

/** That a refusal has the right type, status and body is checked where it arrives (stranger.ts); here is which there are. */
let bank: Stranger
let shop: Shop
beforeAll(async () => {
  bank = await openStranger()
  shop = openShop(bank)
})
afterAll(() => bank.close())

describe('a refusal is of a type that the operation has', () => {
  const nobody = 'E'.padEnd(32, '0')
  const unknown = 'a'.repeat(32)
  test.each<[string, string, unknown, number, string]>([
    ['PUT', `/cob/${unknown}`, {}, 400, 'CobOperacaoInvalida'],
    ['POST', '/cob', {}, 400, 'CobOperacaoInvalida'],
    ['PATCH', `/cob/${unknown}`, removed, 404, 'CobNaoEncontrado'],
    ['GET', `/cob/${unknown}`, undefined, 404, 'CobNaoEncontrado'],
    ['GET', '/cob', undefined, 400, 'CobConsultaInvalida'],
    ['PUT', `/cobv/${unknown}`, {}, 400, 'CobVOperacaoInvalida'],
    ['PATCH', `/cobv/${unknown}`, removed, 404, 'CobVNaoEncontrada'],
    ['GET', `/cobv/${unknown}`, undefined, 404, 'CobVNaoEncontrada'],
    ['GET', '/cobv', undefined, 400, 'CobVConsultaInvalida'],
    ['POST', '/loc', {}, 400, 'PayloadLocationOperacaoInvalida'],
    ['GET', '/loc/999999', undefined, 404, 'PayloadLocationNaoEncontrado'],
    ['DELETE', '/loc/999999/txid', undefined, 404, 'PayloadLocationNaoEncontrado'],
    ['GET', '/loc', undefined, 400, 'PayloadLocationConsultaInvalida'],
    ['GET', `/pix/${nobody}`, undefined, 404, 'PixNaoEncontrado'],
    ['GET', '/pix', undefined, 400, 'PixConsultaInvalida'],
    ['PUT', `/pix/${nobody}/devolucao/d1`, { valor: '1.00' }, 404, 'NaoEncontrado'],
    ['GET', `/pix/${nobody}/devolucao/d1`, undefined, 404, 'PixDevolucaoNaoEncontrada'],
    ['PUT', '/webhook/x', {}, 400, 'WebhookOperacaoInvalida'],
    ['GET', '/webhook/x', undefined, 404, 'WebhookNaoEncontrado'],
    ['DELETE', '/webhook/x', undefined, 404, 'WebhookNaoEncontrado'],
    ['GET', '/webhook?inicio=ontem', undefined, 400, 'WebhookConsultaInvalida'],
  ])('%s %s %j', async (method, path, body, status, type) => {
    const told = await bank.ask(method, path, body)
    expect([told.status, told.json.type.split('/').at(-1)]).toEqual([status, type])
  })

  test.each<[string, () => Promise<unknown[]>]>([
    [
      'changing what is removed',
      async () => {
        const { path } = await shop.made('cob')
        await bank.does('PATCH', path, removed)
        return [bank.ask('PATCH', path, { solicitacaoPagador: 'a' }), bank.ask('PUT', path, shop.cob())]
      },
    ],
    [
      'a revision that there is not',
      async () => {
        const [one, other] = [await shop.made('cob'), await shop.made('cobv')]
        return [one, other].map(({ path }) => bank.ask('GET', `${path}?revisao=9`))
      },
    ],
    [
      'a refund of more than there is',
      async () => [bank.ask('PUT', `/pix/${await shop.received()}/devolucao/d1`, { valor: '23.51' })],
    ],
    [
      'a day of payment that is over',
      async () => [bank.reads((await shop.made('cobv')).location, { DPP: '2026-03-09' })],
    ],
  ])('%s', async (_name, refused) => {
    for (const told of await Promise.all(await refused())) expect(told).toMatchObject({ status: 400 })
  })

  test.each<[string, number, () => Promise<string>]>([
    ['no token', 401, async () => ''],
    ['one that nobody gave', 401, async () => 'Bearer abc'],
    ['one of another scope', 403, async () => `Bearer ${await bank.askToken('cob.read')}`],
  ])('every operation refuses %s', async (_name, status, authorization) => {
    const shown = await authorization()
    for (const operation of coveredOperations(bank.checker.document)) {
      // A payload has no token, and the scope of the third may read charges.
      if (operation.includes('UrlAccessToken') || /^GET \/cob(\/|$)/.test(operation)) continue
      const [method = '', path = ''] = operation.split(' ')
      const told = await bank.ask(method, path.replace(/\{\w+\}/g, unknown), undefined, shown)
      expect(told.status).toBe(status)
    }
  })
})
