import type { Charge } from '@balcao/contracts'
import type { PspState } from '../psp-state.ts'
import type { Journal } from './journal.ts'
import type { Records } from './records.ts'

/** Read in this order, with the tills at rest. */
export type Seen = {
  /** Through the BFF's door. */
  ledger: readonly Charge[]
  psp: PspState
  /** The ledger's file and the log, behind the BFF's back. */
  records: Records
}
export type Complaint = { invariant: string; kind: 'lost' | 'doubled' | 'untrue'; what: string }

/** One thing that must hold at any moment, whatever has happened: an invariant, as far as it is seen from outside. */
export type Promised = {
  /** As in docs/fault-matrix.md, "Invariants". */
  invariant: string
  kind: Complaint['kind']
  /** What breaks it, in sentences. */
  broken: (seen: Seen, journal: Journal) => string[]
}

export const sumOf = (list: readonly { amountCents: number }[]) =>
  list.reduce((cents, { amountCents }) => cents + amountCents, 0)

export function duplicates(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return ids.filter((id) => seen.has(id) || !seen.add(id))
}
