import { expect, test } from 'vitest'
import { descriptorsAllowed, grown, invariantOfGrowth, walLimitBytes } from './growth.ts'
import { differenceOfDay } from './look.ts'
import { nothingThere, pix, returned } from './one-sale.ts'

type Day = Parameters<typeof differenceOfDay>[0]
const sums = { received: { count: 1, cents: 2350 }, refunded: { count: 1, cents: 50 } }
const reading = { status: 'done', advice: null } as unknown as Day['reading']
const day = (change: Partial<Day> = {}): Day => ({ reading, here: sums, there: sums, ...change })
const fewer = { ...sums, received: { count: 1, cents: 2349 } }

/** I12. */
test.each<[sentence: string, day: Day, difference: RegExp | undefined]>([
  ['adds up', day(), undefined],
  ['has a cent too few here', day({ here: fewer }), /2349.* here/],
  ['was read with a cent too few', day({ there: fewer }), /2349.* as it was read/],
  [
    'has no refund here',
    day({ here: { ...sums, refunded: { count: 0, cents: 0 } } }),
    /"count":0,"cents":0.* here/,
  ],
  ['was not read', day({ there: null }), /is not read: done/],
])('a day that %s is held against the PSP', (_sentence, day, difference) => {
  const failed = { ...returned, id: 'd2', status: 'NAO_REALIZADO' }
  const told = differenceOfDay(day, { ...nothingThere, pix: [pix], refunds: [returned, failed] })
  if (difference === undefined) expect(told).toBeUndefined()
  else expect(told).toMatch(difference)
})

/** I17. */
test.each<[sentence: string, now: number, bytes: number, complaints: RegExp[]]>([
  ['within its limits', 100 + descriptorsAllowed, walLimitBytes, []],
  ['with one descriptor too many', 101 + descriptorsAllowed, 0, [/from 100 to 165/]],
  ['with a byte too many in the log', 100, walLimitBytes + 1, [/grew to 67108865 bytes/]],
])('a BFF %s is told as it is', (_sentence, now, bytes, complaints) => {
  const invariant = invariantOfGrowth
  expect(grown(100, now, bytes)).toEqual(
    complaints.map((what) => ({ invariant, kind: 'untrue', what: expect.stringMatching(what) })),
  )
})
