import type { Database } from './database.ts'

export type PspOfLedger = { psp: string; environment: 'production' | 'sandbox' }

/** Which PSP the charges of this ledger stand at. */
export const createPspOfLedger = (db: Database) => ({
  async pspOfLedger(): Promise<PspOfLedger | undefined> {
    const [row] = await db.all<PspOfLedger>('SELECT psp, environment FROM psp_of_ledger')
    return row
  },
  setPspOfLedger: async ({ psp, environment }: PspOfLedger): Promise<void> =>
    void (await db.write([
      {
        text: `INSERT INTO psp_of_ledger (id, psp, environment) VALUES (1, ?, ?)
               ON CONFLICT (id) DO UPDATE SET psp = excluded.psp, environment = excluded.environment`,
        values: [psp, environment],
      },
    ])),
  async hasCharges(): Promise<boolean> {
    return (await db.all('SELECT 1 FROM charge LIMIT 1')).length > 0
  },
})
