import { enqueueNotice } from '../deliveries.ts'
import type { World } from '../world.ts'
import type { CobR, Rec } from './model.ts'
import { cobrNotification, recNotification } from './present.ts'

/** Tells the receiver of every change of a recurrence and of a recurring charge (API Pix 2.9.0, Callbacks). */

export const tellRec = (world: World, rec: Rec): void =>
  enqueueNotice(world, 'rec', rec.idRec, { recs: [recNotification(rec)] })

export const tellCobR = (world: World, cobr: CobR): void =>
  enqueueNotice(world, 'cobr', cobr.txid, { cobsr: [cobrNotification(world, cobr)] })
