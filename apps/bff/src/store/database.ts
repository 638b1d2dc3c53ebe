export type Value = string | number | null

/** Texts are constants with a `?` for each value, so that each is prepared once. No value is ever written into one. */
export type Reader = {
  all: <Row>(text: string, ...values: readonly Value[]) => Promise<Row[]>
}
export type Writer = Reader & {
  /** Answers with the number of rows that it changed. */
  run: (text: string, ...values: readonly Value[]) => Promise<number>
}

/** What a ledger stands on. Reading sees what is committed and nothing else. */
export type Database = Reader & {
  /**
   * One transaction: what `work` did is durable when this resolves, and undone when it rejects. Transactions run one after another, so
   * `work` waits for nothing but the writer it was given.
   */
  write: <Result>(work: (writer: Writer) => Promise<Result>) => Promise<Result>
  close: () => Promise<void>
}

/** `(?, ?, ?, ?)` for three values: the last is repeated up to a power of two, so that lists of every length share a few texts. */
export function listOf(values: readonly string[]): { marks: string; values: string[] } {
  const length = 2 ** Math.ceil(Math.log2(Math.max(values.length, 1)))
  const padded = Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)] ?? '')
  return { marks: `(${padded.map(() => '?').join(', ')})`, values: padded }
}
