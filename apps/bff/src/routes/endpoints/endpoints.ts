import { care } from './care.ts'
import { charges } from './charges.ts'
import { devices } from './devices.ts'
import type { Endpoint } from './endpoint.ts'
import { history } from './history.ts'
import { payer } from './payer.ts'
import { people } from './people.ts'
import { receipts } from './receipts.ts'
import { reconciliation } from './reconciliation.ts'
import { recurrences } from './recurrences.ts'
import { setUp } from './set-up.ts'
import { shifts } from './shifts.ts'
import { shops } from './shops.ts'
import { terminals } from './terminals.ts'

/** Every door of the API: what OpenAPI shows, and what answers 405 where the address is right and the method is not. */
export const endpoints: readonly Endpoint[] = [
  ...history,
  ...charges,
  ...receipts,
  ...reconciliation,
  ...terminals,
  ...shifts,
  ...shops,
  ...setUp,
  ...people,
  ...devices,
  ...payer,
  ...recurrences,
  ...care,
]
