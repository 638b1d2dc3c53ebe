import { brcode } from './brcode.ts'
import { create } from './create.ts'
import { displays } from './displays.ts'
import { painted } from './painted.ts'
import { payload } from './payload.ts'
import { endAll } from './processes.ts'
import { start } from './start.ts'
import { asJson, asMarkdown, asText, isMet, type Row } from './table.ts'

/** `npm run bench`, or `npm run bench -- create payload` for some of it, `--markdown` for the table of docs/bench.md. */
const parts: Record<string, () => Promise<Row[]>> = { create, painted, displays, payload, start, brcode }

const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const unknown = asked.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endAll().finally(() => process.exit(1)))

const rows: Row[] = []
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
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
console.log(process.argv.includes('--markdown') ? asMarkdown(rows, command) : asText(rows))
if (!process.argv.includes('--markdown')) console.log(asJson(rows))
for (const row of rows) if (!isMet(row)) console.error(`missed: ${row.name}`)
