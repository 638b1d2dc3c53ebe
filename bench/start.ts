import { startProgram } from '../rigs/processes.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { compare, interleave } from './samples.ts'
import type { Row } from './table.ts'

const rounds = 9

/** From the spawn to the open door, on a ledger that is already there, as after a power cut or an update. */
export async function start(): Promise<Row[]> {
  const dataDir = newFolder()
  const sandbox = await startSandbox(dataDir)
  const ours = async () => {
    const bff = await startBff(dataDir, sandbox.port)
    await bff.end()
    return [bff.readyAfterMs]
  }
  const bare = async () => {
    const server = await startProgram('bench/bare-server.ts', { arguments: [dataDir] })
    await server.end()
    return [server.readyAfterMs]
  }
  // The first start of each makes its tables and fills the machine's file cache.
  await ours()
  await bare()
  return [
    {
      part: 'start',
      name: 'BFF, spawn to ready',
      unit: 'ms',
      baselineName: 'Express with node:sqlite, one table and one route, spawn to listening',
      ...compare(await interleave(rounds, ours, bare), 0.5),
      target: { ratioAtMost: 3 },
    },
  ]
}
