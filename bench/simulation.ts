import { simulate } from '../sim/simulate.ts'
import { inMemory } from '../sim/world/disk.ts'
import type { Row } from './table.ts'

/** By then everything is compiled, and the tables are made. */
const warmUp = 20
const seeds = 100

/** How many shops a second the simulation sees through to their end, on one core. Nothing to compare it with: the figure is told. */
export async function simulation(): Promise<Row[]> {
  const medium = inMemory()
  const run = async (from: number, count: number) => {
    for (let seed = from; seed < from + count; seed++) {
      const { failure } = await simulate(seed, medium)
      if (failure !== undefined)
        throw new Error(`SEED=${seed} broke ${failure.invariant}: ${failure.complaint}`)
    }
  }
  await run(0, warmUp)
  const beganMs = performance.now()
  await run(warmUp, seeds)
  const perSecond = seeds / ((performance.now() - beganMs) / 1_000)
  return [
    {
      part: 'simulation',
      name: 'Simulation: seeds a second, one core',
      unit: '/s',
      ours: perSecond,
      baselineName: 'told, not judged',
    },
  ]
}
