import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { connectPsp } from './psp-client.ts'

/**
 * The same steps with nothing around them: webhook over mTLS, the charge read back over mTLS, one synced write, one event,
 * one word on a page. No checks, no rules, no ledger, no retry.
 */
const [dataDir = '', sandboxPort = ''] = process.argv.slice(2)
const psp = await connectPsp(dataDir, Number(sandboxPort), 1)
const pem = (name: string) => readFileSync(join(dataDir, 'pki', name))

const database = new DatabaseSync(join(dataDir, 'bare.sqlite'))
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
database.exec('CREATE TABLE paid (txid TEXT PRIMARY KEY, cob TEXT NOT NULL) STRICT')
const insert = database.prepare('INSERT INTO paid VALUES (?, ?)')

let display: ServerResponse | undefined
const show = (word: string) => display?.write(`data: ${word}\n\n`)

const page = `<!doctype html><title>bare</title><p role="status"></p><script>
  const status = document.querySelector('p')
  new EventSource('/events').onmessage = ({ data }) => { status.textContent = data }
</script>`

const pages = createServer((request, response) => {
  if (request.url === '/events') {
    display = response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
  } else if (request.method === 'POST') {
    show('Aguardando pagamento')
    response.end()
  } else response.writeHead(200, { 'content-type': 'text/html' }).end(page)
})

const webhooks = createTlsServer(
  { ca: pem('ca.pem'), cert: pem('server.pem'), key: pem('server.key'), requestCert: true },
  async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await text(request))
    response.end()
    for (const { txid } of body.pix ?? []) {
      const cob = await psp.call('GET', `/cob/${txid}`)
      if (JSON.parse(cob).status !== 'CONCLUIDA') continue
      insert.run(txid, cob)
      show('Pago')
    }
  },
)

pages.listen(0, '127.0.0.1', () =>
  webhooks.listen(0, '127.0.0.1', async () => {
    const [port = 0, webhookPort = 0] = [pages, webhooks].map(
      (server) => (server.address() as AddressInfo).port,
    )
    await psp.call('PUT', `/webhook/${psp.chave}`, { webhookUrl: `https://localhost:${webhookPort}/webhook` })
    process.send?.({ ready: true, port, webhookPort })
  }),
)
process.once('SIGTERM', () => process.exit(0))
process.once('disconnect', () => process.exit(0))
