import { randomUUID } from 'node:crypto'
import { Agent, request } from 'undici'
import { withKey } from '../rigs/processes.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { connectPsp, newCob } from './psp-client.ts'
import { compare, interleave, type Round } from './samples.ts'
import { putFaults } from './sandbox-control.ts'
import type { Row } from './table.ts'

const atOnce = 20
const roundMs = 1_500
const roundsEach = 5
const amountCents = 2350

/** Cobrar: PUT /api/charges through the BFF against the PUT /cob that it makes, sent straight to the PSP. */
export async function create(): Promise<Row[]> {
  const dataDir = newFolder()
  const sandbox = await startSandbox(dataDir)
  const bff = await startBff(dataDir, sandbox.port)
  const psp = await connectPsp(dataDir, sandbox.port, atOnce)
  const till = new Agent({ connections: atOnce })

  const ours = async (worker: number) => {
    const reply = await request(`http://127.0.0.1:${bff.port}/api/charges/${newTxid()}`, {
      dispatcher: till,
      method: 'PUT',
      headers: { ...withKey, 'content-type': 'application/json' },
      body: JSON.stringify({ amountCents, terminalId: `caixa-${worker + 1}` }),
    })
    const text = await reply.body.text()
    if (reply.statusCode !== 201) throw new Error(`PUT /api/charges answered ${reply.statusCode}: ${text}`)
  }
  const straight = () => psp.call('PUT', `/cob/${newTxid()}`, newCob(psp.chave, amountCents))
  const measure = async (latencyMs: number) => {
    await putFaults(sandbox.controlPort, { latencyMs })
    await load(ours, 1_000)
    await load(straight, 1_000)
    return interleave(
      roundsEach,
      () => load(ours, roundMs),
      () => load(straight, roundMs),
    )
  }

  const near = await measure(50)
  const none = await measure(0)
  await Promise.all([till.close(), psp.close()])
  const baselineName = 'PUT /cob sent straight to the PSP over kept-alive mTLS'
  const row = { part: 'create', unit: 'ms', baselineName } as const
  return [
    {
      ...row,
      name: 'Create, 20 at once, PSP 50 ms away, p50',
      ...compare(near, 0.5),
      target: { ratioAtMost: 1.08 },
    },
    {
      ...row,
      name: 'Create, 20 at once, PSP 50 ms away, p99',
      ...compare(near, 0.99),
      target: { ratioAtMost: 1.25 },
    },
    {
      ...row,
      name: 'Create, 20 at once, no added delay, throughput',
      unit: '/s',
      ...compare(none.map(perSecond), 0.5),
      target: { ratioAtLeast: 0.4 },
    },
  ]
}

const newTxid = () => randomUUID().replaceAll('-', '')

/** Keeps twenty requests on their way until the time is over, and says how long each took. */
async function load(send: (worker: number) => Promise<unknown>, forMs: number): Promise<number[]> {
  const tookMs: number[] = []
  const endAt = performance.now() + forMs
  await Promise.all(
    Array.from({ length: atOnce }, async (_, worker) => {
      for (let begunAt = performance.now(); begunAt < endAt; begunAt = performance.now()) {
        await send(worker)
        tookMs.push(performance.now() - begunAt)
      }
    }),
  )
  return tookMs
}

/** With a fixed number on their way, the rate is that number over the mean time of one. */
const perSecond = ({ ours, baseline }: Round): Round => ({ ours: [rate(ours)], baseline: [rate(baseline)] })
const rate = (tookMs: number[]) => (1000 * atOnce * tookMs.length) / tookMs.reduce((sum, one) => sum + one, 0)
