export type Value = string | number | null

/** Texts are constants with a `?` for each value, so that each is prepared once. No value is ever written into one. */
export type Reader = {
  all: <Row>(text: string, ...values: readonly Value[]) => Promise<Row[]>
}

/**
 * The end of a list that an index has in its order. SQLite plans a text again at each run where its limit is a bare `?`, which costs
 * many times the run itself.
 */
export const upTo = 'LIMIT ? + 0'

/**
 * One statement of a transaction. `expects` is the number of rows that it has to change, where that matters; nobody is told then what it
 * returns. With `isLossy` what it returns may be missing, where a connection is lost right after a commit: its writer can do without.
 */
export type Change = { text: string; values: readonly Value[]; expects?: number; isLossy?: true }

/** What each statement returned; or which one met other rows than it expected, and then none of them was done. */
export type Written = { kind: 'written'; rows: unknown[][] } | { kind: 'unexpected'; index: number }

/** What a ledger stands on. Reading sees what is committed and nothing else. */
export type Database = Reader & {
  /**
   * One transaction, durable when this resolves. What was read before it may have changed: say so with `expects`. The screens of the
   * terminal `ring` read again: where several BFFs work on the ledger, the others are told of it together with the commit.
   */
  write: (changes: readonly Change[], ring?: string) => Promise<Written>
  close: () => Promise<void>
}

/** As many values in one text as are worth it. */
const batch = 512

/** Asks for a long list in parts, each as `listOf` writes it. */
export async function inBatches<Row>(
  values: readonly string[],
  ask: (list: ReturnType<typeof listOf>) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let from = 0; from < values.length; from += batch)
    rows.push(...(await ask(listOf(values.slice(from, from + batch)))))
  return rows
}

/** `(?, ?, ?, ?)` for three values: the last is repeated up to a power of two, so that lists of every length share a few texts. */
export function listOf(values: readonly string[]): { marks: string; values: string[] } {
  const length = 2 ** Math.ceil(Math.log2(Math.max(values.length, 1)))
  const padded = Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)] ?? '')
  return { marks: `(${padded.map(() => '?').join(', ')})`, values: padded }
}
