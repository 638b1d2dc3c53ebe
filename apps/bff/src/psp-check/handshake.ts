import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Credentials } from '../psp/credentials.ts'
import { outgoingContext } from '../wire/transport.ts'
import type { Found } from './steps.ts'

const patienceMs = 8_000

/**
 * A handshake to the end. Under TLS 1.3 a client believes itself connected before the server has looked at its certificate (RFC 8446
 * §4.4.2), so one question is asked, and any answer to it will do.
 */
export function checkHandshake(address: string, { tls }: Credentials): Promise<Found<true>> {
  const { hostname: host, port, pathname } = new URL(address)
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(isIP(host) === 0 && { servername: host }),
      secureContext: outgoingContext(tls),
    })
    const hungUp = () => reject(Object.assign(new Error('hung up without an answer'), { code: 'ECONNRESET' }))
    socket.setTimeout(patienceMs, () =>
      socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    )
    socket.once('secureConnect', () =>
      socket.write(`HEAD ${pathname} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    )
    socket.once('error', reject)
    socket.once('close', hungUp)
    socket.once('data', () => {
      const said = `${host}: ${socket.getProtocol()}, ${socket.getCipher().standardName}, com sigilo futuro; o nome do servidor confere`
      resolve({ said, value: true })
      socket.destroy()
    })
  })
}
