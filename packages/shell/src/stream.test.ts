import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { openStream, pauseMs, type Stream } from './stream.ts'
import { type StreamTimes, sharingTimes } from './times.ts'

const quick = {
  ...sharingTimes,
  firstSnapshotMs: 600,
  silentMs: 600,
  firstReturnMs: 20,
  againMs: 20,
  laterMs: 20,
}
/** Only a test that fails waits for this long. */
const patience = 15_000
const snapshot = (data: string) => `event: snapshot\ndata: ${data}\n\n`

type Handler = (response: ServerResponse, attempt: number, request: IncomingMessage) => void

let server: Server | undefined
let stream: Stream | undefined
afterEach(async () => {
  stream?.close()
  server?.closeAllConnections()
  server?.close()
})

/** A server that does something else at every attempt, and what the stream made of it. */
async function follow(
  handle: Handler,
  isUnderstood: (data: string) => boolean = () => true,
  times: StreamTimes = quick,
) {
  let attempts = 0
  server = createServer((request, response) => handle(response, ++attempts, request)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const seen: string[] = []
  const told: string[] = []
  stream = openStream(
    `http://127.0.0.1:${port}/events`,
    {
      onSnapshot: (data) => {
        seen.push(data)
        return isUnderstood(data)
      },
      onHeard: () => told.push('heard'),
      onTrying: () => told.push('trying'),
      onLost: () => told.push('lost'),
    },
    times,
  )
  return { seen, told, attempts: () => attempts }
}

const events = (response: ServerResponse) => response.writeHead(200, { 'content-type': 'text/event-stream' })

test.each<[string, (response: ServerResponse) => void]>([
  [
    'a gateway that answers 502',
    (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>'),
  ],
  [
    'an HTML page with 200',
    (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Log in</p>'),
  ],
  ['JSON', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}')],
  ['204', (response) => response.writeHead(204).end()],
  ['a reset connection', (response) => response.destroy()],
  ['an end at once', (response) => events(response).end()],
  ['no answer', () => {}],
  ['headers and then nothing', (response) => events(response).flushHeaders()],
  ['heartbeats without a snapshot', (response) => events(response).write(':\n\n')],
  ['an event cut in the middle', (response) => events(response).end('event: snapshot\ndata: {"half')],
])('%s does not stop it', async (_, fail) => {
  const { seen } = await follow((response, attempt) => {
    if (attempt < 4) fail(response)
    else events(response).write(snapshot('whole'))
  })
  await vi.waitFor(() => expect(seen).toEqual(['whole']), patience)
})

test('a connection that falls silent is dropped and opened again', async () => {
  const { seen, told } = await follow((response, attempt) => {
    events(response).write(snapshot(`${attempt}`))
  })
  await vi.waitFor(() => expect(seen.slice(0, 3)).toEqual(['1', '2', '3']), patience)
  expect(told.slice(0, 4)).toEqual(['trying', 'heard', 'lost', 'trying'])
})

test('heartbeats keep a connection', async () => {
  const { attempts, told } = await follow((response) => {
    events(response).write(snapshot('1'))
    const timer = setInterval(() => response.write(':\n\n'), 50)
    response.on('close', () => clearInterval(timer))
  })
  // Twenty heartbeats take longer than the silence that would end it.
  await vi.waitFor(() => expect(told.filter((what) => what === 'heard').length).toBeGreaterThan(20), patience)
  expect(attempts()).toBe(1)
})

test('a snapshot that makes no sense is no sign of life', async () => {
  const { seen, told } = await follow(
    (response, attempt) => events(response).write(snapshot(attempt < 3 ? 'nonsense' : 'sense')),
    (data) => data === 'sense',
  )
  await vi.waitFor(() => expect(seen).toEqual(['nonsense', 'nonsense', 'sense']), patience)
  expect(told.indexOf('heard')).toBeGreaterThan(told.lastIndexOf('lost'))
})

test('characters cut in the middle of their bytes are put together again', async () => {
  const bytes = Buffer.from(snapshot('{"shop":"Pão"}'))
  const cut = bytes.indexOf(0xa3)
  const { seen } = await follow((response) => {
    events(response).write(bytes.subarray(0, cut))
    setTimeout(() => response.write(bytes.subarray(cut)), 30)
  })
  await vi.waitFor(() => expect(seen).toEqual(['{"shop":"Pão"}']), patience)
})

test('it opens again at once when asked to', async () => {
  const { attempts } = await follow((response) => events(response).write(snapshot('1')))
  await vi.waitFor(() => expect(attempts()).toBe(1))
  stream?.reopen()
  await vi.waitFor(() => expect(attempts()).toBe(2), patience)
})

test('a stream that ends with the word to come back soon is opened again then, and not at a first return', async () => {
  const hour = 3_600_000
  const { seen } = await follow(
    (response, attempt) => {
      if (attempt < 3) events(response).end(`${snapshot(`${attempt}`)}retry: 1\n\n`)
      else events(response).write(snapshot(`${attempt}`))
    },
    () => true,
    { ...quick, firstReturnMs: hour },
  )
  await vi.waitFor(() => expect(seen).toEqual(['1', '2', '3']), patience)
})

test('a closed stream tries no more', async () => {
  const { attempts } = await follow((response) => response.destroy())
  await vi.waitFor(() => expect(attempts()).toBeGreaterThan(1))
  stream?.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  const closedAt = attempts()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(attempts()).toBe(closedAt)
})

test.each([
  ['the first return is spread over three seconds', 1, 0, 0],
  ['the first return at the latest', 1, 1, 3_000],
  ['then often', 2, 0, 1_200],
  ['then often, at the latest', 80, 1, 1_800],
  ['a server that is switched off is asked less', 81, 1, 6_000],
])('%s', (_, failures, chance, ms) => {
  expect(pauseMs(failures, sharingTimes, () => chance)).toBeCloseTo(ms)
})
