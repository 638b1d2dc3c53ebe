import { DatabaseError } from 'pg'
import { StoreError, type StoreErrorCode } from './errors.ts'

/** SQLSTATE (PostgreSQL, appendix A) of what an operator can do something about; two letters stand for the whole class. */
const sentences: Record<string, [code: StoreErrorCode, what: string]> = {
  '28': ['forbidden', 'refuses the user or the password of DATABASE_URL'],
  '3D': ['unavailable', 'does not exist: make it with CREATE DATABASE, or correct DATABASE_URL'],
  '42501': [
    'forbidden',
    'does not let this user do it: the user of DATABASE_URL has to own the database, or its schema and its tables',
  ],
  '25006': [
    'unavailable',
    'can only be read: DATABASE_URL has to lead to the primary server, and not to a standby',
  ],
  '53300': ['unavailable', 'has no connection left: raise its max_connections, or stop what else uses it'],
  '53100': ['unavailable', 'has no space left on its disk'],
  '57014': ['unavailable', 'did not finish in time'],
  '55P03': ['unavailable', 'is locked by another program'],
  '57P': ['unavailable', 'is stopping or starting'],
}

/** What the server, or the way to it, said against a question, with what to do about it. */
export function postgresError(address: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  const state = cause instanceof DatabaseError ? (cause.code ?? '') : ''
  const known = sentences[state] ?? sentences[state.slice(0, 3)] ?? sentences[state.slice(0, 2)]
  if (known !== undefined) return new StoreError(known[0], `The ledger ${address} ${known[1]}.`, cause)
  // The server's own message quotes values, which may be a person's: the log has the place in the code, and this.
  if (cause instanceof DatabaseError)
    return new StoreError('unavailable', `The ledger ${address} refused a statement (SQLSTATE ${state}).`)
  const said = cause instanceof Error && 'code' in cause ? String(cause.code) : messageOf(cause)
  return new StoreError(
    'unavailable',
    `The ledger ${address} does not answer (${said}). Start PostgreSQL there, or correct DATABASE_URL.`,
    cause,
  )
}

/** Several addresses of one name are tried one after the other, and each has its own reason. */
const messageOf = (cause: unknown): string =>
  cause instanceof AggregateError && cause.errors.length > 0
    ? messageOf(cause.errors[0])
    : cause instanceof Error
      ? cause.message
      : String(cause)

/**
 * With these the server ends the connection and not only the statement: whether a commit was done is then open. By SQLSTATE, since
 * the word that says so, FATAL, comes in the language of the server.
 */
const endsTheConnection = /^(08|57P|25P03|25P04|58|F0|XX)/

/** The server itself has said no: the connection stands, and nothing was changed. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof DatabaseError && !endsTheConnection.test(error.code ?? 'XX')

/**
 * Two transactions stood in each other's way, and the server has ended this one: 40001 serialization, 40P01 deadlock, 23503 what this
 * one read and wrote beside was deleted by the other in between, 23505 a name that it found free was taken by the other.
 */
export const isCollision = (error: unknown): boolean =>
  error instanceof DatabaseError && ['40001', '40P01', '23503', '23505'].includes(error.code ?? '')
