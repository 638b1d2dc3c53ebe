import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A cable between a screen and the BFF that a test can cut and mend: while it is cut nothing passes and nobody is told. */
export class Wire {
  readonly #sockets = new Set<Socket>()
  readonly #server
  #isCut = false

  constructor(to: URL) {
    this.#server = createServer((near) => {
      const far = connect(Number(to.port), '127.0.0.1')
      for (const [from, into] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from)
        // What is sent into a cut cable is gone; the sender hears neither an error nor an end.
        from.on('data', (chunk) => this.#isCut || into.write(chunk))
        from.on('error', () => into.destroy())
        from.on('close', () => {
          this.#sockets.delete(from)
          if (!this.#isCut) into.destroy()
        })
      }
    })
  }

  async lay(): Promise<string> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  cut() {
    this.#isCut = true
  }

  /** The old connections are dead for good, as after a change of network; new ones work. */
  mend() {
    this.#isCut = false
    for (const socket of this.#sockets) socket.destroy()
  }

  async remove() {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await once(this.#server, 'close')
  }
}
