import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net'

/** What becomes of the next COMMIT: it or its answer is lost together with the client's connection, or it comes late. */
export type CommitFate = 'pass' | 'lose-request' | 'lose-answer' | 'deliver-late'

/** A transaction is committed by its COMMIT, or where it does not begin with a BEGIN, by the end of the piece that has its mark. */
const [commit, begin, mark] = ['COMMIT\0', 'BEGIN\0', 'MARK\0'].map((text) => Buffer.from(text)) as [
  Buffer,
  Buffer,
  Buffer,
]
const commits = (chunk: Buffer) => chunk.includes(commit) || (chunk.includes(mark) && !chunk.includes(begin))
/** Time enough for the client to ask on another connection before the commit is there. */
const lateMs = 300

/** A network that stands between a client and PostgreSQL, and fails at the one moment that matters. */
export async function startProxy(to: string) {
  const target = new URL(to)
  let fate: CommitFate = 'pass'
  const sockets = new Set<Socket>()
  const dead = new WeakSet<Socket>()
  let late = Promise.resolve()
  const server = createServer((client) => {
    const upstream = connectTo(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    let isLost = false
    client.on('data', (chunk) => {
      if (dead.has(client)) return void client.destroy()
      const now = fate
      if (!commits(chunk) || now === 'pass') return void upstream.write(chunk)
      fate = 'pass'
      isLost = true
      if (now === 'lose-answer') upstream.write(chunk, () => upstream.once('data', () => client.destroy()))
      else client.destroy()
      if (now === 'lose-request') upstream.destroy()
      if (now === 'deliver-late')
        late = new Promise((resolve) => {
          upstream.once('close', () => resolve())
          setTimeout(() => upstream.end(chunk), lateMs)
        })
    })
    upstream.on('data', (chunk) => {
      if (!isLost) client.write(chunk)
    })
    client.on('close', () => {
      if (!isLost) upstream.destroy()
    })
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = new URL(to)
  url.port = `${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    next: (wanted: CommitFate) => {
      fate = wanted
    },
    /** Whether the fate that was asked for has struck. */
    hasStruck: () => fate === 'pass',
    /** Until the server has done with what came late, and has gone. */
    lateIsOver: () => late,
    /** Every connection that there is dies, and its client hears of it when he next uses it. */
    killUnnoticed() {
      for (const socket of sockets) dead.add(socket)
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
