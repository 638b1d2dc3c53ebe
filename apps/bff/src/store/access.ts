import { createAudit } from './audit.ts'
import type { Database } from './database.ts'
import { createDevices } from './devices.ts'
import { createPeople } from './people.ts'
import { createSessions } from './sessions.ts'

/** Who may do what, and what they did: beside the money, in the same database. */
export type AccessStore = ReturnType<typeof createAccessStore>

export const createAccessStore = (db: Database) => ({
  ...createAudit(db),
  ...createDevices(db),
  ...createPeople(db),
  ...createSessions(db),
})
