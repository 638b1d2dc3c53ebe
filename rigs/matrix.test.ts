import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
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
    .filter((line) => /^\| \d+ \|/.test(line))
  const named = rows.flatMap((row) =>
    [...row.matchAll(/`([\w./-]+\.ts)` › (.+?)(?=<br>| \|$)/g)].map(([, file = '', name = '']) => ({
      file,
      words: name.split(' › '),
    })),
  )

  test('the rows are numbered from one, none twice, and none left out', () => {
    const numbers = rows.map((row) => Number(/\d+/.exec(row)))
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
    const silent = rows.filter((row) => !row.includes('.ts` › ') && !/Not made here: \S/.test(row))
    expect(silent).toEqual([])
  })
})
