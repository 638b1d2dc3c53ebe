import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isBuilt } from './is-built.ts'

const sources = [
  'apps/pos/cashier/main.tsx',
  'apps/payer/main.tsx',
  'packages/contracts/src/charge.ts',
  'packages/shell/src/api.ts',
  'packages/ui/src/button.tsx',
  'public/icons/icon.svg',
  'vite.config.ts',
  'package-lock.json',
]

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'balcao-built-'))
  for (const source of sources) put(source, 1_000)
  put('dist/build.json', 2_000)
})
afterEach(() => rmSync(root, { recursive: true }))

function put(file: string, atSeconds: number) {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, '')
  utimesSync(path, atSeconds, atSeconds)
}

test('screens that are younger than their sources are not built again', () => {
  expect(isBuilt(root)).toBe(true)
})

test('screens that were never built are built', () => {
  rmSync(join(root, 'dist'), { recursive: true })
  expect(isBuilt(root)).toBe(false)
})

test.each(sources)('a younger %s is built', (source) => {
  put(source, 3_000)
  expect(isBuilt(root)).toBe(false)
})
