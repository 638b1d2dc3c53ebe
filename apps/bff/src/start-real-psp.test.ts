import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Charge, type WebhookCare } from '@balcao/contracts'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Pair } from '../../sandbox/src/certificates.ts'
import { readSettings } from './env.ts'
import { openShop, type Shop } from './psp/testing/shop.ts'
import { type Running, startBff } from './start.ts'
import { newTxid, patience } from './testing/world.ts'

/** A BFF that is started on the settings of a real PSP; behind its addresses is a sandbox with that PSP's manners. */
let shop: Shop
let bff: Running
let dataDir: string
beforeEach(async () => {
  shop = await openShop('itau')
  dataDir = mkdtempSync(join(tmpdir(), 'balcao-real-'))
}, 30_000)
afterEach(async () => {
  await bff.close()
  await shop.close()
  rmSync(dataDir, { recursive: true })
})

const log = pino({ level: 'silent' })
/** Where the money is real, nobody gets in without. */
const apiKey = 'the-key-of-the-shop-s-own-software'
const authorization = `Bearer ${apiKey}`
async function start(change: Record<string, string> = {}) {
  const ports = { PORT: '0', WEBHOOK_PORT: '0', API_KEY: apiKey }
  bff = await startBff(readSettings({ DATA_DIR: dataDir, ...ports, ...shop.settings, ...change }), log)
}
async function api(method: string, path: string, body?: object) {
  const reply = await fetch(`http://localhost:${bff.port}${path}`, {
    method,
    headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  return reply.json()
}

async function sell(): Promise<Charge> {
  shop.merchant.clock.at = Date.now()
  return Charge.parse(await api('PUT', `/api/charges/${newTxid()}`, { amountCents: 2350 }))
}
async function pay({ pixCopiaECola }: Charge) {
  shop.merchant.clock.at = Date.now()
  await shop.merchant.control('POST', '/pay', { pixCopiaECola })
  await shop.merchant.sandbox.settle()
}
const isPaid = ({ txid }: Charge) =>
  vi.waitFor(
    async () => expect(Charge.parse(await api('GET', `/api/charges/${txid}`)).status).toBe('paid'),
    patience,
  )

test('without an address for the webhook it sells all the same, and says what is missing', async () => {
  await start()
  expect(bff.webhookPort).toBeUndefined()
  const charge = await sell()
  expect(charge).toMatchObject({ status: 'awaiting', pixCopiaECola: expect.stringMatching(/^000201/) })
  await pay(charge)
  // Somebody looks at the screen, so the PSP is asked every three seconds.
  const screen = new AbortController()
  await fetch(`http://localhost:${bff.port}/api/terminals/caixa-1/events`, {
    headers: { authorization },
    signal: screen.signal,
  })
  await isPaid(charge)
  screen.abort()
  expect(await api('GET', '/api/health')).toMatchObject({
    status: 'ok',
    psp: { name: 'itau', status: 'ok', detail: expect.stringMatching(/^itau, production/) },
    webhook: { status: 'ok', detail: expect.stringContaining('WEBHOOK_URL is not set') },
  })
  const care: WebhookCare = await api('POST', '/api/webhook')
  expect(care).toMatchObject({ registration: 'missing', advice: expect.stringContaining('WEBHOOK_URL') })
  expect(care.heardBy).toEqual({ webhook: 0, sweep: 1, asking: 0 })
})

describe('with an address for the webhook', () => {
  const file = (name: string) => join(shop.merchant.pki.dir, name)
  async function startWithDoor(change: Record<string, string> = {}) {
    const port = await freePort()
    await start({
      WEBHOOK_PORT: `${port}`,
      WEBHOOK_URL: `https://localhost:${port}/webhook`,
      WEBHOOK_CERT: file('server.pem'),
      WEBHOOK_KEY: file('server.key'),
      WEBHOOK_CLIENT_CA: file('ca.pem'),
      ...change,
    })
    await vi.waitFor(
      async () => expect(await api('GET', '/api/health')).toMatchObject({ webhook: { status: 'ok' } }),
      patience,
    )
  }
  /** What a caller with this certificate hears at the door. */
  const knock = ({ cert, key }: Pair) =>
    new Promise((resolve) => {
      const { ca } = shop.merchant.pki
      const call = request(`https://localhost:${bff.webhookPort}/webhook`, { ca, cert, key, method: 'POST' })
      call.once('response', (response) => resolve(response.resume().statusCode))
      call.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
      call.end()
    })

  test('the PSP takes it, tells of a payment there, and the sale is paid', async () => {
    await startWithDoor()
    const charge = await sell()
    await pay(charge)
    await isPaid(charge)
    const care: WebhookCare = await api('GET', '/api/webhook')
    expect(care.heardBy).toEqual({ webhook: 1, sweep: 0, asking: 0 })
    expect(care).toMatchObject({
      registration: 'registered',
      url: `https://localhost:${bff.webhookPort}/webhook`,
    })
  })

  test('whoever the authority signs may knock, or one name alone where the settings give it', async () => {
    const { psp, client } = shop.merchant.pki
    await startWithDoor()
    expect([await knock(psp), await knock(client)]).toEqual([200, 200])
    await bff.close()
    await startWithDoor({ WEBHOOK_CLIENT_NAME: 'Balcao Sandbox PSP' })
    expect([await knock(psp), await knock(client)]).toEqual([200, 403])
  })
})

/** The address has to be known before the door opens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

test('a secret that others can read refuses the start by its name', async () => {
  const key = String(shop.settings.PSP_KEY)
  chmodSync(key, 0o644)
  await expect(start()).rejects.toThrow(
    /refused: PSP_KEY: others can read or change .* \(mode 644\): chmod 600/,
  )
  chmodSync(key, 0o600)
  await start()
})

test('where money is real nobody has a PIN of the demo shop, and there is none', async () => {
  await start()
  expect(await api('POST', '/api/set-up/demo')).toMatchObject({ type: '/problems/forbidden' })
  const person = { name: 'Ana', role: 'operator', refundLimitCents: null, isActive: true, pin: '135791' }
  expect(await api('PUT', `/api/people/${newTxid()}`, person)).toMatchObject({ errors: [{ field: 'pin' }] })
  const setUp = { manager: { name: 'Marta', pin: '246810' }, terminalId: 'caixa-1', tillName: 'Caixa 1' }
  expect(await api('POST', '/api/set-up', setUp)).toMatchObject({ errors: [{ field: 'manager.pin' }] })
})

describe('a ledger that has charges', () => {
  test('is not opened for play money, and the refusal says what to do', async () => {
    await start()
    await sell()
    await bff.close()
    const sandbox = { DATA_DIR: dataDir, PORT: '0', WEBHOOK_PORT: '0' }
    await expect(startBff(readSettings(sandbox), log)).rejects.toThrow(
      /belongs to PSP=itau \(production\), .* choose another DATA_DIR or DATABASE_URL/,
    )
    await start()
  })

  test('is opened for another PSP when nothing of the one before is open', async () => {
    await start()
    const charge = await sell()
    await bff.close()
    await expect(start({ PSP: 'cielo', PSP_SETTINGS: '' })).rejects.toThrow(
      /1 charges and 0 refunds are open: start with PSP=itau until they are finished/,
    )
    await start()
    await pay(charge)
    await api('POST', `/api/charges/${charge.txid}/cancel`)
    await isPaid(charge)
    await bff.close()
    await start({ PSP: 'cielo', PSP_SETTINGS: '' })
    expect(await api('GET', '/api/health')).toMatchObject({
      psp: { detail: expect.stringMatching(/^cielo/) },
    })
  })
})
