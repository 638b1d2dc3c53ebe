import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { StoreError } from './errors.ts'

const folder = new URL('../../migrations/', import.meta.url)

export type Migration = { name: string; text: string; sha256: string }
/** Files of both databases, and those of a subfolder for one of them. */
type Dialect = 'sqlite' | 'postgres'

/**
 * Plain SQL files in their order, each applied once: those that this ledger does not have yet. Throws StoreError migration where
 * one was applied with another text (history is added to, never rewritten), and where a newer version has been here.
 */
export function missingMigrations(dialect: Dialect, applied: ReadonlyMap<string, string>): Migration[] {
  const known = readAll(dialect)
  const names = new Set(known.map(({ name }) => name))
  const unknown = [...applied.keys()].find((name) => !names.has(name))
  if (unknown !== undefined)
    throw new StoreError(
      'migration',
      `The ledger was written by a newer version (it has the migration ${unknown}). Start that version, or restore an older backup.`,
    )
  for (const { name, sha256 } of known)
    if (applied.has(name) && applied.get(name) !== sha256)
      throw new StoreError(
        'migration',
        `The migration ${name} was applied with another text: this build is not whole.`,
      )
  return known.filter(({ name }) => !applied.has(name))
}

function readAll(dialect: Dialect): Migration[] {
  return [...readNames(''), ...readNames(`${dialect}/`)].map((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8')
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

const readNames = (under: string) =>
  readdirSync(new URL(under, folder))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => under + name)
