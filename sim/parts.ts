import type { Account } from '../apps/bff/src/account/account.ts'
import type { Bus } from '../apps/bff/src/bus/bus.ts'
import type { Deps } from '../apps/bff/src/deps.ts'
import { authorizeCode, payCode } from '../apps/bff/src/flows/agree-to-code.ts'
import { cancelCharge } from '../apps/bff/src/flows/cancel-charge.ts'
import { cancelRecurrence } from '../apps/bff/src/flows/cancel-recurrence.ts'
import { cancelRecurrenceCharge, chargeRecurrence } from '../apps/bff/src/flows/charge-recurrence.ts'
import { createCharge, type Opening } from '../apps/bff/src/flows/create-charge.ts'
import { extendCharge } from '../apps/bff/src/flows/extend-charge.ts'
import { offerRecurrence } from '../apps/bff/src/flows/offer-recurrence.ts'
import { closeShift, openShift } from '../apps/bff/src/flows/open-shift.ts'
import type { createInbox } from '../apps/bff/src/flows/read-webhook.ts'
import { refundCharge } from '../apps/bff/src/flows/refund-charge.ts'
import { plainError } from '../apps/bff/src/plain-error.ts'
import { createPsp, type Psp } from '../apps/bff/src/psp/psp.ts'
import type { AccessStore } from '../apps/bff/src/store/access.ts'
import type { Database } from '../apps/bff/src/store/database.ts'
import type { PayerStore } from '../apps/bff/src/store/payer.ts'
import type { Store } from '../apps/bff/src/store/store.ts'
import { scannableText } from '../apps/pos/checkout/charge-face.ts'
import { mergeReply, mergeSnapshot } from '../apps/pos/checkout/merge-snapshot.ts'
import { readSnapshot } from '../apps/pos/checkout/read-snapshot.ts'
import { sceneOf } from '../apps/pos/checkout/scene.ts'
import { sendCharge } from '../apps/pos/checkout/send-charge.ts'
import type { Snapshot, StreamView } from '../packages/contracts/src/index.ts'
import type { Scheduler } from './scheduler.ts'

export type ServerDeps = Deps & { opening: Opening }
export type Inbox = ReturnType<typeof createInbox>
export type ReadSnapshot = (terminalId: string, view: StreamView) => Promise<Snapshot>

/** What is under test. Here it is the product itself; a mutant is the same with one thing made wrong. */
export const parts = {
  /** Whether a commit is on the disk before its answer. */
  syncs: true,
  database: (database: Database, _scheduler: Scheduler): Database => database,
  store: (store: Store): Store => store,
  access: (access: AccessStore): AccessStore => access,
  psp: (psp: Psp): Psp => psp,
  bus: (bus: Bus): Bus => bus,
  inbox: (inbox: Inbox, _deps: ServerDeps): Inbox => inbox,
  snapshot: (read: ReadSnapshot): ReadSnapshot => read,
  account: (account: Account): Account => account,
  payerStore: (store: PayerStore): PayerStore => store,
  plainError,
  createPsp,
  createCharge,
  cancelCharge,
  extendCharge,
  refundCharge,
  openShift,
  closeShift,
  payCode,
  authorizeCode,
  offerRecurrence,
  chargeRecurrence,
  cancelRecurrenceCharge,
  cancelRecurrence,
  readSnapshot,
  mergeSnapshot,
  mergeReply,
  sceneOf,
  scannableText,
  sendCharge,
}
export type Parts = typeof parts
