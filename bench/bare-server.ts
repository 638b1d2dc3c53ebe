import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import express from 'express'

/** The least that Express over SQLite can do before it listens: one durable table, one route. */
const database = new DatabaseSync(join(process.argv[2] ?? '.', 'bare.sqlite'))
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
database.exec(
  'CREATE TABLE IF NOT EXISTS charge (txid TEXT PRIMARY KEY, amount_cents INTEGER NOT NULL) STRICT',
)
const insert = database.prepare('INSERT INTO charge VALUES (?, ?)')

const app = express()
app.use(express.json())
app.put('/api/charges/:txid', (request, response) => {
  insert.run(request.params.txid, Number(request.body?.amountCents))
  response.status(201).end()
})

const server = app.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: true, port: (server.address() as AddressInfo).port })
})
process.once('SIGTERM', () => process.exit(0))
process.once('disconnect', () => process.exit(0))
