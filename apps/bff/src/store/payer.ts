import type { Database } from './database.ts'
import { createPayerAnswers } from './payer-answers.ts'
import { createPayerDeeds } from './payer-deeds.ts'
import { createPayerInbox } from './payer-inbox.ts'
import { createPayerNotices } from './payer-notices.ts'
import { createPayerVersion } from './payer-version.ts'

/** What this shop has done as a payer: beside the money that it receives, in the same database. */
export type PayerStore = ReturnType<typeof createPayerStore>

export const createPayerStore = (db: Database) => ({
  ...createPayerAnswers(db),
  ...createPayerDeeds(db),
  ...createPayerInbox(db),
  ...createPayerNotices(db),
  ...createPayerVersion(db),
})
