import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shareStream } from './shared-stream.ts'
import { sharingTimes } from './times.ts'

const quick = {
  ...sharingTimes,
  silentMs: 400,
  firstReturnMs: 10,
  againMs: 10,
  hereMs: 30,
  leaderSilentMs: 150,
  answerMs: 60,
}

/** How long a test waits for what has to come. */
const patience = { timeout: 15_000, interval: 10 }

let server: Server
let streams: Set<ServerResponse>
let opened: number
const tabs: (() => void)[] = []

beforeEach(async () => {
  const page = { visibilityState: 'visible' }
  vi.stubGlobal('document', Object.assign(new EventTarget(), page))
  vi.stubGlobal('window', new EventTarget())
  streams = new Set()
  opened = 0
  server = createServer((_, response) => {
    opened++
    streams.add(response)
    response.on('close', () => streams.delete(response))
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(event(`snapshot ${opened}`))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const beat = setInterval(() => {
    for (const response of streams) response.write(':\n\n')
  }, 50)
  server.on('close', () => clearInterval(beat))
})

afterEach(() => {
  for (const close of tabs.splice(0)) close()
  server.closeAllConnections()
  server.close()
  vi.unstubAllGlobals()
})

const event = (data: string) => `event: snapshot\ndata: ${data}\n\n`
const push = (data: string) => {
  for (const response of streams) response.write(event(data))
}

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`

function openTab() {
  const tab = { seen: [] as string[], ages: [] as number[], state: 'connecting', close: () => {} }
  tab.close = shareStream(
    address(),
    {
      onSnapshot: (data, ageMs) => {
        tab.seen.push(data)
        tab.ages.push(ageMs)
        return true
      },
      onConnection: ({ state }) => {
        tab.state = state
      },
    },
    quick,
  )
  tabs.push(tab.close)
  return tab
}

test('seven tabs read one stream, and all of them hear the news', async () => {
  const all = Array.from({ length: 7 }, openTab)
  await vi.waitFor(() => expect(all.map(({ state }) => state)).toEqual(all.map(() => 'live')))
  push('news')
  await vi.waitFor(() => expect(all.map(({ seen }) => seen.at(-1))).toEqual(all.map(() => 'news')))
  expect(opened).toBe(1)
})

test('a tab that comes later is told how old the snapshot is', async () => {
  const first = openTab()
  await vi.waitFor(() => expect(first.state).toBe('live'))
  await new Promise((resolve) => setTimeout(resolve, 200))
  const later = openTab()
  await vi.waitFor(() => expect(later.state).toBe('live'))
  expect(later.seen).toEqual(['snapshot 1'])
  expect(later.ages[0]).toBeGreaterThanOrEqual(190)
})

test('when the reading tab is closed another one reads, and the others hear it', async () => {
  const first = openTab()
  await vi.waitFor(() => expect(first.state).toBe('live'), patience)
  const others = [openTab(), openTab()]
  await vi.waitFor(() => expect(others.map(({ state }) => state)).toEqual(['live', 'live']), patience)
  first.close()
  await vi.waitFor(
    () => expect(others.map(({ seen }) => seen.at(-1))).toEqual(['snapshot 2', 'snapshot 2']),
    patience,
  )
  push('news')
  await vi.waitFor(() => expect(others.map(({ seen }) => seen.at(-1))).toEqual(['news', 'news']), patience)
  expect(opened).toBe(2)
})

test('a tab that led once and wakes up with old bytes tells nobody anything', async () => {
  const tabs = [openTab(), openTab()]
  await vi.waitFor(() => expect(tabs.map(({ state }) => state)).toEqual(['live', 'live']), patience)
  const woken = new BroadcastChannel(address())
  woken.postMessage({ kind: 'snapshot', data: 'old', from: 2 })
  push('news')
  await vi.waitFor(() => expect(tabs.map(({ seen }) => seen.at(-1))).toEqual(['news', 'news']), patience)
  expect(tabs.flatMap(({ seen }) => seen)).not.toContain('old')
  woken.close()
})

test('every tab says that it is stale when the server falls silent', async () => {
  const all = [openTab(), openTab()]
  await vi.waitFor(() => expect(all.map(({ state }) => state)).toEqual(['live', 'live']))
  server.close()
  server.closeAllConnections()
  await vi.waitFor(() => expect(all.map(({ state }) => state)).toEqual(['stale', 'stale']), 3_000)
})

test('without locks every tab reads for itself', async () => {
  vi.stubGlobal('navigator', {})
  const all = [openTab(), openTab()]
  await vi.waitFor(() => expect(all.map(({ state }) => state)).toEqual(['live', 'live']))
  expect(opened).toBe(2)
})

test('a visible tab takes the lead from one that holds the lock and says nothing', async () => {
  const frozen = navigator.locks.request(address(), () => new Promise(() => {})).catch(() => 'stolen')
  const tab = openTab()
  await vi.waitFor(() => expect(tab.state).toBe('live'), 3_000)
  expect(await frozen).toBe('stolen')
})

test('a hidden tab takes nothing', async () => {
  const held = new AbortController()
  const release = new Promise<void>((resolve) => held.signal.addEventListener('abort', () => resolve()))
  void navigator.locks.request(address(), () => release)
  Object.assign(document, { visibilityState: 'hidden' })
  const tab = openTab()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(opened).toBe(0)
  held.abort()
  await vi.waitFor(() => expect(tab.state).toBe('live'))
})

test('a tab that slept trusts nothing until the server has spoken again', async () => {
  const tab = openTab()
  await vi.waitFor(() => expect(tab.state).toBe('live'))
  document.dispatchEvent(new Event('resume'))
  expect(tab.state).toBe('stale')
  await vi.waitFor(() => expect(tab.seen.at(-1)).toBe('snapshot 2'))
  expect(tab.state).toBe('live')
})
