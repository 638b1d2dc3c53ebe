import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { failedSeeds } from './failed-seeds.ts'
import { invariants } from './invariants/index.ts'
import { parts } from './parts.ts'
import { type Outcome, simulate } from './simulate.ts'
import { occasions, type Sometimes } from './sometimes.ts'
import { inMemory, onFile } from './world/disk.ts'

/** A busy machine tells a story in ten times the time. */
const patienceMs = 300_000
/** Fixed, so that a run on a slow machine checks the same as one on a fast machine. `npm run sim` runs as many as one likes. */
const seeds = 100

const medium = inMemory()
const complaintOf = ({ seed, failure }: Outcome) =>
  failure === undefined
    ? []
    : [`SEED=${seed} ${failure.invariant}: ${failure.complaint}\n${failure.last.join('\n')}`]

test(
  'no seed breaks an invariant, and together they meet everything that a shop may meet',
  async () => {
    const met: Sometimes = new Map()
    const complaints: string[] = []
    for (let seed = 0; seed < seeds; seed++) {
      const outcome = await simulate(seed, medium)
      for (const [occasion, times] of outcome.sometimes) met.set(occasion, (met.get(occasion) ?? 0) + times)
      complaints.push(...complaintOf(outcome))
    }
    expect(complaints).toEqual([])
    expect(occasions.filter((occasion) => !met.has(occasion))).toEqual([])
  },
  patienceMs,
)

test.each(failedSeeds)(
  'seed $seed, which once failed, holds: $why',
  async ({ seed }) => {
    expect(complaintOf(await simulate(seed, medium))).toEqual([])
  },
  patienceMs,
)

test(
  'a seed is the same story each time, on a ledger in memory and on one on a disk',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'balcao-sim-'))
    try {
      const disk = onFile(join(folder, 'ledger.sqlite'))
      const stories = async (where: typeof medium) => {
        const hashes: string[] = []
        for (const seed of [1, 2, 11, 12]) hashes.push((await simulate(seed, where, parts)).hash)
        disk.close()
        return hashes
      }
      const inTheBeginning = await stories(medium)
      expect(new Set(inTheBeginning).size).toBe(4)
      expect(await stories(medium)).toEqual(inTheBeginning)
      expect(await stories(disk)).toEqual(inTheBeginning)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
  patienceMs,
)

test('every invariant has one name and one sentence', () => {
  const names = invariants.map(({ id }) => id)
  expect(new Set(names).size).toBe(names.length)
  expect(invariants.every(({ sentence }) => /^[A-Z].*\.$/.test(sentence))).toBe(true)
})
