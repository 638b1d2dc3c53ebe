import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './processes.ts'

/** docs/fault-matrix.md against the tests it names. */
const rows = readFileSync(join(root, 'docs/fault-matrix.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ \|/.test(line))
const named = rows.flatMap((row) =>
  [...row.matchAll(/`([\w./-]+\.ts)` › (.+?)(?=<br>| \|$)/g)].map(([, file = '', name = '']) => ({
    file,
    words: name.split(' › '),
  })),
)

/** As a text in the code, whatever its quotes. */
const holds = (code: string, words: string) =>
  [`'${words}'`, `"${words}"`, `\`${words}\``].some((text) => code.includes(text))

test('the faults are numbered from one, none twice, and none left out', () => {
  const numbers = rows.map((row) => Number(/\d+/.exec(row)))
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
  expect(numbers.length).toBeGreaterThan(70)
})

test('every test that a fault names is there, under the words that are named', () => {
  expect(named.length).toBeGreaterThan(90)
  const missing = named.filter(({ file, words }) => {
    const path = join(root, file)
    if (!existsSync(path)) return true
    const code = readFileSync(path, 'utf8')
    return !words.every((one) => holds(code, one))
  })
  expect(missing).toEqual([])
})

test('a fault that names no test says why', () => {
  const silent = rows.filter((row) => !row.includes('.ts` › ') && !/Not made here: \S/.test(row))
  expect(silent).toEqual([])
})
