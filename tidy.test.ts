import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'

/** The floors of the house, checked against every import. docs/architecture.md says why. */

const root = import.meta.dirname
const sources = ['apps', 'packages', 'e2e', 'bench', 'sim', 'rigs'].flatMap((folder) =>
  files(join(root, folder)),
)

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(ts|tsx)$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
}

const code = (file: string) =>
  readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** Every import of a file: `from '…'`, `import '…'` and `import('…')`, types included. */
function imports(file: string): string[] {
  const text = code(file)
  return [...text.matchAll(/(?:\bfrom\s|\bimport\s|\bimport\()'([^'\n]+)'/g)].flatMap(
    ([, name]) => name ?? [],
  )
}

/** `apps/bff/src/store/x.ts` for a relative import, the name itself for a package. */
const target = (file: string, name: string) =>
  name.startsWith('.')
    ? relative(root, resolve(root, dirname(file), name))
        .split(sep)
        .join('/')
    : name

/** `apps/bff`, `packages/ui`; what stands in `apps` itself starts all of them, and is a home of its own. */
const home = (file: string) =>
  file
    .split('/')
    .slice(0, 2)
    .filter((part) => !part.includes('.'))
    .join('/')
const isTest = (file: string) =>
  file.endsWith('.test.ts') || file.endsWith('.test.tsx') || /\/testing\//.test(file)
const rows = sources.flatMap((file) => imports(file).map((name) => ({ file, name, to: target(file, name) })))
const ours = rows.filter(({ file }) => !isTest(file))
const wrong = (offends: (row: (typeof rows)[number]) => boolean, among = ours) =>
  among.filter(offends).map(({ file, name }) => `${file} imports ${name}`)

test('there is something to check', () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(ours.length).toBeGreaterThan(200)
})

test('packages are leaves: none of ours, nothing of Node', () => {
  expect(
    wrong(({ file, to }) => file.startsWith('packages/') && /^(@balcao\/|node:|apps\/)/.test(to)),
  ).toEqual([])
})

test('no file reaches into another app or package by path', () => {
  expect(
    wrong(
      ({ file, to }) =>
        /^(apps|packages)\//.test(file) && /^(apps|packages)\//.test(to) && home(file) !== home(to),
      rows.filter(
        ({ file, to }) => !(isTest(file) && file.startsWith('apps/bff/') && to.startsWith('apps/sandbox/')),
      ),
    ),
  ).toEqual([])
})

test('the sandbox knows nothing of our rules nor of our client', () => {
  expect(
    wrong(
      ({ file, name }) =>
        file.startsWith('apps/sandbox/') && /^@balcao\/(domain|pix|payer-api|contracts)/.test(name),
    ),
  ).toEqual([])
})

