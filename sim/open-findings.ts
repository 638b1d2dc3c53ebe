import type { Failure } from './simulate.ts'
import type { Swarm } from './swarm.ts'

/**
 * What is known to be wrong in the product and nobody has mended yet: a seed that shows it is counted and does not fail. Each has a
 * test of its own that is expected to fail; whoever mends one takes its row away and that expectation with it.
 */
export const openFindings: readonly {
  what: string
  shownBy: string
  isThis: (failure: Failure, swarm: Swarm) => boolean
}[] = [
  {
    what: "After a start the countdowns go by the shop's own clock, until the PSP has answered for the first time.",
    shownBy: 'clock.test.ts',
    isThis: ({ invariant }, { clockSkewMs }) => invariant === 'I23' && clockSkewMs !== 0,
  },
  {
    what: 'When the BFF learns that its clock is ahead, screens take its next snapshots for old ones.',
    shownBy: 'clock.test.ts',
    isThis: ({ invariant, complaint }, { clockSkewMs }) =>
      invariant === 'I8' && clockSkewMs > 0 && clockSkewMs < 30_000 && complaint.includes(' shows '),
  },
]
