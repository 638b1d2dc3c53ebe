import { repeatOne, sell, type Till } from './till.ts'

export type PacedLoad = {
  /** Sales that fell out, as every till was still at work on the one before. */
  missed: () => number
  /** Resolves when every request has had its answer, or has failed. */
  stop: () => Promise<void>
}

/** So many sales a second, whatever the BFF does, as customers come whether the till is ready or not. */
export function startPacedLoad(tills: readonly Till[], salesPerSecond: number): PacedLoad {
  const free = [...tills]
  const sales = new Set<Promise<void>>()
  let failure: { cause: unknown } | undefined
  let missed = 0

  async function serve(till: Till) {
    try {
      await repeatOne(till)
      await sell(till)
    } catch (cause) {
      failure ??= { cause }
    } finally {
      free.push(till)
    }
  }
  const timer = setInterval(() => {
    const till = free.shift()
    if (till === undefined) {
      missed += 1
      return
    }
    const sale: Promise<void> = serve(till).finally(() => sales.delete(sale))
    sales.add(sale)
  }, 1_000 / salesPerSecond)

  return {
    missed: () => missed,
    async stop() {
      clearInterval(timer)
      await Promise.all(sales)
      if (failure !== undefined) throw new Error('A till has failed', failure)
    },
  }
}
