import { repeatOne, sell, type Till } from './till.ts'

export type Load = { stop: () => Promise<void> }

/** Tills that sell one sale after the other until they are stopped, first what was left unanswered. */
export function startLoad(tills: readonly Till[]): Load {
  let isStopping = false
  const selling = tills.map(async (till) => {
    while (!isStopping) {
      await repeatOne(till)
      if (!isStopping) await sell(till)
    }
  })
  return {
    /** Resolves when every request has had its answer, or has failed. */
    async stop() {
      isStopping = true
      await Promise.all(selling)
    },
  }
}
