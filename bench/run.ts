import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../rigs/processes.ts'
import { brcode } from './brcode.ts'
import { create } from './create.ts'
import { displays } from './displays.ts'
import { growth } from './growth.ts'
import { intake } from './intake.ts'
import { painted } from './painted.ts'
import { payload } from './payload.ts'
import { endAll } from './processes.ts'
import { reconcile } from './reconcile.ts'
import { scale } from './scale.ts'
import { simulation } from './simulation.ts'
import { start } from './start.ts'
import { asJson, asMarkdown, asText, isMet, machine, type Row } from './table.ts'

/**
 * `npm run bench` measures everything, `npm run bench -- create payload` some of it, each against a baseline in the same run, and
 * prints a table and one line of JSON; with `--markdown` the table of docs/bench.md. Meant for a machine that does nothing else.
 */
const parts: Record<string, () => Promise<Row[]>> = {
  create,
  intake,
  painted,
  displays,
  payload,
  start,
  reconcile,
  growth,
  scale,
  brcode,
  simulation,
}
const withScreens = new Set(['painted', 'payload'])

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
const chosen = Object.entries(parts).filter(([name]) => asked.length === 0 || asked.includes(name))

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(1)))

const { cores, loadBefore } = machine()
if (loadBefore > cores / 2)
  console.error(`The machine is busy already (load ${loadBefore} on ${cores} cores): expect noise.`)
if (chosen.some(([name]) => withScreens.has(name))) build()

const rows: Row[] = []
for (const [name, measure] of chosen) {
  const begunAt = performance.now()
  try {
    rows.push(...(await measure()))
    console.error(`${name}: ${((performance.now() - begunAt) / 1000).toFixed(1)} s`)
  } catch (error) {
    // One part that cannot be measured does not take the others with it.
    console.error(`${name} was not measured:`, error)
    process.exitCode = 1
  } finally {
    await endAll()
  }
}

const command = ['npm run bench', ...(asked.length > 0 ? ['--', ...asked] : [])].join(' ')
if (process.argv.includes('--markdown')) console.log(asMarkdown(rows, command))
else console.log(`${asText(rows)}\n${asJson(rows)}`)
for (const row of rows) if (!isMet(row)) console.error(`Missed: ${row.name}`)

/** The screens as they are written now, not as somebody built them once. */
function build() {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error('The screens could not be built')
}
