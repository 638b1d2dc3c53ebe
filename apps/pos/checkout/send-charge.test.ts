import type { Charge, Problem } from '@balcao/contracts'
import type { Reply } from '@balcao/shell'
import { expect, test } from 'vitest'
import { exampleCharge } from './example-charge.ts'
import { type Sending, sendCharge } from './send-charge.ts'

const problem = (status: number): Problem => ({ type: '/problems/x', title: 'x', status })
const no = (status: number): Reply<Charge> => ({ ok: false, problem: problem(status) })
const nobodyKnows: Reply<Charge> = { ok: false, problem: 'network' }
const yes: Reply<Charge> = { ok: true, value: exampleCharge() }

/** Answers in turn, the last one for ever, and writes down what happened. */
async function send(puts: Reply<Charge>[], change: Partial<Sending> & { cancels?: Reply<Charge>[] } = {}) {
  const happened: string[] = []
  const stopped = new AbortController()
  const next = (replies: Reply<Charge>[]) =>
    (replies.length > 1 ? replies.shift() : replies[0]) ?? nobodyKnows
  const sent = await sendCharge(
    {
      put: async () => {
        happened.push('put')
        return next(puts)
      },
      cancel: async () => {
        happened.push('cancel')
        return next(change.cancels ?? [])
      },
      isKnown: () => false,
      isGivenUp: () => false,
      pause: async (ms) => {
        happened.push(String(ms))
        if (happened.length > 40) stopped.abort()
      },
      ...change,
    },
    stopped.signal,
  )
  return { sent, happened }
}

test('an answer ends it', async () => {
  expect(await send([yes])).toEqual({
    sent: { kind: 'accepted', charge: exampleCharge() },
    happened: ['put'],
  })
})

test.each([nobodyKnows, no(500), no(502), no(503)])(
  '%o says nothing of the charge: the same is sent again',
  async (reply) => {
    const { sent, happened } = await send([reply, reply, yes])
    expect(sent.kind).toBe('accepted')
    expect(happened).toEqual(['put', '500', 'put', '1000', 'put'])
  },
)

test('it is never given up by itself, and never asked more slowly than every five seconds', async () => {
  const { sent, happened } = await send([nobodyKnows])
  expect(sent.kind).toBe('stopped')
  expect(happened.filter((what) => what === 'put').length).toBeGreaterThan(15)
  expect(Math.max(...happened.filter((what) => what !== 'put').map(Number))).toBe(5_000)
})

test.each([400, 409, 413, 415, 422])('a refusal with %i is told at once', async (status) => {
  const { sent, happened } = await send([no(status)])
  expect(sent).toEqual({ kind: 'refused', problem: problem(status) })
  expect(happened).toEqual(['put'])
})

test('a charge that the stream has shown is there, whatever became of the request', async () => {
  const { sent, happened } = await send([nobodyKnows], { isKnown: () => true })
  expect(sent).toEqual({ kind: 'accepted', charge: undefined })
  expect(happened).toEqual(['put'])
})

test.each<[string, Reply<Charge>[], string]>([
  ['unknown to the server', [no(404)], 'withdrawn'],
  ['cancelled by it', [yes], 'accepted'],
  ['too late to cancel', [no(409)], 'accepted'],
  ['nobody knows, then unknown to the server', [nobodyKnows, no(503), no(404)], 'withdrawn'],
])('given up and %s', async (_, cancels, kind) => {
  const { sent, happened } = await send([yes], { isGivenUp: () => true, cancels })
  expect(sent.kind).toBe(kind)
  expect(happened).not.toContain('put')
})

test('given up between two attempts', async () => {
  let attempts = 0
  const { sent, happened } = await send([nobodyKnows], {
    isGivenUp: () => ++attempts > 2,
    cancels: [no(404)],
  })
  expect(sent.kind).toBe('withdrawn')
  expect(happened).toContain('cancel')
})
