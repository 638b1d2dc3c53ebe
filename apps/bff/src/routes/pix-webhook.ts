import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { JsonError, parseJson } from '@balcao/pix'
import type { Logger } from 'pino'
import { ProblemError } from '../problem.ts'
import { decodeUtf8, readBytes } from './body.ts'

/** A batch of a thousand Pix is some 300 KB. */
const maxBytes = 1024 * 1024
const maxDepth = 12
/** PSPs append `/pix` to the registered address, after a slash that may already be there (API Pix 2.9.0, callbacks). */
const addresses = new Set(['/webhook/pix', '/webhook//pix', '/webhook'])

export type Inbox = {
  put: (body: string) => Promise<void>
  isPsp: (socket: TLSSocket) => boolean
  log: Logger
}

/** The PSP's door: keep the body, say 200, think later. Whoever is not the PSP leaves no trace but a line in the log. */
export function webhookHandler({ put, isPsp, log }: Inbox) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number) => {
      // Only a stranger is cut off: anybody else would lose the answer with the connection while still sending.
      if (status === 403) response.setHeader('connection', 'close')
      response.writeHead(status).end()
    }
    try {
      if (!isPsp(request.socket as TLSSocket)) return answer(403)
      if (!addresses.has(request.url?.split('?')[0] ?? '')) return answer(404)
      if (request.method !== 'POST') return answer(405)
      const text = decodeUtf8(await readBytes(request, maxBytes))
      // A test call may be empty (Efí); anything else must be JSON that reads in one way only.
      if (text.trim() !== '') {
        if (!/^application\/(.+\+)?json\b/i.test(request.headers['content-type'] ?? '')) return answer(415)
        parseJson(text, { maxDepth })
        await put(text)
      }
      answer(200)
    } catch (error) {
      if (response.headersSent) return void response.destroy()
      if (error instanceof JsonError) return answer(400)
      if (error instanceof ProblemError) return answer(error.problem === 'body-too-large' ? 413 : 400)
      // Not kept, so not accepted: the PSP will send it again, and the sweep does not depend on it.
      log.error({ err: error }, 'webhook not kept')
      answer(503)
    }
  }
}
