import type { Authorization, PayerAccount, Withdrawal } from '../account/model.ts'
import type { CobR, Rec, RecLoc, SolicRec } from './model.ts'

/** What the kinds of things that change by themselves are, and each by its id. */
export type Things = { rec: Rec; solicrec: SolicRec; cobr: CobR; authorization: Authorization }
export type ThingKind = keyof Things

/** One thing, and when it changes by itself. */
export type Appointment = { kind: ThingKind; id: string; at: number }

/** All of Pix Automático in this world. */
export type Registry = {
  readonly [K in ThingKind]: Map<string, Things[K]>
} & {
  readonly locs: Map<number, RecLoc>
  readonly locByToken: Map<string, RecLoc>
  readonly accounts: Map<string, PayerAccount>
  /** By account and the payer's own name for the payment. */
  readonly withdrawals: Map<string, Withdrawal>
  /** How long each message between the two banks takes from now on; in production it is seconds, and up to two hours for a scheduling. */
  readonly pace: { messageMs: number }
  /** By kind and id: only what will change by itself, so that looking for the next costs nothing where there is none. */
  readonly agenda: Map<string, Appointment>
}

/** Long enough to be seen on the way, short enough to wait for. */
export const usualMessageMs = 300

export const createRegistry = (): Registry => ({
  rec: new Map(),
  solicrec: new Map(),
  cobr: new Map(),
  authorization: new Map(),
  locs: new Map(),
  locByToken: new Map(),
  accounts: new Map(),
  withdrawals: new Map(),
  pace: { messageMs: usualMessageMs },
  agenda: new Map(),
})
