import { care } from './care.ts'
import { charges } from './charges.ts'
import { devices } from './devices.ts'
import type { Endpoint } from './endpoint.ts'
import { people } from './people.ts'
import { reconciliation } from './reconciliation.ts'
import { terminals } from './terminals.ts'

/** Every door of the API: what OpenAPI shows, and what answers 405 where the address is right and the method is not. */
export const endpoints: readonly Endpoint[] = [
  ...charges,
  ...reconciliation,
  ...terminals,
  ...people,
  ...devices,
  ...care,
]
