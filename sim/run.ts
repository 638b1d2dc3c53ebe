import { parseArgs } from 'node:util'
import { parts } from './parts.ts'
import { simulate } from './simulate.ts'
import type { Sometimes } from './sometimes.ts'
import { inMemory } from './world/disk.ts'

/** `npm run sim -- --seeds 1000 --from 0`, or one seed again with `--seeds 1 --from SEED`. */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '0' } },
})
const from = readWhole('from', values.from)
const count = readWhole('seeds', values.seeds)
const medium = inMemory()
const met: Sometimes = new Map()
const beganMs = performance.now()
let failures = 0
let done = 0
/** What was found until then is told. */
let isStopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopping = true))
let events = 0
for (let seed = from; seed < from + count && !isStopping; seed++) {
  const outcome = await simulate(seed, medium, parts, count === 1 ? 100_000 : undefined)
  events += outcome.events
  done += 1
  for (const [occasion, times] of outcome.sometimes) met.set(occasion, (met.get(occasion) ?? 0) + times)
  const { failure } = outcome
  if (failure === undefined) continue
  failures += 1
  console.log(`SEED=${seed} broke ${failure.invariant}: ${failure.sentence}\n  ${failure.complaint}`)
  if (count === 1) console.log(JSON.stringify(outcome.swarm))
  for (const line of failure.last.slice(count === 1 ? 0 : -12)) console.log(`  ${line}`)
}
const seconds = (performance.now() - beganMs) / 1000
for (const [occasion, times] of [...met].sort()) console.log(`${String(times).padStart(7)} ${occasion}`)
console.log(
  `${done} seeds, ${(done / seconds).toFixed(1)} seeds a second, ${Math.round(events / done)} events a seed, ${failures} failures`,
)
process.exitCode = failures > 0 ? 1 : 0

function readWhole(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  console.error(`--${name}: a whole number, not ${text}`)
  process.exit(2)
}
