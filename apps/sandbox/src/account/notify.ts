import { enqueueNotice } from '../deliveries.ts'
import type { CobR, SolicRec } from '../recurrence/model.ts'
import type { World } from '../world.ts'
import type { Authorization } from './model.ts'
import { billingJson, recurrenceJson, requestJson } from './present.ts'

/** Tells the payer of every change: the event is the thing itself as it now is, with nothing that names its kind. */

const tell = (world: World, about: string, event: object | undefined): void => {
  if (event) enqueueNotice(world, 'account', about, event)
}

export const tellRequest = (world: World, request: SolicRec): void =>
  tell(world, request.idRec, requestJson(world, request))

export const tellRecurrence = (world: World, one: Authorization): void =>
  tell(world, one.recId, recurrenceJson(world, one))

export const tellBilling = (world: World, cobr: CobR): void =>
  tell(world, cobr.txid, billingJson(world, cobr))
