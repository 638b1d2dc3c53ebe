import { expect, test } from 'vitest'
import { crash } from './rounds.ts'

/** `npm run crash -- --rounds 500 --seed 1` does the same for longer, on a machine that nobody shares, and measures. */
test('a BFF that is killed and paused at every point loses nothing that it has said, doubles nothing, and finds out the rest', async () => {
  const { acknowledged, complaints, reached, settledMs } = await crash({
    rounds: 50,
    seed: 1,
    answersBefore: 12,
    atOnce: 2,
    // How quick it is says `npm run crash`; here, only a machine that is far too busy may be late.
    settleLimitMs: 180_000,
  })
  expect(complaints).toEqual([])
  expect([...reached].filter(([, times]) => times === 0)).toEqual([])
  expect(settledMs.length).toBeGreaterThan(1)
  expect(acknowledged).toBeGreaterThan(100)
}, 600_000)
