import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** The least that a server of Server-Sent Events can do: who listens to what, a snapshot on connect, the same again when told, a heartbeat. */
const snapshotLength = Number(process.argv[2])
const frame = `event: snapshot\ndata: ${'x'.repeat(snapshotLength)}\n\n`
const listeners = new Map<string, Set<ServerResponse>>()

const server = createServer(async (request, response) => {
  const terminalId = request.url?.split('/')[3] ?? ''
  if (request.method === 'PUT') {
    JSON.parse(await text(request))
    for (const listener of listeners.get(terminalId) ?? []) listener.write(frame)
    return response.writeHead(204).end()
  }
  const group = listeners.get(terminalId) ?? new Set()
  listeners.set(terminalId, group.add(response))
  response.once('close', () => {
    group.delete(response)
    if (group.size === 0) listeners.delete(terminalId)
  })
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(frame)
})

setInterval(() => {
  for (const group of listeners.values()) for (const listener of group) listener.write(':\n\n')
}, 10_000).unref()

// With Node's own 511, a thousand that knock at once are partly turned away by the kernel and knock again after a second.
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  process.send?.({ ready: true, port: (server.address() as AddressInfo).port })
})
process.once('SIGTERM', () => process.exit(0))
process.once('disconnect', () => process.exit(0))
