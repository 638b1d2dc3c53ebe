import { expect, test } from 'vitest'
import { slopePerHour } from '../load/meter.ts'
import { failuresOf, figuresOf } from './figures.ts'
import { type Sample, soak } from './soak.ts'

/** `npm run soak -- --minutes 60` does the same with five hundred displays, and says what grows. */
test('a short soak with one kill keeps every promise, and weighs the BFF in both of its lives', async () => {
  const { complaints, samples, kills, charges, heard } = await soak({
    durationMs: 20_000,
    seed: 1,
    displays: 20,
    salesPerSecond: 3,
    expirationSeconds: 10,
    // Sixty sales would hardly meet one of the faults that thousands meet.
    faultRate: 0.05,
    sampleEveryMs: 2_000,
  })
  expect(complaints).toEqual([])
  expect(kills).toBe(1)
  expect(new Set(samples.map(({ life }) => life))).toEqual(new Set([0, 1]))
  for (const sample of samples) {
    expect(sample.rssBytes).toBeGreaterThan(10e6)
    expect(sample.descriptors).toBeGreaterThan(10)
  }
  expect(samples.some(({ walBytes }) => walBytes > 0)).toBe(true)
  expect(charges.made).toBeGreaterThan(10)
  expect(charges.settled).toBeGreaterThan(0)
  // Each display is told at least how things stand when it comes, in each life.
  expect(heard).toBeGreaterThan(20)
}, 400_000)

const minute = 60_000
const sample = (life: number, atMs: number, changes: Partial<Sample> = {}): Sample => ({
  life,
  atMs,
  rssBytes: 100e6,
  descriptors: 100,
  walBytes: 0,
  openCharges: 0,
  ...changes,
})

test.each<[sentence: string, samples: Sample[], failures: RegExp[]]>([
  ['a life that stays as it is', [sample(0, minute), sample(0, 2 * minute)], []],
  [
    'a life that opens much in its first minute',
    [sample(0, 0, { descriptors: 1 }), sample(0, minute, { descriptors: 600 })],
    [],
  ],
  [
    'a life that opens ever more',
    [sample(0, 0), sample(0, minute, { descriptors: 500 }), sample(0, 2 * minute, { descriptors: 565 })],
    [/^life 1: descriptors grew from 500 to 565$/],
  ],
  [
    'a second life that starts with more than the first had',
    [
      sample(0, minute),
      sample(1, 2 * minute, { descriptors: 900 }),
      sample(1, 3 * minute, { descriptors: 900 }),
    ],
    [],
  ],
  [
    'a log that is not written back, though only for a moment',
    [sample(0, 0, { walBytes: 64 * 1024 * 1024 + 1 }), sample(0, minute)],
    [/^life 1: the write-ahead log grew to 67108865 bytes$/],
  ],
])('%s is told as what it is', (_sentence, samples, failures) => {
  const told = failuresOf({ complaints: [] }, figuresOf(samples, minute))
  expect(told).toEqual(failures.map((failure) => expect.stringMatching(failure)))
})

test('a broken promise fails the soak', () => {
  const complaints = [{ invariant: 'I22', kind: 'lost' as const, what: 'a charge' }]
  expect(failuresOf({ complaints }, [])).toEqual(['1 lost, 0 doubled, 0 untrue'])
})

test('memory that grows by a megabyte in a minute grows by sixty in an hour, whatever jumps about that line', () => {
  const points = Array.from({ length: 41 }, (_, index) => ({
    atMs: index * 15_000,
    value: index * 0.25 + (index % 2 === 0 ? 1 : -1),
  }))
  expect(slopePerHour(points)).toBeCloseTo(60, 0)
  expect(slopePerHour(points.slice(0, 1))).toBeUndefined()
})
