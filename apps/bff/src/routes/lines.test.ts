import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type LineList, paths, Reconciliation } from '@balcao/contracts'
import express from 'express'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Deps } from '../deps.ts'
import type { Reconciling } from '../flows/reconcile.ts'
import { problemHandler } from '../problem.ts'
import { openSqlite } from '../store/sqlite.ts'
import { createStore, type Store } from '../store/store.ts'
import { patience } from '../testing/world.ts'
import { lineRoutes } from './lines.ts'
import { reconciliationRoutes } from './reconciliation.ts'

/** The routes over a real ledger, where a newer reading can be let in at an exact moment: while lines are being asked for. */
const timeZone = 'UTC'
const day = '2026-11-22'
const fromMs = Date.parse(`${day}T00:00:00Z`)
const untilMs = fromMs + 86_400_000 - 1
const query = `from=${day}&to=${day}`
/** More than the pages of a table that are in memory at once, and than a connection holds. */
const pixCount = 1_200

let folder: string
let store: Store
let server: Server
let logged: string[]
/** Runs once, when lines or sums are about to be asked for and the reading that they are of is chosen. */
let meanwhile: (() => Promise<void>) | undefined

/** A reading that lists so many Pix, and has ended. */
async function read(count: number) {
  const times = { fromMs, untilMs, chargesUntilMs: untilMs, startedAtMs: untilMs }
  const reading = await store.beginReading({ fromDay: day, toDay: day, timeZone, ...times })
  const listed = Array.from({ length: count }, (_, n) => ({
    endToEndId: `E${`${n}`.padStart(31, '0')}`,
    txid: null,
    amountCents: 100,
    paidAtMs: fromMs + n,
    refunds: [],
  }))
  await store.putPixThere(reading.id, listed)
  await store.endReading(reading, untilMs, null)
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'balcao-lines-'))
  store = createStore(openSqlite(folder, fromMs))
  logged = []
  meanwhile = undefined
  const before =
    <Given extends unknown[], Told>(ask: (...given: Given) => Promise<Told>) =>
    async (...given: Given) => {
      const now = meanwhile
      meanwhile = undefined
      await now?.()
      return ask(...given)
    }
  const deps = {
    store: { ...store, lines: before(store.lines), compare: before(store.compare) },
    clock: { now: () => untilMs, after: () => () => {} },
    psp: { nowMs: () => untilMs },
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    reconciling: { timeZone: async () => timeZone } as Reconciling,
  } as unknown as Deps & { reconciling: Reconciling }
  const app = express().use(lineRoutes(deps), reconciliationRoutes(deps), problemHandler(deps.log))
  server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await store.close()
  rmSync(folder, { recursive: true })
})

const port = () => (server.address() as AddressInfo).port
const get = (path: string) => fetch(`http://127.0.0.1:${port()}${path}?${query}`)

test('a table whose reading is replaced meanwhile breaks off, and is never half of one and half of another', async () => {
  await read(pixCount)
  meanwhile = () => read(1)
  await expect(get(paths.linesCsv()).then((reply) => reply.text())).rejects.toThrow()
  expect((await (await get(paths.linesCsv())).text()).trimEnd().split('\r\n')).toHaveLength(1 + 1)
})

test('a page of lines and the sums are of the newer reading then', async () => {
  await read(pixCount)
  meanwhile = () => read(7)
  const { lines } = (await (await get(paths.lines())).json()) as LineList
  expect(lines.map(({ kind }) => kind)).toEqual(Array(7).fill('only-there'))
  meanwhile = () => read(3)
  const { there } = Reconciliation.parse(await (await get(paths.reconciliation())).json())
  expect(there?.received).toEqual({ count: 3, cents: 300 })
})

test('a table that nobody waits for is no error of ours', async () => {
  await read(pixCount)
  const socket = connect(port(), '127.0.0.1')
  meanwhile = async () => {
    socket.destroy()
    await vi.waitFor(async () => expect(await connections()).toBe(0), patience)
  }
  socket.write(`GET ${paths.linesCsv()}?${query} HTTP/1.1\r\nhost: localhost\r\n\r\n`)
  await vi.waitFor(() => expect(logged.join()).toContain('was not taken to its end'), patience)
  expect(logged.join()).not.toContain('"level":50')
})
const connections = () =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

test('there is no table of days that nobody has read', async () => {
  const reply = await get(paths.linesCsv())
  expect(reply.status).toBe(409)
  expect(await reply.json()).toMatchObject({ type: '/problems/period-not-read' })
})
