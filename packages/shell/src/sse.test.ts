import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSseReader } from './sse.ts'

const read = (...chunks: string[]) => {
  const events: [string, string][] = []
  const feed = createSseReader((name, data) => events.push([name, data]), 10_000)
  const isFed = chunks.map((chunk) => feed(chunk))
  return { events, isFed }
}

test.each([
  ['an event', 'event: snapshot\ndata: {"a":1}\n\n', [['snapshot', '{"a":1}']]],
  ['no space after the colon', 'event:snapshot\ndata:x\n\n', [['snapshot', 'x']]],
  ['one space is taken, not two', 'data:  x\n\n', [['message', ' x']]],
  ['lines of data', 'data: a\ndata: b\n\n', [['message', 'a\nb']]],
  ['CRLF', 'event: snapshot\r\ndata: x\r\n\r\n', [['snapshot', 'x']]],
  [
    'CR',
    'event: snapshot\rdata: x\r\rdata: y\r\r:',
    [
      ['snapshot', 'x'],
      ['message', 'y'],
    ],
  ],
  ['a heartbeat between the lines', ':\n\nevent: snapshot\n: still here\ndata: x\n\n', [['snapshot', 'x']]],
  ['a name without data is forgotten', 'event: snapshot\n\ndata: x\n\n', [['message', 'x']]],
  ['fields of others', 'id: 7\nretry: 500\nfoo\ndata: x\n\n', [['message', 'x']]],
  ['colons inside the data', 'data: {"t":"10:00"}\n\n', [['message', '{"t":"10:00"}']]],
  ['an event that was cut', 'event: snapshot\ndata: {"a"', []],
  ['data of nothing', 'data\n\n', [['message', '']]],
])('%s', (_, text, events) => {
  expect(read(text).events).toEqual(events)
})

test('it does not matter where the chunks are cut', () => {
  const text = ':\n\nevent: snapshot\r\ndata: {"é":"R$ 1"}\r\n\r\nevent: snapshot\ndata: b\n\n:\n\n'
  const whole = read(text).events
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length]
      const chunks = at.slice(1).map((end, index) => text.slice(at[index], end))
      expect(read(...chunks).events).toEqual(whole)
    }),
  )
})

test('it says after how many milliseconds the server wants to be asked again', () => {
  const told: number[] = []
  const feed = createSseReader(
    () => {},
    10_000,
    (ms) => told.push(ms),
  )
  feed('retry: 100\n\nretry: soon\nretry: -1\nretry:2000\n\n')
  expect(told).toEqual([100, 2_000])
})

test('an event that never ends is not kept for ever', () => {
  const chunks = Array.from({ length: 30 }, () => `data: ${'x'.repeat(500)}\n`)
  expect(read(...chunks).isFed).toContain(false)
  expect(read(`data: ${'x'.repeat(11_000)}`).isFed).toEqual([false])
})
