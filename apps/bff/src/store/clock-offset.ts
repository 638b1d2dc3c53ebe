import type { Database } from './database.ts'

/**
 * How many milliseconds the PSP's clock is ahead of a machine's, as its answers last showed. By the machine's name, since several may
 * share a ledger and each has a clock of its own.
 */
export const createClockOffset = (db: Database) => ({
  async clockOffset(machine: string): Promise<number | undefined> {
    const [row] = await db.all<{ offset_ms: number }>(
      'SELECT offset_ms FROM clock_offset WHERE machine = ?',
      machine,
    )
    return row?.offset_ms
  },

  async setClockOffset(machine: string, offsetMs: number): Promise<void> {
    await db.write([
      {
        text: 'INSERT INTO clock_offset (machine, offset_ms) VALUES (?, ?) ON CONFLICT (machine) DO UPDATE SET offset_ms = excluded.offset_ms',
        values: [machine, offsetMs],
      },
    ])
  },
})
