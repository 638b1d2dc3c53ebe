import { createHash } from 'node:crypto'
import type { Reader } from '../store/database.ts'
import { withoutNul } from '../store/postgres.ts'
import { pagesOf, type Row, type Table } from './tables.ts'

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

/** Reads the whole table. */
export async function prove(reader: Reader, table: Table): Promise<Proof> {
  const proof = createProof(table)
  for await (const page of pagesOf(reader, table)) proof.add(page)
  return proof.end()
}

/** As a person reads it. */
export function lineOf({ table, rows, cents, sha256 }: Proof): string {
  const sums = Object.entries(cents).map(([column, sum]) => ` ${column}=${sum}`)
  return `${table.padEnd(16)} ${`${rows}`.padStart(9)} rows  sha256 ${sha256.slice(0, 16)}${sums.join('')}`
}

export const isSame = (one: Proof, other: Proof) => JSON.stringify(one) === JSON.stringify(other)
