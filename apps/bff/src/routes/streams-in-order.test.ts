import { type AddressInfo, createServer } from 'node:net'
import { expect, test, vi } from 'vitest'
import { createBus } from '../bus/bus.ts'
import { patience } from '../testing/world.ts'
import { createStreams, type Outlet } from './streams.ts'

/** A server on which no time passes. */
const still = {
  bus: createBus(),
  clock: { now: () => 0, after: () => () => {} },
  random: () => 0,
  presence: { count: () => {} },
}

/** A screen that writes down what it hears. */
function listener() {
  const heard: string[] = []
  const outlet: Outlet = {
    writableLength: 0,
    write: (text) => heard.push(text),
    destroySoon: () => {},
    destroy: () => {},
    once: () => {},
  }
  return { heard, outlet }
}

test('what a screen hears later was read later, however long each reading takes', async () => {
  const readings: ((text: string) => void)[] = []
  const streams = createStreams(still, () => new Promise((resolve) => readings.push(resolve)))
  const readingEnds = (text: string) => {
    readings.at(-1)?.(text)
    return new Promise((resolve) => setImmediate(resolve))
  }
  const [first, second] = [listener(), listener()]
  streams.add('a', 'till', first.outlet)
  // Both come while the first reading is under way, and are served by one that begins after it.
  streams.add('a', 'till', second.outlet)
  still.bus.ring('a')
  expect(readings).toHaveLength(1)
  await readingEnds('before')
  expect(readings).toHaveLength(2)
  await readingEnds('after')
  expect([first.heard, second.heard]).toEqual([['before', 'after'], ['after']])
  expect(readings).toHaveLength(2)
  streams.close()
})

test('only so many screens are taken, and one that leaves makes room for another', async () => {
  const streams = createStreams(still, async () => 'event: snapshot\ndata: {}\n\n', 3)
  const head = 'HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n'
  const server = createServer((socket) => streams.add('a', 'till', socket.resume(), {}, head))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const open = async () => (await fetch(`http://127.0.0.1:${port}/`)).body
  const bodies = [await open(), await open()]
  expect(streams.isFull()).toBe(false)
  bodies.push(await open())
  expect(streams.isFull()).toBe(true)
  await bodies[0]?.cancel()
  await vi.waitFor(() => expect(streams.isFull()).toBe(false), patience)
  streams.close()
  server.close()
})
