import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMerchant, openReceiver } from '../../../sandbox/src/merchant.ts'
import { readSettings } from '../env.ts'
import { checkPsp } from './check-psp.ts'
import type { Line } from './steps.ts'
import { type Desk, openDesk, stranger, titles, trouble } from './testing/desk.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
}, 30_000)
afterAll(() => desk.close())

test('where everything is right each check says so, and what was created is removed', async () => {
  const { isGood, lines } = await desk.check()
  expect(lines.map(({ kind, title }) => `${kind} ${title}`)).toEqual(titles.map((title) => `good ${title}`))
  expect(isGood).toBe(true)
  const state = await desk.state()
  const gone = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR', valor: { original: '0.01' } }
  expect(state.cobs).toMatchObject([gone, gone])
  expect(state.calls).toMatchObject({ putCob: 1, postCob: 1, patchCob: 2 })
})

test.each([
  ['the authority is known', () => ({}), /cadeia de 1 até uma autoridade conhecida/],
  [
    'it is not',
    () => desk.withCertificate({ issuer: stranger() }),
    /cadeia de 1 sem a autoridade: .*intermediários/,
  ],
  ['it is PKCS#12', () => desk.withPfx(''), /a chave confere; PKCS#12$/],
])('the certificate is described where %s', async (_sentence, change, says) => {
  const line = (await desk.check(change())).line('Certificado')
  expect(line?.kind === 'good' ? line.said : line).toMatch(says)
})

test('nothing is changed at a real PSP unless it is asked for', async () => {
  const before = (await desk.state()).calls
  const { isGood, line } = await desk.check({}, { charge: false })
  expect([isGood, line('Cobrança de R$ 0,01')]).toEqual([true, undefined])
  const state = await desk.state()
  for (const change of ['putCob', 'postCob', 'patchCob', 'putWebhook', 'deleteWebhook'])
    expect(state.calls[change] ?? 0).toBe(before[change] ?? 0)
})

describe('the webhook', () => {
  test('is registered where that is asked for, and found afterwards', async () => {
    const receiver = await openReceiver(desk.merchant.pki)
    const settings = desk.webhookSettings(receiver.url)
    expect((await desk.check(settings, { register: true })).line('Webhook')).toMatchObject({ kind: 'good' })
    expect((await desk.check(settings)).line('Webhook')).toMatchObject({
      said: `registrado: ${receiver.url}`,
    })
    const elsewhere = await desk.check(desk.webhookSettings('https://pix.padaria.example/webhook'))
    expect(trouble(elsewhere.line('Webhook'))).toMatch(/Outro endereço está registrado: .*outro sistema/)
    const said = async () => (await desk.check(settings, { unregister: true })).line('Webhook')
    expect(await said()).toMatchObject({ said: 'registro removido' })
    expect(await said()).toMatchObject({ said: 'não havia endereço registrado' })
    await receiver.close()
  })

  test('that nobody answers is not registered, in the PSP’s words', async () => {
    const settings = desk.webhookSettings('https://localhost:1/webhook')
    expect(trouble((await desk.check(settings, { register: true })).line('Webhook'))).toMatch(
      /não respondeu 200/,
    )
  })
})

test('what else a PSP wants to know is nothing that support has to see, where the PSP quotes it', async () => {
  const visited = await openDesk('itau')
  const apiKey = 'chave-de-aplicativo-da-loja'
  const problem = { type: 'x', title: 'x', status: 403, detail: `A chave ${apiKey} não vale aqui` }
  await visited.faults({ match: { operation: 'listCob' }, problem })
  const { lines, line } = await visited.check({ PSP_SETTINGS: JSON.stringify({ apiKey }) })
  expect(trouble(line('Cobranças (GET /cob)'))).toContain('A chave chav… não vale aqui')
  expect(JSON.stringify(lines)).not.toContain(apiKey)
  await visited.close()
})

describe('the sandbox that is shipped', () => {
  test('is charged without being asked for, and knows its own certificates', async () => {
    const merchant = await openMerchant()
    const sandbox = { PSP: '', DATA_DIR: merchant.folder, SANDBOX_PORT: `${merchant.sandbox.port}` }
    const lines: Line[] = []
    await checkPsp(
      () => readSettings(sandbox),
      { register: false, unregister: false, charge: false },
      (line) => void lines.push(line),
    )
    const bad = lines.filter(({ kind }) => kind !== 'good').map(({ title }) => title)
    expect([lines.at(-1)?.title, bad]).toEqual(['Cobrança de R$ 0,01', ['Webhook']])
    await merchant.close()
  })

  test('that was never started is said', async () => {
    const lines: Line[] = []
    const nowhere = { DATA_DIR: join(desk.merchant.folder, 'nowhere') }
    await checkPsp(
      () => readSettings(nowhere),
      { register: false, unregister: false, charge: false },
      (line) => void lines.push(line),
    )
    expect(trouble(lines[0])).toMatch(/pki\/psp\.pem não pôde ser lido.*npm run sandbox/)
  })
})
