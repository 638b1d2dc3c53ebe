import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { ask, isRefusal } from './api.ts'

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function askOf(
  handle: (response: ServerResponse, request: IncomingMessage) => void,
  signal?: AbortSignal,
) {
  server = createServer((request, response) => handle(response, request)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const read = (json: unknown) => (json === null || (json as { a?: number }).a === 1 ? json : undefined)
  const body = '{"amountCents":2350}'
  return ask({ method: 'PUT', path: `http://127.0.0.1:${port}/x`, body, read, ...(signal ? { signal } : {}) })
}

const json = (response: ServerResponse, status: number, body: unknown, type = 'application/json') =>
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
const problem = { type: '/problems/txid-reused', title: 'This txid already belongs', status: 409 }

test('sends the bytes as they are, as JSON', async () => {
  let sent = ''
  const reply = await askOf(async (response, request) => {
    for await (const chunk of request) sent += chunk
    sent = `${request.method} ${request.headers['content-type']} ${sent}`
    json(response, 201, { a: 1 })
  })
  expect(sent).toBe('PUT application/json {"amountCents":2350}')
  expect(reply).toEqual({ ok: true, value: { a: 1 } })
})

test('204 has nothing to read', async () => {
  expect(await askOf((response) => response.writeHead(204).end())).toEqual({ ok: true, value: null })
})

test('a problem is told as one', async () => {
  const reply = await askOf((response) => json(response, 409, problem, 'application/problem+json'))
  expect(reply).toEqual({ ok: false, problem })
})

test.each<[string, (response: ServerResponse) => void]>([
  [
    'a page of a gateway',
    (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>'),
  ],
  [
    'a login page with 200',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hi</p>'),
  ],
  ['a 404 that is not ours', (response) => json(response, 404, { error: 'no route' })],
  ['JSON that was not agreed on', (response) => json(response, 200, { b: 2 })],
  ['half a JSON', (response) => response.writeHead(200).end('{"a":')],
  ['a reset connection', (response) => response.destroy()],
])('%s says nothing of what became of the request', async (_, handle) => {
  expect(await askOf(handle)).toEqual({ ok: false, problem: 'network' })
})

test('a request that was called off is no answer', async () => {
  const off = new AbortController()
  const reply = askOf(() => off.abort(), off.signal)
  expect(await reply).toEqual({ ok: false, problem: 'network' })
})

test.each<[number | 'network', boolean]>([
  ['network', false],
  [400, true],
  [401, false],
  [403, true],
  [409, true],
  [422, true],
  [500, false],
  [503, false],
])('%s is a refusal: %s', (status, is) => {
  expect(isRefusal(status === 'network' ? status : { type: 'about:blank', title: '', status })).toBe(is)
})
