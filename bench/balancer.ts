import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What a chain has before its BFFs: passes the bytes of each connection on to one of them, in turn. */
export async function openBalancer() {
  const open = new Set<Socket>()
  let ports: readonly number[] = []
  let turn = 0
  const server = createServer({ noDelay: true }, (near) => {
    const port = ports[turn++ % ports.length] ?? 0
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port,
    /** From now on; whoever is connected has to connect again. */
    leadTo(next: readonly number[]) {
      ports = next
      cut()
    },
    close() {
      server.close()
      cut()
    },
  }
}
