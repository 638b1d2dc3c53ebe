import type { Failure } from './simulate.ts'

/**
 * What is known to be wrong in the product and nobody has mended yet: a seed that shows it is counted and does not fail. Each has a
 * test of its own that is expected to fail; whoever mends one takes its row away and that expectation with it.
 */
export const openFindings: readonly {
  what: string
  shownBy: string
  isThis: (failure: Failure) => boolean
}[] = [
  {
    what: 'A create that arrives after its cancel was answered with "there is no such charge" makes the charge all the same.',
    shownBy: 'late-create.test.ts',
    isThis: ({ invariant, complaint }) => invariant === 'I14' && complaint.endsWith('was withdrawn'),
  },
  {
    what: 'A repeated create that reaches the PSP after the charge was extended takes the extension back.',
    shownBy: 'late-create.test.ts',
    isThis: ({ invariant, complaint, last }) => {
      const id = / for (\w{8}) where/.exec(complaint)?.[1] ?? 'none'
      const lastOf = (operation: string) =>
        last.findLastIndex((line) => line.includes(`wire: ${operation} `) && line.includes(`${id} → 20`))
      const extendedAt = lastOf('patchCob')
      return invariant === 'I23' && extendedAt >= 0 && lastOf('putCob') > extendedAt
    },
  },
]
