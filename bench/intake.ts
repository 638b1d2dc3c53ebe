import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { join } from 'node:path'
import { startProgram } from '../rigs/processes.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { compare, interleave } from './samples.ts'
import type { Row } from './table.ts'

const atOnce = 8
const roundMs = 1_500
const roundsEach = 5
/** A callback that names no Pix: what is measured is the intake, and not the questions to the PSP that a name leads to. */
const body = JSON.stringify({ pix: [] })

/** POST /webhook/pix over mTLS, on a new connection each time and on kept ones: each body is on the disk before its 200. */
export async function intake(): Promise<Row[]> {
  const dataDir = newFolder()
  const sandbox = await startSandbox(dataDir)
  const bff = await startBff(dataDir, sandbox.port)
  const bare = await startProgram('bench/bare-intake.ts', { arguments: [dataDir, 'answer'] })
  const syncing = await startProgram('bench/bare-intake.ts', { arguments: [dataDir, 'sync'] })
  const read = (name: string) => readFileSync(join(dataDir, 'pki', name))
  const identity = { ca: read('ca.pem'), cert: read('psp.pem'), key: read('psp.key') }

  const post = (port: number, agent: Agent) =>
    new Promise<void>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length }
      const call = request(
        { host: 'localhost', port, path: '/webhook/pix', method: 'POST', headers, agent },
        (answer) => {
          answer.resume()
          answer.once('end', () =>
            answer.statusCode === 200
              ? resolve()
              : reject(new Error(`${port} answered ${answer.statusCode}`)),
          )
        },
      )
      call.once('error', reject)
      call.end(body)
    })
  /** Bodies taken in a second. */
  async function rate(port: number, keepAlive: boolean): Promise<number[]> {
    const agent = new Agent({ ...identity, keepAlive, maxCachedSessions: 0, maxSockets: atOnce })
    let done = 0
    const beganMs = performance.now()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (; performance.now() - beganMs < roundMs; done++) await post(port, agent)
      }),
    )
    const perSecond = (1000 * done) / (performance.now() - beganMs)
    agent.destroy()
    return [perSecond]
  }
  const measure = async (baselinePort: number, keepAlive: boolean) => {
    const webhookPort = bff.webhookPort ?? 0
    await rate(webhookPort, keepAlive)
    await rate(baselinePort, keepAlive)
    const rounds = await interleave(
      roundsEach,
      () => rate(webhookPort, keepAlive),
      () => rate(baselinePort, keepAlive),
    )
    return compare(rounds, 0.5)
  }

  const row = { part: 'intake', unit: '/s' } as const
  return [
    {
      ...row,
      name: 'Webhooks taken in, each on a new mTLS connection',
      ...(await measure(bare.port, false)),
      baselineName: 'node:https alone, bench/bare-intake.ts, which keeps nothing',
      target: { ratioAtLeast: 0.7 },
    },
    {
      ...row,
      name: 'Webhooks taken in, connections kept',
      ...(await measure(syncing.port, true)),
      baselineName: 'the same, with one synced row each',
      target: { ratioAtLeast: 0.5 },
    },
  ]
}
