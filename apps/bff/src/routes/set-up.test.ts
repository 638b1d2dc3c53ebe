import { readFileSync } from 'node:fs'
import { BankCheck, BeforeSetUp, DemoShop, Session } from '@balcao/contracts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../testing/browser.ts'
import { problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
let demo: World
beforeAll(async () => {
  ;[world, demo] = await Promise.all([startWorld({ SHOP_NAME: 'Padaria do Bairro' }), startWorld()])
}, 90_000)
afterAll(async () => {
  await Promise.all([world.close(), demo.close()])
})

const shop = { name: ' Mercearia da Praça ', timeZone: 'America/Manaus', receiptText: 'Volte sempre\n' }
const setUp = {
  ...{ shop, manager: { name: 'Marta', pin: '480213' } },
  ...{ terminalId: 'caixa-1', tillName: 'Caixa 1' },
}

test('what the settings say of shop and bank is there to begin with, and no credential is', async () => {
  const answer = await world.api('GET', '/api/set-up')
  expect(BeforeSetUp.parse(answer.json)).toEqual({
    shop: { shopId: 'loja-1', name: 'Padaria do Bairro', timeZone: 'America/Sao_Paulo', receiptText: null },
    bank: { name: 'sandbox', environment: 'sandbox' },
  })
})

test('the bank is tried out line by line, once for whoever asks at the same time', async () => {
  const before = await world.calls('putCob')
  const answers = await Promise.all([
    world.api('POST', '/api/set-up/bank'),
    world.api('POST', '/api/set-up/bank'),
  ])
  const [first, second] = answers.map(({ json }) => BankCheck.parse(json))
  expect(second).toEqual(first)
  expect(first?.isGood, JSON.stringify(first)).toBe(true)
  expect(first?.lines.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Certificado', 'Token', 'Webhook', 'Cobrança de R$ 0,01']),
  )
  expect((await world.calls('putCob')) - before).toBe(1)
  const { clientId, clientSecret, chave } = JSON.parse(
    readFileSync(`${world.pkiDir}/credentials.json`, 'utf8'),
  ) as Record<string, string>
  for (const secret of [clientId, clientSecret, chave]) expect(answers[0]?.text).not.toContain(secret)
})

test('a bank that is down is said in its line, with what to do', async () => {
  await world.faults({ rules: [{ match: { operation: 'token' }, status: 503 }] })
  try {
    const { isGood, lines } = BankCheck.parse((await world.api('POST', '/api/set-up/bank')).json)
    expect(isGood).toBe(false)
    expect(lines.find(({ title }) => title === 'Token')).toMatchObject({ kind: 'bad' })
    expect(lines.find(({ title }) => title === 'Escopos')).toMatchObject({ kind: 'unchecked' })
  } finally {
    await world.calm()
  }
})

test.each([
  ['shop.name', { ...setUp, shop: { ...shop, name: '' } }],
  ['shop.timeZone', { ...setUp, shop: { ...shop, timeZone: 'Brasília' } }],
  ['manager.pin', { ...setUp, manager: { name: 'Marta', pin: '123456' } }],
])('a wrong %s is named, and nothing is set up', async (field, body) => {
  expect(problemOf(await world.api('POST', '/api/set-up', body)).fields).toEqual([field])
  expect((await world.api('GET', '/api/set-up')).status).toBe(200)
})

test('the shop is what whoever sets it up says, and from then on these doors are shut', async () => {
  const browser = openBrowser(world)
  const display = await world.screen('caixa-1', 'display')
  expect((await browser.send('POST', '/api/set-up', setUp)).status).toBe(204)
  await display.until(({ shopName }) => shopName === 'Mercearia da Praça')
  const { shops } = (await browser.send('GET', '/api/shops')).json as { shops: unknown[] }
  expect(shops).toEqual([
    {
      ...{ shopId: 'loja-1', name: 'Mercearia da Praça' },
      ...{ timeZone: 'America/Manaus', receiptText: 'Volte sempre' },
    },
  ])
  for (const [method, path, body] of [
    ['GET', '/api/set-up'],
    ['POST', '/api/set-up', setUp],
    ['POST', '/api/set-up/bank'],
    ['POST', '/api/set-up/demo'],
  ] as const)
    expect(problemOf(await world.api(method, path, body)).name, `${method} ${path}`).toBe('already-set-up')
})

test('the settings do not take back what was chosen, at the next start', async () => {
  await world.stopBff()
  await world.startBff()
  const session = Session.parse((await world.api('GET', '/api/session')).json)
  expect(session.shop.name).toBe('Mercearia da Praça')
})

test('the demo shop says who works there, once', async () => {
  const { people } = DemoShop.parse((await demo.api('POST', '/api/set-up/demo')).json)
  expect(people.map(({ name }) => name)).toEqual(['Gerente', 'Ana', 'Beto'])
  const [, ana] = people
  const signIn = await demo.api('POST', '/api/session', { name: 'Ana', pin: ana?.pin })
  expect(signIn.status).toBe(204)
})
