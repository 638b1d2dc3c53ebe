import { Client } from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type CommitFate, startProxy } from '../testing/postgres-proxy.ts'
import { type PostgresServer, startPostgres } from '../testing/postgres-server.ts'
import { patience } from '../testing/world.ts'
import type { Change, Database } from './database.ts'
import { StoreError } from './errors.ts'
import { openPostgres } from './postgres.ts'

let server: PostgresServer
const lost: string[] = []
const log = pino({ level: 'warn' }, { write: (line: string) => void lost.push(line) })
const opened: Database[] = []
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.close(), 60_000)
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close()
})

async function open(url: string): Promise<Database> {
  const database = await openPostgres(url, 0, log)
  opened.push(database)
  return database
}
const put = (terminalId: string, txid: string | null = null): Change => ({
  text: 'INSERT INTO terminal (terminal_id, current_txid) VALUES (?, ?)',
  values: [terminalId, txid],
})
const set = (terminalId: string, txid: string, expects?: number): Change => ({
  text: 'UPDATE terminal SET current_txid = ? WHERE terminal_id = ?',
  values: [txid, terminalId],
  ...(expects !== undefined && { expects }),
})
const terminals = async (database: Database) =>
  (await database.all<{ terminal_id: string }>('SELECT terminal_id FROM terminal ORDER BY terminal_id')).map(
    (row) => row.terminal_id,
  )

describe('a transaction', () => {
  let url: string
  let database: Database
  beforeAll(async () => {
    url = await server.createDatabase()
    await open(url)
  })
  const begin = async () => {
    await server.query(url, 'TRUNCATE terminal')
    database = await open(url)
  }

  async function commitOnceWaitedFor(other: Client) {
    await expect
      .poll(
        () => server.query(url, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"),
        patience,
      )
      .toHaveLength(1)
    await other.query('COMMIT')
    await other.end()
  }

  test('that meets other rows than it expected is undone whole, and says which statement it was', async () => {
    await begin()
    expect(await database.write([put('a'), set('b', 'x', 1)])).toEqual({ kind: 'unexpected', index: 1 })
    expect(await terminals(database)).toEqual([])
    expect((await database.write([put('a'), set('a', 'x', 1)])).kind).toBe('written')
  })

  test('that meets other rows leaves its connection as good as it was', async () => {
    await begin()
    const backend = async () =>
      (await database.all<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid
    const before = await backend()
    for (const found of ['new', 'prepared', 'new again'])
      expect(await database.write([put(found), set('b', found, 1), put('c')])).toEqual({
        kind: 'unexpected',
        index: 1,
      })
    expect((await database.write([put('b'), set('b', 'x', 1), put('c')])).kind).toBe('written')
    expect(await terminals(database)).toEqual(['b', 'c'])
    expect(await backend()).toBe(before)
  })

  test('that fails is undone whole, and tells nothing of what it was about', async () => {
    await begin()
    const failed = database.write([put('a'), put('segredo'), put('segredo')])
    await expect(failed).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.not.stringContaining('segredo'),
    })
    expect(await terminals(database)).toEqual([])
  })

  test('that stands in the way of another, and the other in its way: both are done', async () => {
    await begin()
    await database.write([put('a'), put('b')])
    const meanwhile: Change = { text: 'SELECT pg_sleep(0.2)', values: [] }
    const collided = async () => {
      const [row] = await server.query<{ deadlocks: string }>(
        url,
        'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
      )
      return row?.deadlocks !== '0'
    }
    // On a busy machine one may be through before the other has begun.
    do {
      const both = await Promise.all([
        database.write([set('a', 'x'), meanwhile, set('b', 'x')]),
        database.write([set('b', 'y'), meanwhile, set('a', 'y')]),
      ])
      expect(both.map(({ kind }) => kind)).toEqual(['written', 'written'])
    } while (!(await collided()))
    const rows = await database.all<{ current_txid: string }>('SELECT current_txid FROM terminal')
    expect(new Set(rows.map((row) => row.current_txid)).size).toBe(1)
  })

  test('whose parent row another takes away in between begins again, and finds that it is not there', async () => {
    await begin()
    await server.query(url, "INSERT INTO bff VALUES ('a', now())")
    const other = new Client({ connectionString: url })
    await other.connect()
    await other.query("BEGIN; DELETE FROM bff WHERE bff_id = 'a'")
    const child: Change = {
      text: "INSERT INTO bff_display SELECT 'caixa-1', bff_id, 1 FROM bff WHERE bff_id = ?",
      values: ['a'],
      expects: 1,
    }
    const written = database.write([child])
    await commitOnceWaitedFor(other)
    expect(await written).toEqual({ kind: 'unexpected', index: 0 })
  })

  test('whose key another takes in between begins again, and finds that it is taken', async () => {
    await begin()
    const other = new Client({ connectionString: url })
    await other.connect()
    await other.query("BEGIN; INSERT INTO terminal (terminal_id) VALUES ('a')")
    const written = database.write([set('a', 'x', 0), put('a')])
    await commitOnceWaitedFor(other)
    expect(await written).toEqual({ kind: 'unexpected', index: 0 })
  })

  test('keeps numbers and foreign words as they are, but for what PostgreSQL has no sign for', async () => {
    await begin()
    const cents = 9_007_199_254_740_991
    const text =
      'INSERT INTO pix (end_to_end_id, txid, amount_cents, paid_at_ms, heard_at_ms, heard_by) VALUES (?, ?, ?, 0, 0, ?)'
    await database.write([{ text, values: ['E1', 'Pão 🥖\0', cents, 'sweep'] }])
    expect(
      await database.all(
        'SELECT txid, amount_cents, sum(amount_cents) AS sum, count(*) AS count FROM pix GROUP BY end_to_end_id',
      ),
    ).toEqual([{ txid: 'Pão 🥖\uFFFD', amount_cents: cents, sum: cents, count: 1 }])
    await expect(database.write([{ text, values: ['E2', null, 10.5, 'sweep'] }])).rejects.toThrow(StoreError)
  })
})

