import type { Reader, Value } from '../store/database.ts'

export type Table = { name: string; columns: readonly string[]; key: readonly string[] }
export type Row = Record<string, Value>

/** Rows of a page: a few hundred kilobytes, whatever the size of the ledger. */
const pageRows = 1_000

export const quoted = (name: string) => `"${name}"`
export const list = (names: readonly string[]) => names.map(quoted).join(', ')

/** The tables of a SQLite ledger in the order in which they were made: what others refer to comes first. */
export async function tablesOf(source: Reader): Promise<Table[]> {
  const names = await source.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migration' AND name NOT LIKE 'sqlite%' ORDER BY rowid`,
  )
  return Promise.all(
    names.map(async ({ name }) => {
      const columns = await source.all<{ name: string; pk: number }>(
        'SELECT name, pk FROM pragma_table_info(?) ORDER BY cid',
        name,
      )
      const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
      return { name, columns: columns.map((column) => column.name), key: key.map((column) => column.name) }
    }),
  )
}

/** Every row once, in the order of its key, which is the same in both databases: bytes by bytes. */
export async function* pagesOf(reader: Reader, { name, columns, key }: Table): AsyncGenerator<Row[]> {
  const text = (condition: string) =>
    `SELECT ${list(columns)} FROM ${quoted(name)} ${condition} ORDER BY ${list(key)} LIMIT ${pageRows}`
  const after = `WHERE (${list(key)}) > (${key.map(() => '?').join(', ')})`
  let page = await reader.all<Row>(text(''))
  while (page.length > 0) {
    yield page
    const last = page.at(-1)
    page = await reader.all<Row>(text(after), ...key.map((column) => last?.[column] ?? null))
  }
}
