import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { patience } from '../../apps/bff/src/testing/world.ts'
import { type Cable, layCable } from './cable.ts'

/** Says back whatever it hears. */
let echo: Server
let cable: Cable
const served = new Set<Socket>()
const callers = new Set<Socket>()
beforeEach(async () => {
  echo = createServer((socket) => {
    served.add(socket)
    socket.once('close', () => served.delete(socket))
    socket.on('error', () => {})
    socket.pipe(socket)
  }).listen(0, '127.0.0.1')
  await once(echo, 'listening')
  cable = await layCable((echo.address() as AddressInfo).port)
})
afterEach(async () => {
  for (const socket of [...served, ...callers]) socket.destroy()
  callers.clear()
  await cable.remove()
  echo.close()
})

/** Somebody at the other end of the cable, and what they have heard. */
async function call() {
  const socket = connect(cable.port, '127.0.0.1').setEncoding('utf8')
  callers.add(socket)
  let heard = ''
  let end: string | undefined
  socket.on('data', (text) => {
    heard += text
  })
  socket.once('end', () => {
    end ??= 'end'
  })
  socket.once('error', (error: NodeJS.ErrnoException) => {
    end ??= error.code
  })
  await Promise.race(['connect', 'close'].map((event) => once(socket, event).catch(() => {})))
  return {
    say: (text: string) => socket.write(text),
    hears: (text: string) => vi.waitFor(() => expect(heard).toBe(text), patience),
    ends: (how: string) => vi.waitFor(() => expect(end).toBe(how), patience),
    heard: () => heard,
    close: () => socket.end(),
  }
}

test('without trouble everything passes, both ways, and an end is an end', async () => {
  const caller = await call()
  caller.say('água')
  await caller.hears('água')
  caller.close()
  await caller.ends('end')
  await vi.waitFor(() => expect(served.size).toBe(0), patience)
})

test.each(['end', 'reset'] as const)(
  'a connection is cut by %s after so many bytes, and the next one too',
  async (cut) => {
    cable.trouble({ cutAfterBytes: 3, cut }, 'down')
    for (let n = 0; n < 2; n++) {
      const caller = await call()
      caller.say('abcdef')
      await caller.ends(cut === 'end' ? 'end' : 'ECONNRESET')
      if (cut === 'end') expect(caller.heard()).toBe('abc')
    }
    cable.mend()
    const caller = await call()
    caller.say('abcdef')
    await caller.hears('abcdef')
  },
)

test('a silent cable loses what is said and tells nobody; mended, the old connection is dead and a new one lives', async () => {
  const caller = await call()
  caller.say('a')
  await caller.hears('a')
  cable.trouble({ isSilent: true })
  caller.say('b')
  const other = await call()
  other.say('c')
  await vi.waitFor(() => expect(cable.connections()).toBe(2), patience)
  expect(caller.heard()).toBe('a')
  cable.mend()
  await caller.ends('end')
  expect(other.heard()).toBe('')
  const next = await call()
  next.say('d')
  await next.hears('d')
})

test('a cable that holds lets nothing pass until enough has come together', async () => {
  cable.trouble({ holdBytes: 4 }, 'up')
  const caller = await call()
  caller.say('abc')
  // What another says later and hears again shows that there was time for it to pass.
  const other = await call()
  other.say('wxyz')
  await other.hears('wxyz')
  expect(caller.heard()).toBe('')
  caller.say('d')
  await caller.hears('abcd')
})

test('a slow cable brings everything in the end, and in order', async () => {
  cable.trouble({ delayMs: 5, bytesPerSecond: 1_000 })
  const caller = await call()
  const text = Array.from({ length: 50 }, (_, n) => `${n} `).join('')
  caller.say(text)
  await caller.hears(text)
})

test('somebody who watches acts when so many bytes have passed, and not one more', async () => {
  const caller = await call()
  caller.say('ab')
  await caller.hears('ab')
  const [far] = served
  cable.afterBytes('up', 3, () => cable.reset())
  caller.say('cdefg')
  await vi.waitFor(() => expect(served.size).toBe(0), patience)
  expect(far?.bytesRead).toBeLessThanOrEqual(5)
  await caller.ends('ECONNRESET')
})

test('a cable that refuses resets whoever comes', async () => {
  cable.refuse()
  const caller = await call()
  await caller.ends('ECONNRESET')
  cable.mend()
  const next = await call()
  next.say('a')
  await next.hears('a')
})