test('a question that is refused takes none of those along that were asked in the same breath', async () => {
  const database = await open(await server.createDatabase())
  const ask = (text: string) => database.all<{ n: number }>(text)
  const all = () =>
    Promise.allSettled([
      ask('SELECT 1 AS n'),
      ask('SELECT 1 / 0 AS n'),
      ask('SELECT 3 AS n'),
      ask('SELECT nothing'),
    ])
  for (const _ of ['prepared', 'known'])
    expect(await all()).toMatchObject([
      { value: [{ n: 1 }] },
      { reason: { code: 'unavailable' } },
      { value: [{ n: 3 }] },
      { reason: { code: 'unavailable' } },
    ])
})

describe('a server that stands still in the middle of a transaction', () => {
  /** Goes no further until it is let. */
  const gate: Change[] = [
    { text: "SET LOCAL lock_timeout = '60s'", values: [] },
    { text: 'SELECT pg_advisory_xact_lock(1)', values: [] },
  ]
  /** Writes up to the gate, where its process is stopped. `goOn` lets it go on and opens the gate. */
  async function stopInside(url: string, ledgerUrl = url) {
    const database = await open(ledgerUrl)
    const keeper = new Client({ connectionString: url })
    await keeper.connect()
    await keeper.query('SELECT pg_advisory_lock(1)')
    const writing = database.write([put('a'), ...gate])
    // Whoever looks at what became of it does so later.
    writing.catch(() => {})
    const waiting = () =>
      server.query<{ pid: number }>(
        url,
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
      )
    await expect.poll(waiting, patience).toHaveLength(1)
    const [{ pid } = { pid: 0 }] = await waiting()
    process.kill(pid, 'SIGSTOP')
    const goOn = async () => {
      process.kill(pid, 'SIGCONT')
      await keeper.end()
    }
    return { database, writing, goOn }
  }

  test('for a while: what it writes is seen by nobody, and is done once when the server goes on', async () => {
    const { database, writing, goOn } = await stopInside(await server.createDatabase())
    expect(await terminals(database)).toEqual([])
    await goOn()
    expect((await writing).kind).toBe('written')
    expect(await terminals(database)).toEqual(['a'])
  })

  test('for longer than anybody waits: it is refused, nothing of it is there, and the next one is done', async () => {
    const url = await server.createDatabase()
    const { database, writing, goOn } = await stopInside(url, `${url}?query_timeout=5000&lock_timeout=200`)
    // Begun again on another connection, it meets a row that nobody lets go of.
    await expect(writing).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('is locked'),
    })
    expect(await terminals(database)).toEqual([])
    await goOn()
    await expect
      .poll(() => database.write([put('a')]).catch(() => undefined), patience)
      .toMatchObject({ kind: 'written' })
    expect(await terminals(database)).toEqual(['a'])
  })
})

