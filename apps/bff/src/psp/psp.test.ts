import { deleteWebhook, PixError, profiles, readToken, toHttp, tokenRequest } from '@balcao/pix'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { mannersNames } from '../../../sandbox/src/manners/index.ts'
import { openReceiver } from '../../../sandbox/src/merchant.ts'
import { readSettings } from '../env.ts'
import { newTxid } from '../testing/world.ts'
import { watchCredentials } from '../wire/credentials.ts'
import { connectionOf } from './connection-of.ts'
import { createPsp, type Psp } from './psp.ts'
import { openShop, type Shop } from './testing/shop.ts'
import { createTransport } from './transport.ts'

const names = mannersNames.filter((name) => name !== 'sandbox')

test('every PSP that is known by name is visited', () => {
  const known = Object.values(profiles).flatMap(({ name }) => (name === 'cielo-sandbox' ? [] : [name]))
  expect(names.toSorted()).toEqual(known.toSorted())
})

/** One client and its settings; only the other side changes. */
describe.each(names)('at %s', (name) => {
  let shop: Shop
  let psp: Psp
  beforeAll(async () => {
    shop = await openShop(name)
    psp = open(shop.settings)
  }, 30_000)
  afterEach(() => shop.merchant.control('DELETE', '/faults'))
  afterAll(async () => {
    await psp.close()
    await shop.close()
  })

  const create = (txid: string) => psp.createCharge(txid, psp.newChargeBody(txid, 2350, 'Pão'))
  async function pay(pixCopiaECola: string | null): Promise<string> {
    shop.merchant.clock.at = Date.now()
    const { body } = await shop.merchant.control('POST', '/pay', { pixCopiaECola })
    return body.endToEndId
  }

  test('a charge is created, read, extended, removed and listed', async () => {
    const txid = newTxid()
    const created = await create(txid)
    expect(created).toMatchObject({ amountCents: 2350, status: 'active', payments: [] })
    expect(created.copiaECola).toMatch(/^000201.*6304[0-9A-F]{4}$/)
    expect(await psp.readCharge(txid)).toEqual(created)
    expect(await create(txid)).toEqual(created)
    const untilMs = created.expiresAtMs + 60_000
    expect(await psp.extendCharge(txid, untilMs)).toMatchObject({ expiresAtMs: untilMs })
    expect(await psp.removeCharge(txid)).toMatchObject({ status: 'removed' })
    const page = await psp.chargePage(Date.now() - 3_600_000, Date.now() + 60_000, 0)
    expect(page.items).toContainEqual(expect.objectContaining({ txid, status: 'removed' }))
  })

  test('a payment is listed, read, and returned in part', async () => {
    const txid = newTxid()
    const endToEndId = await pay((await create(txid)).copiaECola)
    const received = { endToEndId, txid, amountCents: 2350 }
    expect(await psp.readCharge(txid)).toMatchObject({ status: 'concluded', payments: [{ endToEndId }] })
    for await (const page of psp.listPix(Date.now() - 3_600_000, Date.now() + 60_000))
      expect(page).toMatchObject({ items: [received], pages: 1, unreadable: 0 })
    expect.assertions(6)
    expect(await psp.readPix(endToEndId)).toMatchObject(received)
    const refund = await psp.refund(endToEndId, 'devolucao1', 100)
    expect(refund).toMatchObject({ id: 'devolucao1', amountCents: 100 })
    expect(['processing', 'returned']).toContain(refund.status)
    expect(await psp.readRefund(endToEndId, 'devolucao1')).toMatchObject({ amountCents: 100 })
  })

  test('a webhook is registered, found, and found absent once it is gone', async () => {
    const receiver = await openReceiver(shop.merchant.pki)
    await psp.registerWebhook(receiver.url)
    const found = await psp.readWebhook()
    expect(found === 'absent' ? found : (found.url ?? receiver.url)).toBe(receiver.url)
    await forget()
    expect(await psp.readWebhook()).toBe('absent')
    await receiver.close()
  })

  test('what is not there is absent, and a wrong secret is a refusal of ours', async () => {
    expect(await psp.readCharge(newTxid())).toBe('absent')
    expect(await psp.readPix(`E${'0'.repeat(31)}`)).toBe('absent')
    if (shop.profile.tokenAuth === 'clientIdOnly') return
    const stranger = open({ ...shop.settings, PSP_CLIENT_SECRET: 'errado' })
    const refused = await stranger.readCharge(newTxid()).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(PixError)
    expect(refused).toMatchObject({ code: 'unauthorized' })
    await stranger.close()
  })

  /** The BFF never takes its own registration away, so this goes beside it. */
  async function forget() {
    const connection = connectionOf(readSettings(shop.settings))
    const credentials = connection.read()
    const transport = createTransport(credentials.tls)
    const answer = await transport.call(tokenRequest(connection.profile, credentials), 5_000)
    const { accessToken } = readToken(answer, connection.profile)
    const request = deleteWebhook(credentials.chave)
    await transport.call(toHttp(connection.profile, request, accessToken, connection.settings), 5_000)
    await transport.close()
  }
})

test('a PSP that grants less than is asked for is not sold with, where the profile says to look', async () => {
  const shop = await openShop('sicredi')
  const { scopes = [], name, baseUrl, tokenUrl, tokenAuth, tokenBody, pathPrefixes } = shop.profile
  const described = { name, baseUrl, tokenUrl, tokenAuth, tokenBody, pathPrefixes, checksScope: true }
  const profile = JSON.stringify({ ...described, scopes: [...scopes, 'lotecobv.read'] })
  const settings = { ...shop.settings, PSP: 'file', PSP_PROFILE_FILE: shop.place('profile.json', profile) }
  const psp = open(settings)
  const refused = await psp.readCharge(newTxid()).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'unauthorized', message: expect.stringContaining('lotecobv.read') })
  await psp.close()
  await shop.close()
})

/** The client that a BFF on these settings has. */
function open(settings: Record<string, string>): Psp {
  const connection = connectionOf(readSettings(settings))
  const onRefused = (error: unknown) => {
    throw error
  }
  return createPsp(
    { ...connection, expirationSeconds: 600, shopName: 'Padaria' },
    watchCredentials(connection, onRefused),
    {
      now: Date.now,
      monotonicMs: () => performance.now(),
      connect: createTransport,
      clockOffset: { ms: 0, keep: async () => {} },
    },
    () => {},
  )
}
