import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { restore } from './restore.ts'
import { SettingError } from './settings.ts'
import { type Kind, kinds, type World } from './world.ts'

export type Store = {
  /** Takes a change, to be written at the end of this turn of the event loop. */
  save: World['save']
  load(world: World): void
  /** Resolves once everything saved so far is written; awaited before an answer leaves. */
  flushed(): Promise<void>
  close(): void
}

/**
 * The world in `DATA_DIR/sandbox.sqlite`, one JSON row per thing. WAL with synchronous NORMAL survives the end of
 * the process at any point; only a power cut may lose the last moments, which a simulator can afford and the
 * product's ledger cannot. The lock is exclusive: two sandboxes on one folder would each overwrite the other.
 */
export function openStore(dataDir: string): Store {
  const database = open(join(dataDir, 'sandbox.sqlite'))
  const put = database.prepare(
    'INSERT INTO thing VALUES (?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET json = excluded.json',
  )
  const remove = database.prepare('DELETE FROM thing WHERE kind = ? AND id = ?')
  const dirty = new Map<string, [Kind, string, object | undefined]>()

  let nextFlush: Promise<void> | undefined

  /** All that one turn of the event loop changes shares a transaction: under load that is several requests. */
  function save(kind: Kind, id: string, value: object | undefined): void {
    // A request that a fault still held back when the box was closed: it came too late.
    if (!database.isOpen) return
    dirty.set(`${kind}/${id}`, [kind, id, value])
    nextFlush ??= new Promise((resolve) => setImmediate(resolve)).then(flush)
  }

  function flush(): void {
    nextFlush = undefined
    if (dirty.size === 0) return
    database.exec('BEGIN')
    for (const [kind, id, value] of dirty.values()) {
      if (value) put.run(kind, id, JSON.stringify(value))
      else remove.run(kind, id)
    }
    database.exec('COMMIT')
    dirty.clear()
  }

  return {
    save,
    load(world) {
      // By rowid, the order in which things came to be: lists and the latest charges rely on it.
      const rows = database.prepare('SELECT json FROM thing WHERE kind = ? ORDER BY rowid')
      for (const kind of kinds) {
        for (const { json } of rows.iterate(kind)) restore(world, kind, JSON.parse(String(json)))
      }
    },
    flushed: () => nextFlush ?? Promise.resolve(),
    close() {
      flush()
      database.close()
    },
  }
}

function open(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path)
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    database.exec(`
      CREATE TABLE IF NOT EXISTS thing (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (kind, id)) STRICT
    `)
    return database
  } catch (cause) {
    const why = 'another sandbox runs on it, it is damaged, or DATA_DIR is not a folder that can be written'
    throw new SettingError(`${path} cannot be used: ${why}.`, { cause })
  }
}
