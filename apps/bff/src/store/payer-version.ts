import type { Change, Database } from './database.ts'

/** One more, in the transaction of whatever the payer's screens show otherwise after it. */
export const nextPayerVersion: Change = {
  text: 'INSERT INTO payer_version (id, version) VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET version = payer_version.version + 1',
  values: [],
}

export const createPayerVersion = (db: Database) => ({
  async payerVersion(): Promise<number> {
    const [row] = await db.all<{ version: number }>('SELECT version FROM payer_version')
    return row?.version ?? 1
  },
})
