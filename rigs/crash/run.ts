import { parseArgs } from 'node:util'
import { crash } from './rounds.ts'

/** A shop is serving again within this, as long as nobody else uses the machine. */
const restartLimitMs = 2_000
const tellEveryMs = 10_000

/** `npm run crash -- --rounds 500 --seed 1`. Ends with 1 where anything was lost, doubled or untrue, or came back too slowly. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const rounds = readWhole('rounds', values.rounds)
const seed = readWhole('seed', values.seed)
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    console.log('ends after this round')
    stopping.abort()
  })
const beganAtMs = performance.now()
let toldAtMs = beganAtMs
const {
  rounds: done,
  acknowledged,
  complaints,
  restartsMs,
  settledMs,
  reached,
  missed,
  kept,
} = await crash({
  rounds,
  seed,
  // Sixty in the middle, so that 500 rounds hold it to some 40,000 answers.
  answersBefore: 120,
  atOnce: 1,
  settleLimitMs: 30_000,
  signal: stopping.signal,
  onRound(soFar) {
    const nowMs = performance.now()
    if (nowMs - toldAtMs < tellEveryMs) return
    toldAtMs = nowMs
    console.log(
      `${((nowMs - beganAtMs) / 1000).toFixed(0).padStart(5)} s  ${soFar.rounds} of ${rounds} rounds, ${soFar.acknowledged} acknowledged, ${soFar.complaints.length} complaints`,
    )
  },
})

for (const [point, times] of reached)
  console.log(
    `${String(times).padStart(5)} ${point}${missed.has(point) ? ` (${missed.get(point)} missed)` : ''}`,
  )
for (const { invariant, point, kind, what } of complaints.slice(0, 50))
  console.log(`${invariant} ${kind}: ${what} (${point})`)
for (const folder of kept) console.log(`ledger and log are kept in ${folder}`)
const of = (kind: string) => complaints.filter((complaint) => complaint.kind === kind).length
console.log(
  `${done} rounds of seed ${seed}: ${acknowledged} acknowledged, ${of('lost')} lost, ${of('doubled')} doubled, ${of('untrue')} untrue; serving again after ${told(restartsMs)}; all that was open verified after ${told(settledMs)}`,
)
const isSlow = Math.max(...restartsMs) > restartLimitMs
if (isSlow) console.log(`a restart took longer than ${restartLimitMs} ms`)
if (done < rounds) console.log(`cut short: ${done} of ${rounds} rounds`)
process.exitCode = complaints.length > 0 || isSlow ? 1 : done < rounds ? 130 : 0

function told(durationsMs: readonly number[]): string {
  if (durationsMs.length === 0) return 'nobody knows how long'
  const sorted = durationsMs.toSorted((one, other) => one - other)
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return `${Math.round(median)} ms (median), ${Math.round(sorted.at(-1) ?? Number.NaN)} ms (max)`
}

function readWhole(name: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text)
  console.error(`--${name}: a whole number from 1, not ${text}`)
  process.exit(2)
}
