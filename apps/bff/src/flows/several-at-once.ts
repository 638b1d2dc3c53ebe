/** Questions to the PSP at once: enough to catch up after a pause, few enough to leave the PSP to the cashiers. */
const atOnce = 8

/** Does this for each, a few at a time. The first failure is told when it comes; what is left goes on. */
export async function severalAtOnce<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items]
  const follow = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: atOnce }, follow))
}
