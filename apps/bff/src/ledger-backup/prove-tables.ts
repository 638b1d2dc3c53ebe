import { isSame, type Proof, prove } from '../ledger-copy/proof.ts'
import { tablesOf } from '../ledger-copy/tables.ts'
import type { Reader } from '../store/database.ts'

/** Of every table of a ledger in SQLite, one after another. */
export async function proveAll(reader: Reader): Promise<Proof[]> {
  const proofs: Proof[] = []
  for (const table of await tablesOf(reader)) proofs.push(await prove(reader, table))
  return proofs
}

/** The first table that is not the same in both. */
export const firstDifference = (before: readonly Proof[], after: readonly Proof[]): string | undefined =>
  before.find((proof, index) => {
    const other = after[index]
    return other === undefined || !isSame(proof, other)
  })?.table
