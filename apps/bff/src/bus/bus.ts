/**
 * The doorbell between whoever changes the ledger and whoever shows it. It carries no news, only "read again": a lost ring
 * costs time, never truth.
 */
export type Bus = ReturnType<typeof createBus>

export function createBus() {
  const listeners = new Map<string, Set<() => void>>()
  return {
    ring(terminalId: string) {
      for (const listener of listeners.get(terminalId) ?? []) listener()
    },
    ringAll() {
      for (const terminal of listeners.values()) for (const listener of terminal) listener()
    },
    /** Answers with what stops the listening. */
    listen(terminalId: string, listener: () => void): () => void {
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
