import { readOptionalInstantMs } from './instant.ts'
import { present, readOptionalText } from './reading.ts'
import { isObject } from './wire.ts'

/** Who ended it, when and why. The code is the Central Bank's, such as SLDB (asked for by the payer). */
export type Cancellation = {
  id?: string
  requester?: string
  requesterTaxId?: string
  code?: string
  description?: string
  statusAckId?: string
  createdAtMs?: number
}

/** An object whose fields are all null stands in everything that was never cancelled. */
export function readCancellation(value: unknown): Cancellation | undefined {
  if (!isObject(value)) return undefined
  const cancellation = present({
    id: readOptionalText(value.id),
    requester: readOptionalText(value.requester),
    requesterTaxId: readOptionalText(value.requesterTaxId),
    code: readOptionalText(value.code),
    description: readOptionalText(value.description),
    statusAckId: readOptionalText(value.statusAckId),
    createdAtMs: readOptionalInstantMs(value.createdAt),
  })
  return Object.keys(cancellation).length === 0 ? undefined : cancellation
}
