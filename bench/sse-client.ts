import { connect, type Socket } from 'node:net'
import { withKey } from '../rigs/processes.ts'

/** No answer within this time is no answer. */
const limitMs = 20_000

/** A display reduced to its socket, so that thousands of them cost the measuring process as little as possible. */
export type SseClient = {
  first: string
  /** Resolves with the data of the next snapshot. */
  next: () => Promise<string>
  /** Resolves with the data of the next snapshot of which this holds. */
  until: (isMeant: (data: string) => boolean) => Promise<string>
  close: () => Promise<void>
}

/** Opens a stream; resolves once its first snapshot is here. */
export async function listenTo(port: number, path: string): Promise<SseClient> {
  const socket = connect(port, '127.0.0.1')
  const { next, ...rest } = follow(socket)
  const first = next()
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/event-stream\r\nAuthorization: ${withKey.authorization}\r\n\r\n`,
  )
  return { first: await first, next, ...rest }
}

function follow(socket: Socket): Omit<SseClient, 'first'> {
  type Waiting = {
    isMeant: (data: string) => boolean
    resolve: (data: string) => void
    reject: (error: Error) => void
  }
  let waiting: Waiting | undefined
  let unread = ''
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.setNoDelay(true)
  socket.setEncoding('utf8')
  socket.on('data', (data: string) => {
    unread += data
    // A snapshot is one line; heartbeats and headers have no "data:".
    for (;;) {
      const begin = unread.indexOf('data: ')
      const end = unread.indexOf('\n\n', begin)
      if (begin < 0 || end < 0) return
      const found = unread.slice(begin + 'data: '.length, end)
      unread = unread.slice(end + 2)
      if (!waiting?.isMeant(found)) continue
      waiting.resolve(found)
      waiting = undefined
    }
  })
  const fail = (why: string) => waiting?.reject(new Error(`The stream ${why}`))
  socket.on('error', (error) => fail(`broke: ${error.message}`))
  socket.once('close', () => fail('ended'))

  const until = (isMeant: (data: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      const limit = setTimeout(() => fail('said nothing'), limitMs)
      waiting = {
        isMeant,
        resolve: (data) => {
          clearTimeout(limit)
          resolve(data)
        },
        reject: (error) => {
          clearTimeout(limit)
          reject(error)
        },
      }
    })

  return {
    until,
    next: () => until(() => true),
    close: () => {
      socket.destroy()
      return gone
    },
  }
}
