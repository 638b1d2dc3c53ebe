import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { invariants } from '../sim/invariants/index.ts'
import { invariantsOfDisplays } from './load/displays.ts'
import { invariantOfGrowth } from './load/growth.ts'
import { settledInvariants } from './load/promises.ts'
import { promisesOfState } from './load/promises-of-state.ts'
import { promisesOfTills } from './load/promises-of-tills.ts'
import { root } from './processes.ts'

/** What the documents promise, against the tests that they name. */
const documents = [
  ['docs/fault-matrix.md', { rows: 70, tests: 90 }],
  ['docs/security.md', { rows: 44, tests: 80 }],
] as const

/** As a text in the code, whatever its quotes. */
const holds = (code: string, words: string) =>
  [`'${words}'`, `"${words}"`, `\`${words}\``].some((text) => code.includes(text))

describe.each(documents)('%s', (path, least) => {
  const rows = readFileSync(join(root, path), 'utf8')
    .split('\n')
    .filter((line) => /^\| I?\d+ \|/.test(line))
  const faults = rows.filter((row) => /^\| \d/.test(row))
  const named = rows.flatMap((row) =>
    [...row.matchAll(/`([\w./-]+\.ts)` › (.+?)(?=<br>| \|$)/g)].map(([, file = '', name = '']) => ({
      file,
      words: name.split(' › '),
    })),
  )

  test('the rows are numbered from one, none twice, and none left out', () => {
    const numbers = faults.map((row) => Number(/\d+/.exec(row)))
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
    expect(numbers.length).toBeGreaterThan(least.rows)
  })

  test('every test that a row names is there, under the words that are named', () => {
    expect(named.length).toBeGreaterThan(least.tests)
    const missing = named.filter(({ file, words }) => {
      const path = join(root, file)
      if (!existsSync(path)) return true
      const code = readFileSync(path, 'utf8')
      return !words.every((one) => holds(code, one))
    })
    expect(missing).toEqual([])
  })

  test('a row that names no test says why', () => {
    const silent = faults.filter((row) => !row.includes('.ts` › ') && !/Not made here: \S/.test(row))
    expect(silent).toEqual([])
  })
})

const ofState = promisesOfState.map(({ invariant }) => invariant)
const ofTills = promisesOfTills.map(({ invariant }) => invariant)
const held = [...ofState, ...ofTills, ...invariantsOfDisplays, ...settledInvariants, invariantOfGrowth]
/** What each rig holds its world to, in the order of the columns. I20 is a property of many runs and has a test of its own. */
const columns = [
  ['simulation', [...invariants.map(({ id }) => id), 'I20']],
  ['crash', held],
  ['faults', held],
  ['soak', held],
] as const

describe('the table of invariants', () => {
  const rows = readFileSync(join(root, 'docs/fault-matrix.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| I\d+ \|/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const code = (path: string) => readFileSync(join(root, path), 'utf8')

  test('has each of the twenty-four once', () => {
    expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 24 }, (_, index) => `I${index + 1}`))
  })

  test.each(columns.map(([rig, ids], index) => ({ rig, ids, index })))(
    'ticks for the $rig what it checks, and nothing else',
    ({ ids, index }) => {
      const ticked = rows.filter((cells) => cells[3 + index] === '✓').map(([, id]) => id)
      const checked = new Set(ids.map((id) => id.replace(/[a-z]$/, '')))
      expect(ticked.toSorted()).toEqual([...checked].toSorted())
    },
  )

  test('says for what some rig does not see which test or why', () => {
    const silent = rows.filter((cells) => cells.slice(3, 7).includes('—') && !cells[7]?.includes('` › '))
    expect(silent).toEqual([])
  })

  test('is about rigs that hold their world to it', () => {
    const calls: readonly (readonly [file: string, ...calls: string[]])[] = [
      ['rigs/crash/rounds.ts', 'brokenPromises(', 'heldToAll(', 'openDisplays(', 'startWeighing('],
      ['rigs/soak/soak.ts', 'brokenPromises(', 'heldToAll(', 'openDisplays(', 'weigh('],
      ['rigs/faults/held.ts', 'heldToAll(', 'openDisplays(', 'startWeighing('],
      ['rigs/faults/network.test.ts', 'hold(shop)', 'held.broken()'],
    ]
    for (const [file, ...made] of calls) for (const call of made) expect(code(file), file).toContain(call)
    const tests = readdirSync(join(root, 'rigs/faults')).filter((name) => name.endsWith('.test.ts'))
    // A test of streams alone changes nothing that could be held against anything.
    const silent = tests.filter((name) => !code(`rigs/faults/${name}`).includes('untrueNow('))
    expect(silent).toEqual(['streams.test.ts'])
  })
})
