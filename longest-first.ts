import { statSync } from 'node:fs'
import type { TestSpecification } from 'vitest/node'

const longest = [
  'rigs/crash/crash.test.ts',
  'sim/sim.test.ts',
  'rigs/soak/soak.test.ts',
  'rigs/faults/network.test.ts',
  'rigs/faults/disk.test.ts',
  'routes/reconciliation-readings.test.ts',
  'sim/mutants/mutants.test.ts',
  'src/main.test.ts',
  'routes/recurrences.test.ts',
  'flows/sign-in.test.ts',
  'psp/deadline.test.ts',
]

/**
 * The longest test files first, so that the workers end together. Vitest knows them from the last run, which a fresh checkout does not
 * have, and then takes the largest first: some of the longest are the shortest to read.
 */
export class LongestFirst {
  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = longest.findIndex((name) => moduleId.endsWith(name))
      return place < 0 ? longest.length : place
    }
    const size = ({ moduleId }: TestSpecification) => statSync(moduleId).size
    return files.sort((one, other) => rank(one) - rank(other) || size(other) - size(one))
  }
  shard = async (files: TestSpecification[]) => files
}
