import type { Logger } from 'pino'
import type { Clock } from '../deps.ts'
import type { AccessStore } from '../store/access.ts'

/** As many rows as one transaction writes without keeping a till waiting. */
const batch = 200
const day = 24 * 3_600_000

/**
 * Chains what the audit has got since, and writes the head of the chain into the log once a day: kept elsewhere, as logs are, it shows when
 * rows were cut off at the end.
 */
export function createSealing({ access, clock, log }: { access: AccessStore; clock: Clock; log: Logger }) {
  let saidAtMs = Number.NEGATIVE_INFINITY
  return async (): Promise<void> => {
    while ((await access.sealAudit(batch)) === batch);
    if (clock.now() - saidAtMs < day) return
    saidAtMs = clock.now()
    const { place, hash } = await access.auditHead()
    log.info({ head: `${place}:${hash}` }, 'head of the audit')
  }
}
