import type { Change, Database } from './database.ts'
import { StoreError } from './errors.ts'

/** A holder that died is followed by another after this, */
const leaseSeconds = 30
/** and a living one says so well before: two of its answers may get lost. */
export const renewEveryMs = 10_000
/** How often the others look whether it is over. */
export const lookEveryMs = 2_000

const expiry = `clock_timestamp() + interval '${leaseSeconds} seconds'`
/** Changes no row while somebody else holds it. */
const take = `INSERT INTO lease (name, holder, token, expires_at) VALUES (?, ?, 1, ${expiry})
  ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at,
    token = CASE WHEN lease.holder = excluded.holder THEN lease.token ELSE lease.token + 1 END
  WHERE lease.holder = excluded.holder OR lease.expires_at <= clock_timestamp() RETURNING token`
const giveBack = 'UPDATE lease SET expires_at = clock_timestamp() WHERE name = ? AND holder = ? AND token = ?'
/** Keeps anybody from taking the lease until this transaction is over. */
const isLatest = 'SELECT token FROM lease WHERE name = ? AND token = ? FOR SHARE'

/**
 * The right to do what one BFF at a time does, for as long as it is renewed. When it is over the database's clock decides. A holder
 * that was stopped for a while and does not know it yet is held back by its token, which is older than that of the next.
 * `monotonicMs` goes on while the process stands still, and never back.
 */
export function createLease(
  db: Database,
  name: string,
  holder: string,
  monotonicMs: () => number = () => performance.now(),
) {
  let held: { token: number; untilMs: number } | undefined
  const latest = () => (held !== undefined && monotonicMs() < held.untilMs ? held : undefined)

  return {
    isHeld: (): boolean => latest() !== undefined,

    /** Takes it if it is free, and renews it if it is ours. */
    async keep(): Promise<void> {
      const untilMs = monotonicMs() + leaseSeconds * 1_000
      const written = await db.write([{ text: take, values: [name, holder] }])
      const [row] = (written.kind === 'written' ? written.rows[0] : []) as { token: number }[]
      held = row && { token: row.token, untilMs }
    },

    /** So that the next need not wait. */
    async giveBack(): Promise<void> {
      if (held === undefined) return
      const { token } = held
      held = undefined
      await db.write([{ text: giveBack, values: [name, holder, token] }])
    },

    /** The ledger as its holder may change it: every transaction proves first that the lease is still his. */
    fence: (): Database => ({
      ...db,
      async write(changes, ring) {
        const token = latest()?.token
        if (token === undefined) throw lost()
        const proof: Change = { text: isLatest, values: [name, token], expects: 1 }
        const written = await db.write([proof, ...changes], ring)
        if (written.kind === 'written') return { kind: 'written', rows: written.rows.slice(1) }
        if (written.index > 0) return { kind: 'unexpected', index: written.index - 1 }
        held = undefined
        throw lost()
      },
    }),
  }
}

const lost = () =>
  new StoreError('lease-lost', 'Nothing was written: another BFF does by now what this one was about to do.')
