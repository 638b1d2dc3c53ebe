import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** `up` is towards the server, `down` is towards whoever has called it. */
export type Direction = 'up' | 'down'

/** What is wrong with a cable. It may differ by direction; what is absent is as it should be. */
export type Trouble = {
  /** Nothing passes and nobody is told, an end neither: the half-open connection of a lost network. */
  isSilent?: boolean
  /** Every piece of what passes is this late. */
  delayMs?: number
  bytesPerSecond?: number
  /** A connection is cut once so many of its bytes have passed: ended as by a server that stops, or reset. */
  cutAfterBytes?: number
  cut?: 'end' | 'reset'
  /** Nothing passes until so much has come together, as in a proxy that buffers. */
  holdBytes?: number
}

/** How finely a slow cable cuts what it carries: a piece every tenth of a second, and one byte at least. */
const piecesPerSecond = 10

export type Cable = Awaited<ReturnType<typeof layCable>>

/** A TCP cable on loopback between somebody who calls and one of our servers, for whatever can be wrong with one. */
export async function layCable(toPort: number) {
  const sockets = new Set<Socket>()
  let troubles: Record<Direction, Trouble> = { up: {}, down: {} }
  let isRefusing = false
  const watches = new Set<{ direction: Direction; bytesLeft: number; act: () => void }>()

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    if (isRefusing) return void near.resetAndDestroy()
    const far = connect({ port: toPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    for (const socket of [near, far]) {
      sockets.add(socket)
      // Whoever reads it hears of the error; without this line so would the process.
      socket.on('error', () => {})
      socket.once('close', () => sockets.delete(socket))
    }
    void carry(near, far, 'up')
    void carry(far, near, 'down')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  async function carry(from: Socket, into: Socket, direction: Direction): Promise<void> {
    const trouble = () => troubles[direction]
    let passed = 0
    let held = Buffer.alloc(0)
    try {
      for await (const chunk of from as AsyncIterable<Buffer>) {
        held = Buffer.concat([held, chunk])
        if (held.length < (trouble().holdBytes ?? 0)) continue
        const whole = held
        held = Buffer.alloc(0)
        for (const piece of piecesOf(whole, trouble())) {
          await late(piece, trouble())
          const { isSilent, cutAfterBytes = Number.POSITIVE_INFINITY, cut } = trouble()
          if (isSilent) continue
          passed += pass(piece.subarray(0, Math.max(0, cutAfterBytes - passed)), into, direction)
          if (passed < cutAfterBytes) continue
          if (cut === 'reset') into.resetAndDestroy()
          else into.end()
          // Leaving the loop destroys what it reads from.
          return
        }
      }
      if (!trouble().isSilent) into.end(held)
    } catch {
      if (!trouble().isSilent) into.destroy()
    }
  }

  /** Passes on byte for byte up to where somebody watches, so that what they do comes exactly there. */
  function pass(piece: Buffer, into: Socket, direction: Direction): number {
    let from = 0
    for (const watch of [...watches].filter((one) => one.direction === direction)) {
      watch.bytesLeft -= piece.length
      if (watch.bytesLeft > 0) continue
      watches.delete(watch)
      const until = Math.max(from, piece.length + watch.bytesLeft)
      into.write(piece.subarray(from, until))
      from = until
      watch.act()
    }
    if (from < piece.length) into.write(piece.subarray(from))
    return piece.length
  }

  return {
    port: (server.address() as AddressInfo).port,
    /** From now on, for connections old and new; with one direction, the other is as it should be. */
    trouble(trouble: Trouble, direction?: Direction) {
      troubles = {
        up: direction === 'down' ? {} : trouble,
        down: direction === 'up' ? {} : trouble,
      }
    },
    /** New connections are reset at once. */
    refuse() {
      isRefusing = true
    },
    /** Does something once, in the very moment in which so many more bytes have passed. Answers with what calls it off. */
    afterBytes(direction: Direction, bytes: number, act: () => void): () => void {
      const watch = { direction, bytesLeft: bytes, act }
      watches.add(watch)
      return () => watches.delete(watch)
    },
    /** Resets every connection that stands; new ones may come. */
    reset() {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    connections: () => sockets.size / 2,
    /** All is well again. Connections that have lost something are dead for good, as after a change of network. */
    mend() {
      const hasLost = Object.values(troubles).some(({ isSilent }) => isSilent)
      troubles = { up: {}, down: {} }
      isRefusing = false
      if (hasLost) for (const socket of sockets) socket.destroy()
    },
    async remove() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}

function* piecesOf(whole: Buffer, { bytesPerSecond }: Trouble): Generator<Buffer> {
  const size = bytesPerSecond === undefined ? whole.length : Math.ceil(bytesPerSecond / piecesPerSecond)
  for (let from = 0; from < whole.length; from += size) yield whole.subarray(from, from + size)
}

async function late(piece: Buffer, { delayMs = 0, bytesPerSecond }: Trouble): Promise<void> {
  const ms = delayMs + (bytesPerSecond === undefined ? 0 : (1000 * piece.length) / bytesPerSecond)
  if (ms > 0) await pause(ms)
}
