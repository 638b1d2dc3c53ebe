import { problems } from '@balcao/contracts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../testing/world.ts'
import type { Endpoint } from './endpoints/endpoint.ts'
import { endpoints } from './endpoints/endpoints.ts'

/** For each door: enough to come by every field with something odd, and few enough for every run of the tests. */
const runsOfDoor = 30

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e21, '', ' ', '__proto__', 'constructor', [], {}, [[]]),
  fc.constantFrom<unknown>(
    '\u202e',
    '\u0000',
    '\r\n',
    "' OR 1=1 --",
    '=cmd|1',
    '%00',
    '../..',
    'a'.repeat(5_000),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
)
const word = fc.oneof(
  fc.constantFrom('a', 'a'.repeat(32), '..', '%2e%2e', '%00', '%', "'", '1'),
  fc.string({ maxLength: 40 }),
)
const fields = [
  ...[
    'amountCents',
    'description',
    'terminalId',
    'txid',
    'version',
    'minutes',
    'name',
    'pin',
    'personId',
    'role',
  ],
  ...[
    'code',
    'kind',
    'secret',
    'reason',
    'text',
    'shop',
    'manager',
    'tillName',
    'from',
    'to',
    'timeZone',
    'shopId',
  ],
  ...['__proto__', 'toString'],
]
const body = fc.oneof(
  fc
    .dictionary(fc.constantFrom(...fields), odd, { maxKeys: 5, noNullPrototype: false })
    .map((given) => JSON.stringify(given)),
  odd.map((value) => JSON.stringify(value)),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(
    '{"a":1,"a":2}',
    `${'['.repeat(200)}`,
    '{"__proto__":{"isAdmin":true}}',
    '{"amountCents":1e3}',
  ),
)
const query = fc.oneof(
  fc.constant(''),
  fc
    .array(fc.tuple(fc.constantFrom('status', 'limit', 'before', 'from', 'to', 'view', 'kind', 'x'), word), {
      maxLength: 3,
    })
    .map((pairs) => `?${pairs.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`),
  fc.constantFrom(
    '?status=a&status=b',
    '?limit=1000000000',
    '?from[]=1',
    '?__proto__[x]=1',
    '?%',
    '?from=9999-99-99',
  ),
)

/** What these doors do is tried elsewhere: here they would shut or end what is asked next. */
const isTried = ({ path }: Endpoint) => !/^\/api\/(set-up|webhook$)|\/events$/.test(path)

test.each(
  endpoints.filter(isTried).map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const),
)(
  '%s answers whatever is thrown at it with what it has a name for',
  async (_, { method, path }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 3, maxLength: 3 }),
        query,
        body,
        async (words, search, sent) => {
          let next = 0
          const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(words[next++] || 'a'))
          const answer = await world.api(
            method.toUpperCase(),
            filled + search,
            method === 'get' ? undefined : sent,
          )
          expect(answer.status, answer.text).toBeLessThan(500)
          expect(answer.headers.get('x-powered-by')).toBeNull()
          if (answer.status < 400) return
          expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
          const { type } = answer.json as { type: string }
          expect(Object.keys(problems)).toContain(type.replace('/problems/', ''))
          // No stack, no path of ours, no version of what we are made of.
          expect(answer.text).not.toMatch(/\bat .+:\d+:\d+|node_modules|node:internal|SQLITE|Express/)
        },
      ),
      { numRuns: runsOfDoor, seed: 7391, endOnFailure: true },
    )
  },
  60_000,
)

test('and is none the worse for it', async () => {
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
  expect((await world.api('GET', '/api/health')).json).toMatchObject({ store: { status: 'ok' } })
  expect(world.logged.filter((line) => line.includes('request failed'))).toEqual([])
})