describe('a connection that is lost', () => {
  test('while nobody uses it, and nobody has noticed it yet, is replaced by the question that does', async () => {
    const proxy = await startProxy(await server.createDatabase())
    const database = await open(proxy.url)
    const fill = (name: string) =>
      Promise.all(Array.from({ length: 10 }, (_, n) => database.write([put(`${name}${n}`)])))
    await fill('a')
    proxy.killUnnoticed()
    expect(await terminals(database)).toHaveLength(10)
    await fill('b')
    proxy.killUnnoticed()
    for (const { kind } of await fill('c')) expect(kind).toBe('written')
    expect(await terminals(database)).toHaveLength(30)
    await database.close()
    opened.length = 0
    await proxy.close()
  })

  test('by an error while it is idle does not end the process', async () => {
    const url = await server.createDatabase()
    const database = await open(url)
    await database.write([put('a')])
    await server.query(
      url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    await expect.poll(() => lost.length, patience).toBeGreaterThan(0)
    expect(await terminals(database)).toEqual(['a'])
  })

  const fates: [sentence: string, fate: CommitFate][] = [
    ['before the server heard of the commit: it is done again', 'lose-request'],
    ['after the server has committed: it is not done twice', 'lose-answer'],
    ['while the commit is still on its way: it is waited for', 'deliver-late'],
  ]
  const kinds: [sentence: string, fate: CommitFate, isWhole: boolean][] = fates.flatMap(
    ([sentence, fate]) => [
      [sentence, fate, false],
      [`all that was sent in one piece, ${sentence}`, fate, true],
    ],
  )
  test.each(kinds)('%s', async (_sentence, fate, isWhole) => {
    const url = await server.createDatabase()
    const proxy = await startProxy(url)
    const database = await open(proxy.url)
    await server.query(url, "INSERT INTO terminal VALUES ('a', '')")
    // What cannot be done twice without being seen.
    const add: Change = {
      text: "UPDATE terminal SET current_txid = current_txid || '+'",
      values: [],
      ...(!isWhole && { expects: 1 }),
    }
    const keep: Change = {
      text: "INSERT INTO inbox (received_at_ms, body) VALUES (0, '{}') RETURNING id",
      values: [],
      ...(isWhole && { isLossy: true }),
    }
    // The first transaction of a connection, of which it has left no mark before, and a later one.
    for (const times of ['+', '++', '+++']) {
      if (times !== '++') proxy.next(fate)
      expect(await database.write([add, keep])).toMatchObject({
        kind: 'written',
        // Whoever can do without hears it all the same, but where the answer was lost.
        rows: [[], isWhole ? expect.any(Array) : [{ id: expect.any(Number) }]],
      })
      expect(proxy.hasStruck()).toBe(true)
      await proxy.lateIsOver()
      expect(
        await database.all('SELECT current_txid, (SELECT count(*) FROM inbox) AS bodies FROM terminal'),
      ).toEqual([{ current_txid: times, bodies: times.length }])
    }
    await database.close()
    opened.length = 0
    await proxy.close()
  })

  test('with its whole server: what was told as done is there, and the ledger serves again', async () => {
    const url = await server.createDatabase()
    const database = await open(url)
    const told: string[] = []
    let isOver = false
    const writer = async (name: string) => {
      for (let n = 0; !isOver; n++) {
        const id = `${name}-${n}`
        const done = await database.write([put(id)]).catch(() => undefined)
        if (done?.kind === 'written') told.push(id)
        else await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
    const writers = ['a', 'b', 'c', 'd'].map(writer)
    const has = (count: number) => expect.poll(() => told.length, { timeout: 15_000 }).toBeGreaterThan(count)
    await has(20)
    await server.crash()
    const before = told.length
    await server.startAgain()
    await has(before + 20)
    isOver = true
    await Promise.all(writers)
    const kept = new Set(await terminals(database))
    expect(told.filter((id) => !kept.has(id))).toEqual([])
  }, 60_000)
})
