import { pino } from 'pino'
import { readSettings } from '../env.ts'
import { createAuditReader } from '../store/audit.ts'
import { openPostgres } from '../store/postgres.ts'
import { readSqlite } from '../store/sqlite.ts'

export type OpenAudit = ReturnType<typeof createAuditReader> & { close: () => Promise<void> }

/** The audit where the settings have the ledger, beside a BFF that goes on writing it. Throws SettingsError and StoreError. */
export async function openAudit(environment: Record<string, string | undefined>): Promise<OpenAudit> {
  const { DATA_DIR, DATABASE_URL } = readSettings(environment)
  const ledger =
    DATABASE_URL === undefined
      ? readSqlite(DATA_DIR)
      : await openPostgres(DATABASE_URL, Date.now(), pino({ level: 'silent' }))
  return { ...createAuditReader(ledger), close: () => ledger.close() }
}
