/** Whose reading a ring is for: every screen of the terminal, or only its tills, which alone say what displays it has. */
export type Whom = 'all' | 'tills'

/**
 * The doorbell between whoever changes the ledger and whoever shows it. It carries no news, only "read again": a lost ring
 * costs time, never truth.
 */
export type Bus = ReturnType<typeof createBus>

export function createBus() {
  const listeners = new Map<string, Set<(whom: Whom) => void>>()
  function ringAll() {
    for (const terminal of listeners.values()) for (const listener of terminal) listener('all')
  }
  const ringHere = (terminalId: string, whom: Whom = 'all') => {
    for (const listener of listeners.get(terminalId) ?? []) listener(whom)
  }
  return {
    ring: ringHere,
    /** Of what the commit itself has told the other BFFs. */
    ringHere,
    /** What only this BFF knows has changed, as the weather at its PSP. */
    ringAll,
    /** What every screen of every BFF shows has changed, as the name of a shop. */
    ringEverywhere: ringAll,
    /** Answers with what stops the listening. */
    listen(terminalId: string, listener: (whom: Whom) => void): () => void {
      const terminal = listeners.get(terminalId) ?? new Set()
      listeners.set(terminalId, terminal)
      terminal.add(listener)
      return () => {
        terminal.delete(listener)
        if (terminal.size === 0) listeners.delete(terminalId)
      }
    },
  }
}
