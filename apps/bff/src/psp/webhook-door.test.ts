import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettings, SettingsError } from '../env.ts'
import { SettingFault } from '../wire/setting-fault.ts'
import { openShop, type Shop } from './testing/shop.ts'
import { webhookDoorOf } from './webhook-door.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
}, 30_000)
afterAll(() => shop.close())

const files = { WEBHOOK_CERT: 'c.pem', WEBHOOK_KEY: 'c.key', WEBHOOK_CLIENT_CA: 'ca.pem' }
const whole = { WEBHOOK_URL: 'https://pix.padaria.example/webhook', ...files }
const door = (change: Record<string, string>) => webhookDoorOf(readSettings({ ...shop.settings, ...change }))
const said = (change: Record<string, string>) => {
  try {
    return door(change) === undefined ? 'no door' : 'a door'
  } catch (error) {
    if (error instanceof SettingFault || error instanceof SettingsError) return error.message
    throw error
  }
}

test.each<[sentence: string, change: Record<string, string>, says: RegExp]>([
  ['stands where everything is given', whole, /^a door$/],
  ['is not there without an address', {}, /^no door$/],
  ['needs an address for its certificates', files, /WEBHOOK_URL, beside WEBHOOK_CERT, .*must be given/],
  [
    'needs certificates for its address',
    { WEBHOOK_URL: whole.WEBHOOK_URL },
    /WEBHOOK_CERT, WEBHOOK_KEY, WEBHOOK_CLIENT_CA must be given/,
  ],
  [
    'takes no address in the clear',
    { ...whole, WEBHOOK_URL: 'http://padaria.example/webhook' },
    /WEBHOOK_URL must be an https address/,
  ],
  [
    'takes no address that it would not answer at',
    { ...whole, WEBHOOK_URL: 'https://padaria.example/pix' },
    /WEBHOOK_URL must .* ends in \/webhook/,
  ],
  [
    'takes a query, which keeps a PSP from adding to the path',
    { ...whole, WEBHOOK_URL: `${whole.WEBHOOK_URL}?ignorar=` },
    /^a door$/,
  ],
  [
    'stands at an address of this machine',
    { ...whole, WEBHOOK_HOST: 'padaria.example' },
    /WEBHOOK_HOST must be an IP address/,
  ],
])('the webhook’s door %s', (_sentence, change, says) => {
  expect(said(change)).toMatch(says)
})

test('the webhook’s door is told to the PSP by its public address, and opens where the settings say', () => {
  expect(door(whole)).toMatchObject({ host: '127.0.0.1' })
  expect(door({ ...whole, WEBHOOK_HOST: '0.0.0.0' })).toMatchObject({ host: '0.0.0.0' })
  expect(door(whole)?.url(3443)).toBe(whole.WEBHOOK_URL)
})

test.each([
  [undefined, true],
  ['Balcao Sandbox PSP', true],
  ['Balcao Sandbox', false],
])('where WEBHOOK_CLIENT_NAME is %s, the PSP may knock: %s', (name, mayKnock) => {
  const certificate = new X509Certificate(readFileSync(join(shop.merchant.pki.dir, 'psp.pem')))
  const found = door({ ...whole, ...(name && { WEBHOOK_CLIENT_NAME: name }) })
  expect(found?.isPsp(certificate)).toBe(mayKnock)
})
