import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { Client } from 'pg'
import type { Chain } from './chain.ts'
import { compare, type Round } from './samples.ts'
import type { openShops } from './settlements.ts'
import { listenTo, type SseClient } from './sse-client.ts'
import type { Row } from './table.ts'

type Shops = Awaited<ReturnType<typeof openShops>>

/** Of 300 the third slowest decided, and the ratio of two runs was 1.8 and 3.7. */
const pushes = 1_000
const rounds = 5
const warmUps = 30
const terminalId = 'caixa-1'

/**
 * Paid through one BFF, on a screen of the other: from the commit, as the database stamps it, to the word on the stream. Beside each a
 * row that is committed, a NOTIFY, and somebody who hears it.
 */
export async function measurePush(chain: Chain, { sell, pay, ledger }: Shops): Promise<Row> {
  const [first, second] = chain.bffs()
  if (first === undefined || second === undefined) throw new Error('It takes two BFFs')
  chain.leadWebhooksTo([first])
  // A stream lives for less than a minute, so each round has its own.
  const connect = () => listenTo(second.port, `/api/terminals/${terminalId}/events?view=display`)
  const listener = new Client({ connectionString: chain.databaseUrl })
  await listener.connect()
  await listener.query('LISTEN bare')
  await ledger.query('CREATE TABLE bare (id TEXT PRIMARY KEY)')

  async function committedAtMs(table: 'charge' | 'bare', key: string, id: string): Promise<number> {
    const { rows } = await ledger.query(
      `SELECT extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000 AS ms FROM ${table} WHERE ${key} = $1`,
      [id],
    )
    return Number(rows[0].ms)
  }
  const at = first
  const clock = createFineClock()
  async function ours(screen: SseClient): Promise<number> {
    const sale = await sell(at, terminalId)
    const shows = (word: string) => (data: string) => data.includes(`"${sale.txid}"`) && data.includes(word)
    const painted = screen.until(shows('"paid"')).then(clock.nowMs)
    await pay(sale)
    return (await painted) - (await committedAtMs('charge', 'txid', sale.txid))
  }
  async function bare(): Promise<number> {
    const id = randomUUID()
    const heard = once(listener, 'notification').then(clock.nowMs)
    await ledger.query('BEGIN')
    await ledger.query('INSERT INTO bare (id) VALUES ($1)', [id])
    await ledger.query('COMMIT')
    await ledger.query("SELECT pg_notify('bare', $1)", [id])
    return (await heard) - (await committedAtMs('bare', 'id', id))
  }

  async function round(count: number): Promise<Round> {
    const screen = await connect()
    const tookMs: Round = { ours: [], baseline: [] }
    for (let turn = 0; turn < count; turn++) {
      clock.setRight()
      tookMs.ours.push(await ours(screen))
      tookMs.baseline.push(await bare())
    }
    await screen.close()
    return tookMs
  }

  await round(warmUps)
  const measured: Round[] = []
  for (let turn = 0; turn < rounds; turn++) measured.push(await round(pushes))
  await listener.end()
  return {
    part: 'scale',
    name: 'Settled at one BFF → on a stream of another, p99',
    unit: 'ms',
    ...compare(measured, 0.99),
    baselineName: 'a committed row, a NOTIFY after it, and a listener, by two bare clients of pg',
    target: { ratioAtMost: 3 },
  }
}

/**
 * The hour as the database has it, which runs on the same machine, and finer than Date tells it. Set right each time: a clock that is
 * put forward by five milliseconds would make every push that much longer.
 */
function createFineClock() {
  let beganMs = performance.timeOrigin
  return {
    nowMs: () => beganMs + performance.now(),
    setRight() {
      const before = Date.now()
      let now = before
      while (now === before) now = Date.now()
      beganMs = now - performance.now()
    },
  }
}
