import { createHash } from 'node:crypto'
import { withoutNul } from '../store/postgres.ts'
import type { Row, Table } from './tables.ts'

/** What a table holds, so that two of them can be held against each other. Sums are of cents, by column. */
export type Proof = { table: string; rows: number; cents: Record<string, string>; sha256: string }

/** Takes in a table page by page, in the order of its key. */
export function createProof({ name, columns }: Table) {
  const hash = createHash('sha256')
  const money = columns.filter((column) => column.endsWith('_cents'))
  const sums = new Map(money.map((column) => [column, 0n]))
  let rows = 0
  return {
    add(page: readonly Row[]) {
      rows += page.length
      for (const row of page) {
        hash.update(`${JSON.stringify(columns.map((column) => withoutNul(row[column] ?? null)))}\n`)
        for (const [column, sum] of sums) sums.set(column, sum + BigInt(row[column] ?? 0))
      }
    },
    end: (): Proof => ({
      table: name,
      rows,
      cents: Object.fromEntries([...sums].map(([column, sum]) => [column, `${sum}`])),
      sha256: hash.digest('hex'),
    }),
  }
}

export const isSame = (one: Proof, other: Proof) => JSON.stringify(one) === JSON.stringify(other)
