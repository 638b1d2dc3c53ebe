import { setTimeout as pause } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { type Program, startProgram, withKey } from '../rigs/processes.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { compare, interleave, type Round } from './samples.ts'
import { listenTo, type SseClient } from './sse-client.ts'
import type { Row } from './table.ts'

const count = 2_000
const reconnecting = 1_000
const pushes = 1_000
/** Terminals on which something happens while the others stand idle. */
const busy = 100
const rounds = 3
const stormsPerRound = 3
/** Streams opened and closed before anything is weighed: what a server allocates once is not a display's. */
const warmUps = 200
/** Connects at once while the streams are opened in peace, as over a morning. */
const opensAtOnce = 20
/** The BFF tells a till a quarter of a second after a display has come; then it is quiet. */
const quietMs = 1_500

type Measured = { bytesPerDisplay: number; pushMs: number[]; stormMs: number[] }

/** Two thousand displays on one server, each on a terminal of its own: what they weigh, how fast they hear, how fast they are back. */
export async function displays(): Promise<Row[]> {
  const dataDir = newFolder()
  const sandbox = await startSandbox(dataDir)
  const frameLength = await snapshotLength(dataDir, sandbox.port)
  const measured = await interleave(
    rounds,
    async () => measure(await startBff(dataDir, sandbox.port, meter)),
    async () =>
      measure(
        await startProgram('bench/bare-sse.ts', { nodeArguments: meter, arguments: [String(frameLength)] }),
      ),
  )
  const each = (pick: (one: Measured) => number[]): Round[] =>
    measured.map(({ ours, baseline }) => ({ ours: pick(ours), baseline: pick(baseline) }))
  const row = {
    part: 'displays',
    baselineName: 'node:http alone, bench/bare-sse.ts: same bytes, same heartbeat, no ledger',
  } as const
  return [
    {
      ...row,
      name: `${count} displays, memory of each`,
      unit: 'KB',
      ...compare(
        each((one) => [one.bytesPerDisplay / 1000]),
        0.5,
      ),
      target: { ratioAtMost: 1.3 },
    },
    {
      ...row,
      name: `Event pushed to one of ${count} displays, p99`,
      unit: 'ms',
      ...compare(
        each((one) => one.pushMs),
        0.99,
      ),
      target: { ratioAtMost: 1.5 },
    },
    {
      ...row,
      name: `${reconnecting} displays back at once, all fresh`,
      unit: 'ms',
      ...compare(
        each((one) => one.stormMs),
        0.5,
      ),
      target: { ratioAtMost: 2 },
    },
  ]
}

const meter = ['--expose-gc', '--import', new URL('memory-meter.ts', import.meta.url).href]
const eventsOf = (index: number) => `/api/terminals/caixa-${index + 1}/events?view=display`

async function measure(server: Program): Promise<Measured> {
  for (const stream of await open(server.port, warmUps)) await stream.close()
  await pause(quietMs)
  const emptyBytes = Number(await server.ask('memory'))
  const streams = await open(server.port, count)
  await pause(quietMs)
  const fullBytes = Number(await server.ask('memory'))
  const pushMs = await push(server.port, streams)
  const stormMs: number[] = []
  for (let turn = 0; turn < stormsPerRound; turn++) stormMs.push(await storm(server.port, streams))
  await Promise.all(streams.map((stream) => stream.close()))
  await server.end()
  return { bytesPerDisplay: (fullBytes - emptyBytes) / count, pushMs, stormMs }
}

async function open(port: number, wanted: number): Promise<SseClient[]> {
  const streams: SseClient[] = []
  let next = 0
  await Promise.all(
    Array.from({ length: opensAtOnce }, async () => {
      while (next < wanted) {
        const index = next++
        streams[index] = await listenTo(port, eventsOf(index))
      }
    }),
  )
  return streams
}

/**
 * A terminal is told to show what it already shows: from the request to the snapshot at its display. The ledger is asked and read
 * but, the second time, has nothing to write, so that the disk stays out of it, as it does for the bare server.
 */
async function push(port: number, streams: readonly SseClient[]): Promise<number[]> {
  const dispatcher = new Agent({ connections: 1 })
  const tookMs: number[] = []
  for (let turn = -busy; turn < pushes; turn++) {
    const index = (turn + busy) % busy
    const heard = streams[index]?.next()
    const begunAt = performance.now()
    const changed = request(`http://127.0.0.1:${port}/api/terminals/caixa-${index + 1}/current`, {
      dispatcher,
      method: 'PUT',
      headers: { ...withKey, 'content-type': 'application/json' },
      body: '{"txid":null}',
    })
    const isCounted = turn >= 0
    const noted = heard?.then(() => isCounted && tookMs.push(performance.now() - begunAt))
    const [reply] = await Promise.all([changed, noted])
    await reply.body.dump()
  }
  await dispatcher.close()
  return tookMs
}

/** The shop's network comes back: until the last of them shows what is true again. */
async function storm(port: number, streams: SseClient[]): Promise<number> {
  await Promise.all(streams.slice(0, reconnecting).map((stream) => stream.close()))
  await pause(quietMs)
  const begunAt = performance.now()
  const back = await Promise.all(
    Array.from({ length: reconnecting }, (_, index) => listenTo(port, eventsOf(index))),
  )
  const tookMs = performance.now() - begunAt
  streams.splice(0, reconnecting, ...back)
  return tookMs
}

/** What an idle display is sent, so that the bare server sends as much. */
async function snapshotLength(dataDir: string, sandboxPort: number): Promise<number> {
  const bff = await startBff(dataDir, sandboxPort)
  const stream = await listenTo(bff.port, eventsOf(0))
  await stream.close()
  await bff.end()
  return stream.first.length
}
