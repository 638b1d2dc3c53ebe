import { Router } from 'express'
import type { Bus } from '../bus/bus.ts'
import type { Clock } from '../deps.ts'
import { payerCodeRoutes } from './payer-codes.ts'
import { type PayerFlowDeps, payerDoors } from './payer-doors.ts'
import { payerEventRoutes } from './payer-events.ts'
import { payerRecurrenceRoutes } from './payer-recurrences.ts'
import type { Streams } from './streams.ts'

export type PayerRoutes = { router: Router; streams: Streams }

/** /api/payer: the shop as one who pays. Without an account the doors say so, and the stream too. */
export function payerRoutes(
  { bus, clock }: { bus: Bus; clock: Clock },
  deps: PayerFlowDeps | undefined,
): PayerRoutes {
  const doors = payerDoors(deps, clock.now)
  const events = payerEventRoutes({ bus, clock }, deps)
  const router = Router()
  router.use(events.router, payerCodeRoutes(doors), payerRecurrenceRoutes(doors))
  return { router, streams: events.streams }
}
