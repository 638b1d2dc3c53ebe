import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { countOf, failuresOf, figuresOf } from './figures.ts'
import { type Sample, soak } from './soak.ts'

const displays = 500
const salesPerSecond = 5
const expirationSeconds = 120
const faultRate = 0.01
const sampleEveryMs = 10_000
const warmUpMs = 60_000

/** `npm run soak -- --minutes 60 --seed 1`. Ends with 1 where a promise was broken or something grew that must not. */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
})
const minutes = readWhole('minutes', values.minutes)
const seed = readWhole('seed', values.seed)
if (!existsSync('/proc/self/fd')) {
  console.error('The soak reads what the BFF weighs from /proc, which only Linux has.')
  process.exit(2)
}
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

const result = await soak({
  durationMs: minutes * 60_000,
  seed,
  displays,
  salesPerSecond,
  expirationSeconds,
  faultRate,
  sampleEveryMs,
  signal: stopping.signal,
  onSample: tell,
})
const lives = figuresOf(result.samples, warmUpMs)
const { complaints, charges, kills, heard, kept } = result
for (const { invariant, kind, what } of complaints.slice(0, 50)) console.log(`${invariant} ${kind}: ${what}`)
if (kept !== undefined) console.log(`ledger and log are kept in ${kept}`)
for (const { life, samples, memoryMbPerHour, rssMb, descriptors, largestWalBytes } of lives)
  console.log(
    `life ${life + 1}: memory ${memoryMbPerHour?.toFixed(1) ?? '?'} MB/h (${rssMb.first.toFixed(0)} to ${rssMb.last.toFixed(0)} MB, ${samples} samples), descriptors ${descriptors.first} to ${descriptors.last}, largest WAL ${megabytes(largestWalBytes)}`,
  )
if (lives.length === 0)
  console.log('no life was longer than a minute: nothing can be said of memory and descriptors')
const { lost, doubled, untrue } = countOf(complaints)
console.log(
  `seed ${seed}, ${kills} kills: ${charges.made} charges made, ${charges.settled} settled, ${charges.missed} missed by busy tills, ${heard} snapshots heard; ${lost} lost, ${doubled} doubled, ${untrue} untrue`,
)
const failures = failuresOf(result, lives)
for (const failure of failures) console.log(`FAILED ${failure}`)
if (stopping.signal.aborted) console.log('stopped before its end: what was open is not verified')
process.exitCode = failures.length > 0 ? 1 : stopping.signal.aborted ? 130 : 0

function tell({ life, atMs, rssBytes, descriptors, walBytes, openCharges }: Sample, connected: number) {
  console.log(
    `${(atMs / 1000).toFixed(0).padStart(5)} s  life ${life + 1}  ${megabytes(rssBytes)}  ${descriptors} descriptors  WAL ${megabytes(walBytes)}  ${openCharges ?? '?'} open  ${connected} displays`,
  )
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function readWhole(name: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text)
  console.error(`--${name}: a whole number from 1 to 9999, not ${text}`)
  process.exit(2)
}
