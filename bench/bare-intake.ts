import { constants } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The least that takes a webhook in: node:https with the same certificates and no session kept. With `sync` one row is on the disk before the 200. */
const [, , dataDir = '.', mode = 'answer'] = process.argv
const file = (name: string) => readFileSync(join(dataDir, 'pki', name))

const database = new DatabaseSync(join(dataDir, `bare-${mode}.sqlite`))
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
database.exec('CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT')
const insert = database.prepare('INSERT INTO inbox (body) VALUES (?)')

const server = createServer(
  {
    ...{ ca: file('ca.pem'), cert: file('server.pem'), key: file('server.key') },
    ...{ requestCert: true, rejectUnauthorized: true, secureOptions: constants.SSL_OP_NO_TICKET },
    sessionTimeout: 1,
  },
  (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.once('end', () => {
      if (mode === 'sync') insert.run(Buffer.concat(chunks).toString())
      response.writeHead(200).end()
    })
  },
).listen(0, '127.0.0.1', () => {
  process.send?.({ ready: true, port: (server.address() as AddressInfo).port })
})
process.once('SIGTERM', () => process.exit(0))
process.once('disconnect', () => process.exit(0))
