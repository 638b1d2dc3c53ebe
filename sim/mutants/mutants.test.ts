import { expect, test } from 'vitest'
import { invariants } from '../invariants/index.ts'
import { inMemory } from '../world/disk.ts'
import { hunt } from './hunt.ts'
import { mutants } from './index.ts'

/** A bug that hides from so many seeds would hide from a night of them: the generator misses something. */
const seeds = 200
const medium = inMemory()

test.each(mutants)(
  'it is noticed when $name',
  async (mutant) => {
    const kill = await hunt(mutant, medium, seeds)
    expect(kill, `no seed below ${seeds} breaks ${mutant.killedBy.join(', ')}`).toBeDefined()
  },
  300_000,
)

test('every invariant has a bug that it is there for', () => {
  const hunters = new Set(mutants.flatMap(({ killedBy }) => killedBy))
  expect(invariants.filter(({ id }) => !hunters.has(id)).map(({ id }) => id)).toEqual([])
})

test('there are enough of them to trust the silence', () => {
  expect(mutants.length).toBeGreaterThanOrEqual(30)
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
})
