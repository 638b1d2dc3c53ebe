/** Questions to the PSP at once: enough to catch up after a pause, few enough to leave the PSP to the cashiers. */
const atOnce = 8

/** Does this for each, a few at a time. One that fails stops none of the others; the first failure is thrown when all are done. */
export async function severalAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const failures: unknown[] = []
  const follow = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      await work(next).catch((error: unknown) => failures.push(error))
  }
  await Promise.all(Array.from({ length: atOnce }, follow))
  if (failures.length > 0) throw failures[0]
}
