import { parts } from '../parts.ts'
import { type Failure, simulate } from '../simulate.ts'
import type { Medium } from '../world/disk.ts'
import type { Mutant } from './mutant.ts'

export type Kill = { seed: number; failure: Failure }

/** The first of so many seeds in which a mutant breaks an invariant that is there for bugs of its kind. */
export async function hunt(mutant: Mutant, medium: Medium, seeds: number): Promise<Kill | undefined> {
  const { seed: lastFound } = mutant
  const all = Array.from({ length: seeds }, (_, seed) => seed)
  for (const seed of lastFound === undefined ? all : [lastFound, ...all]) {
    const { failure } = await simulate(seed, medium, mutant.make(parts))
    if (failure !== undefined && mutant.killedBy.includes(failure.invariant)) return { seed, failure }
  }
  return undefined
}
