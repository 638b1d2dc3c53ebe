import type { Operation } from './faults.ts'

/** What was asked of the box: how often each operation, and how many of one at the same time. */
export type Traffic = ReturnType<typeof createTraffic>

export function createTraffic() {
  const counts = new Map<Operation, { all: number; underWay: number; most: number }>()
  const told = (which: 'all' | 'most') =>
    Object.fromEntries([...counts].map(([operation, count]) => [operation, count[which]]))

  return {
    /** Notes that a call has come. Answers with what notes that nobody waits for it any more, however often that is noticed. */
    begin(operation: Operation): () => void {
      const count = counts.get(operation) ?? { all: 0, underWay: 0, most: 0 }
      counts.set(operation, count)
      count.all += 1
      count.underWay += 1
      count.most = Math.max(count.most, count.underWay)
      let isOver = false
      return () => {
        if (!isOver) count.underWay -= 1
        isOver = true
      }
    },
    /** Calls of each operation since the start. */
    calls: () => told('all'),
    /** The most of each operation that were under way at one time. */
    atOnce: () => told('most'),
  }
}
