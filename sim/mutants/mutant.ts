import type { Parts } from '../parts.ts'

/** A bug that somebody might write. The simulation has to find it, or it would not find the real one. */
export type Mutant = {
  name: string
  /** The invariants that are there for bugs like this one. */
  killedBy: readonly string[]
  /** Of one that hides well, where it was last found: looked at first. What a seed tells may change, so the others are still there. */
  seed?: number
  /** Called once for each simulation. */
  make: (parts: Parts) => Parts
}

/** The same thing, with some of its methods otherwise. */
export const otherwise =
  <T extends object>(change: (real: T) => Partial<T>) =>
  (real: T): T => ({ ...real, ...change(real) })
