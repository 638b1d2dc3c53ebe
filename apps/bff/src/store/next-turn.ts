/** Lets everything else have its turn. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
