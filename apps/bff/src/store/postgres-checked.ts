import { DatabaseError } from 'pg'

/** Of what is in no standard (SQL: classes from I to Z are the implementer's), by the function of migration 4. */
const unexpectedRows = 'UNEXP'

export const returnsRows = (text: string): boolean => /^\s*SELECT\b|\bRETURNING\b/.test(text)

/** The same change, which ends its transaction where it meets other rows than the last value says. */
export const checkedText = (text: string): string =>
  `WITH change AS (${returnsRows(text) ? text : `${text} RETURNING 1`}) SELECT expect_rows(count(*), ?) FROM change`

export const isUnexpected = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === unexpectedRows
