import { paths, type WebhookCare } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { knock } from '../testing/knock.ts'
import { patience, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const care = async () => (await world.api('GET', paths.webhook())).json as WebhookCare
const renew = async () => (await world.api('POST', paths.webhook())).json as WebhookCare
const ours = () => `https://localhost:${world.webhookPort}/webhook`
const becomes = (expected: object) =>
  vi.waitFor(async () => expect(await care()).toMatchObject(expected), patience)
const health = async () => (await world.api('GET', '/api/health')).json
/** What the PSP says is registered, until the faults are taken away. */
const psp = (rule: object) => world.faults({ rules: [{ match: { operation: 'getWebhook' }, ...rule }] })
const quarter = 15 * 60_000 + 1_000

test('is registered at start, and says what the PSP has', async () => {
  const found = await care()
  expect(found).toMatchObject({ url: ours(), registration: 'registered', advice: null })
  expect(found.heardBy).toEqual({ webhook: 0, sweep: 0, asking: 0 })
  // The PSP's own test call at the registration is the first that came.
  for (const at of [found.registeredAt, found.verifiedAt, found.lastDeliveryAt])
    expect(at).toMatch(/^\d{4}-.*Z$/)
})

test('says by which way payments came, and when the last was told of', async () => {
  const before = (await care()).lastDeliveryAt
  const charge = await world.create()
  world.ahead.ms += 1_000
  await world.pay(charge)
  await world.becomes(charge.txid, 'paid')
  await vi.waitFor(async () => expect((await care()).lastDeliveryAt).not.toBe(before), patience)
  const { webhook, sweep, asking } = (await care()).heardBy
  expect(webhook + sweep + asking).toBe(1)
})

describe('every quarter of an hour the PSP is asked', () => {
  test.each<[sentence: string, rule: object, logged: string]>([
    ['which has lost it', { problem: 'WebhookNaoEncontrado', status: 404 }, 'missing'],
    [
      'which has another address',
      { rewrite: { webhookUrl: 'https://elsewhere.example/webhook' } },
      'elsewhere',
    ],
  ])('%s: it is registered again, and that is said', async (_sentence, rule, logged) => {
    await psp({ times: 1, ...rule })
    const [puts, lines] = [await world.calls('putWebhook'), world.logged.length]
    world.ahead.ms += quarter
    await vi.waitFor(async () => expect(await world.calls('putWebhook')).toBe(puts + 1), patience)
    await becomes({ registration: 'registered', url: ours() })
    const said = world.logged.slice(lines).find((line) => line.includes('it is registered again'))
    expect(said).toContain(`"registration":"${logged}"`)
  })

  test('and where all is well nothing is changed there', async () => {
    const [gets, puts] = [await world.calls('getWebhook'), await world.calls('putWebhook')]
    // One round comes after the other: what the first would have changed has been asked for when the second looks.
    for (const round of [1, 2]) {
      world.ahead.ms += quarter
      await vi.waitFor(async () => expect(await world.calls('getWebhook')).toBe(gets + round), patience)
    }
    expect(await world.calls('putWebhook')).toBe(puts)
  })

  test('and every six hours it is registered anew', async () => {
    const puts = await world.calls('putWebhook')
    world.ahead.ms += 6 * 3_600_000
    await vi.waitFor(async () => expect(await world.calls('putWebhook')).toBe(puts + 1), patience)
  })
})

test('a PSP that says nothing of the address has it registered', async () => {
  await psp({ status: 200, body: '{}' })
  expect(await renew()).toMatchObject({ url: null, registration: 'registered', advice: null })
  expect(await health()).toMatchObject({ webhook: { status: 'ok' } })
})

test('an address that stays another one is said, with what to do, and is not well', async () => {
  const url = 'https://elsewhere.example/webhook'
  await psp({ rewrite: { webhookUrl: url } })
  expect(await renew()).toMatchObject({
    url,
    registration: 'elsewhere',
    advice: expect.stringMatching(/outro sistema/),
  })
  const detail = expect.stringContaining('another address is registered')
  expect(await health()).toMatchObject({ status: 'degraded', webhook: { status: 'down', detail } })
  await world.noFaults()
  expect(await renew()).toMatchObject({ url: ours(), registration: 'registered' })
  expect(await health()).toMatchObject({ webhook: { status: 'ok' } })
})

test('a PSP that refuses to register says why, and one that does not answer is unknown', async () => {
  const refused = { match: { operation: 'putWebhook' }, problem: 'WebhookOperacaoInvalida' }
  await world.faults({ rules: [refused] })
  expect(await renew()).toMatchObject({
    registration: 'unknown',
    advice: expect.stringMatching(/recusou a operação/),
  })
  await psp({ status: 503 })
  expect(await renew()).toMatchObject({
    registration: 'unknown',
    advice: expect.stringMatching(/não respondeu/),
  })
  // It was taken once: that nobody can look now is no reason to send for somebody.
  expect(await health()).toMatchObject({ webhook: { status: 'ok' } })
})

test('of two who ask at once the later has the last word', async () => {
  const rewrite = { webhookUrl: 'https://elsewhere.example/webhook' }
  await psp({ times: 1, rewrite, delayResponseMs: 500 })
  const gets = await world.calls('getWebhook')
  const slow = renew()
  await vi.waitFor(async () => expect(await world.calls('getWebhook')).toBe(gets + 1), patience)
  const [first, second] = await Promise.all([slow, renew()])
  expect([first.registration, second.registration]).toEqual(['elsewhere', 'registered'])
  expect(await care()).toMatchObject({ registration: 'registered', url: ours() })
})

describe('the two probes of a registration', () => {
  const probe = '{"evento":"teste_webhook","data_criacao":"2026-01-01T00:00:00.000Z"}'
  test.each([
    [
      'a call without a certificate is refused',
      { tls: { cert: '', key: '' }, body: probe },
      { refused: expect.any(String) },
    ],
    ['a call with one is answered with 200', { body: probe }, { status: 200 }],
    ['and so is an empty body', { body: '' }, { status: 200 }],
  ])('%s', async (_sentence, wanted, expected) => {
    expect(await knock(world, { path: '/webhook', ...wanted })).toEqual(expected)
  })
})
