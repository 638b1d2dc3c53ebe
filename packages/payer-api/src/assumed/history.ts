import { type Cancellation, readCancellation } from '../cancellation.ts'
import { readInstantMs } from '../instant.ts'
import { type Limits, readLimits } from '../limits.ts'
import { present, readMap, readWord } from '../reading.ts'
import {
  type IntegrationStatus,
  type RecurrenceStatus,
  readIntegrationStatus,
  readStatus,
  recurrenceStatuses,
} from '../status.ts'

/** The guide: the history holds authorisations, modifications, refusals and cancellations. */
export const historyTypes = ['AUTHORIZATION', 'CONFIGURATION', 'REJECTION', 'CANCELLATION'] as const
export type HistoryType = (typeof historyTypes)[number]

/** What was done to a recurrence, and how it stood afterwards. */
export type History = {
  type: HistoryType | 'undetermined'
  createdAtMs: number
  status: RecurrenceStatus
  integrationStatus?: IntegrationStatus
  limits?: Limits
  cancellation?: Cancellation
}

/** ASSUMED: `{type, createdAt, status, integrationStatus, limits, cancellation}`, with the parts of the recurrence's own event. */
export function historyFrom(value: unknown, at: string): History {
  const wire = readMap(value, at)
  const isLimited = wire.limits !== undefined && wire.limits !== null
  return {
    type: readWord(wire.type, historyTypes),
    createdAtMs: readInstantMs(wire.createdAt, `${at}.createdAt`),
    status: readStatus(wire.status, recurrenceStatuses),
    ...present({
      integrationStatus: readIntegrationStatus(wire.integrationStatus),
      limits: isLimited ? readLimits(wire.limits, `${at}.limits`) : undefined,
      cancellation: readCancellation(wire.cancellation),
    }),
  }
}
