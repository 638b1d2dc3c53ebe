import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

/** What differs from one answer to the next says nothing of how it is guarded. */
const passing = new Set([
  ...['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding', 'content-type', 'vary'],
  ...['etag', 'last-modified', 'content-encoding'],
])
async function headersOf(method: string, path: string): Promise<Record<string, string>> {
  const { headers } = await world.api(method, path)
  return Object.fromEntries([...headers].filter(([name]) => !passing.has(name)))
}

const guarded = {
  'content-security-policy':
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';media-src 'self';connect-src 'self';worker-src 'self';manifest-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none';object-src 'none';require-trusted-types-for 'script';trusted-types balcao",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'usb=(), serial=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
}

test.each([
  ['an answer', 'GET', '/api/charges'],
  ['a refusal', 'GET', '/api/charges/short'],
  ['what is not there', 'GET', '/api/nothing'],
  ['a method that is not taken', 'DELETE', '/api/charges'],
])('%s of the API has these headers and is kept nowhere', async (_, method, path) => {
  const { allow: _allow, ...headers } = await headersOf(method, path)
  expect(headers).toEqual({ ...guarded, 'cache-control': 'no-store' })
})

test('so does a page that is not there, and no answer lets another site read it', async () => {
  expect(await headersOf('GET', '/nothing')).toEqual(guarded)
  const origin = { origin: 'https://evil.example' }
  for (const path of ['/api/health', '/api/charges', '/nothing']) {
    const { headers } = await world.api('GET', path, undefined, origin)
    expect(headers.get('access-control-allow-origin'), path).toBeNull()
  }
})