test('a package.json names what its folder imports, and nothing else of ours', () => {
  for (const folder of [...new Set(sources.map(home))].filter((name) =>
    /^(apps|packages)\/[^.]+$/.test(name),
  )) {
    const { dependencies = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    const used = new Set(
      ours
        .filter(({ file, name }) => home(file) === folder && !/^(\.|node:|virtual:)/.test(name))
        .map(({ name }) =>
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/'),
        ),
    )
    expect(
      [...used].filter((name) => !(name in dependencies)),
      `${folder} imports without naming`,
    ).toEqual([])
    const namedOfOurs = Object.keys(dependencies).filter((name) => name.startsWith('@balcao/'))
    expect(
      namedOfOurs.filter((name) => !used.has(name)),
      `${folder} names without importing`,
    ).toEqual([])
  }
})

const floors: Record<string, readonly string[]> = {
  'apps/bff/src/store/': ['routes', 'flows', 'psp', 'account', 'bus'],
  'apps/bff/src/psp/': ['routes', 'flows', 'store', 'account', 'bus'],
  'apps/bff/src/account/': ['routes', 'flows', 'store', 'psp', 'bus'],
  'apps/bff/src/bus/': ['routes', 'flows', 'store', 'psp', 'account'],
  'apps/bff/src/wire/': ['routes', 'flows', 'store', 'psp', 'account', 'bus'],
  'apps/bff/src/flows/': ['routes'],
  'apps/pos/shell/': ['checkout', 'cashier', 'display', 'kiosk', 'home', 'office', 'entrance', 'receipt'],
  'apps/pos/checkout/': ['cashier', 'display', 'kiosk', 'home', 'office', 'entrance', 'receipt'],
  'apps/pos/cashier/': ['display', 'kiosk', 'home', 'office', 'entrance', 'receipt'],
  'apps/pos/display/': ['cashier', 'kiosk', 'home', 'office', 'entrance', 'receipt'],
  'apps/pos/kiosk/': ['cashier', 'display', 'home', 'office', 'entrance', 'receipt'],
  'apps/pos/home/': ['cashier', 'display', 'kiosk', 'office', 'entrance', 'receipt'],
  'apps/pos/office/': ['cashier', 'display', 'kiosk', 'home', 'entrance', 'receipt'],
  'apps/pos/entrance/': ['cashier', 'display', 'kiosk', 'home', 'office', 'receipt'],
  'apps/pos/receipt/': ['cashier', 'display', 'kiosk', 'home', 'office', 'entrance'],
}

test.each(Object.entries(floors))('%s stays on its floor', (floor, above) => {
  const base = floor.startsWith('apps/bff') ? 'apps/bff/src/' : 'apps/pos/'
  expect(sources.some((file) => file.startsWith(floor))).toBe(true)
  expect(
    wrong(({ file, to }) => file.startsWith(floor) && above.some((name) => to.startsWith(`${base}${name}/`))),
  ).toEqual([])
})

test('no files import one another in a circle', () => {
  const from = Map.groupBy(ours, ({ file }) => file)
  const onto = (file: string) => (from.get(file) ?? []).map(({ to }) => to).filter((to) => from.has(to))
  const left = new Set<string>()
  const circles: string[] = []
  const walk = (file: string, way: readonly string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '))
    if (left.has(file)) return
    left.add(file)
    for (const next of onto(file)) walk(next, [...way, file])
  }
  for (const file of from.keys()) walk(file, [])
  expect(circles).toEqual([])
})

test('rules and flows read no clock, no chance and no network of their own', () => {
  const forbidden =
    /\b(Date\.now|new Date\(\)|Math\.random|setTimeout|setInterval|fetch\(|performance\.now|crypto\.random)/
  const readers = sources
    .filter((file) => !isTest(file) && /^(packages\/domain|apps\/bff\/src\/flows)\//.test(file))
    .filter((file) => forbidden.test(code(file)))
  expect(readers).toEqual([])
})

test('TLS checks are switched off nowhere', () => {
  const off = /rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED\s*[:=]\s*['"]?0/
  expect(sources.filter((file) => !isTest(file) && off.test(code(file)))).toEqual([])
})

test('what is installed is known by its hash, comes from a registry, runs nothing then, and is free to be shipped', () => {
  type Package = { resolved?: string; integrity?: string; link?: true; dev?: true; license?: string }
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Package>
  }
  const installed = Object.entries(packages).filter(
    ([path, { link }]) => /node_modules\//.test(path) && !link,
  )
  expect(installed.length).toBeGreaterThan(100)
  const odd = installed.filter(
    ([, { integrity, resolved }]) =>
      !integrity?.startsWith('sha512-') || (resolved !== undefined && !/^https:\/\/.+\.tgz$/.test(resolved)),
  )
  expect(odd.map(([path]) => path)).toEqual([])
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
  const free = ['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause', 'OFL-1.1', '(BSD-3-Clause OR GPL-2.0)']
  const bound = installed.filter(([, { dev, license }]) => !dev && !free.includes(license ?? ''))
  expect(bound.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
})
