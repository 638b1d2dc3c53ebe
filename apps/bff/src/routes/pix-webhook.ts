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

/** What one kind of message is addressed to. `take` keeps it and says with which status, or throws JsonError. */
export type Mailbox = {
  addresses: ReadonlySet<string>
  take: (text: string, contentType: string) => Promise<200 | 415>
}
export type Door = {
  mailboxes: readonly Mailbox[]
  isPsp: (socket: TLSSocket) => boolean
  log: Logger
}

/** Where a PSP tells of payments. */
export const pixMailbox = (put: (body: string) => Promise<void>): Mailbox => ({
  addresses,
  async take(text, contentType) {
    // A test call may be empty (Efí); anything else must be JSON that reads in one way only.
    if (text.trim() === '') return 200
    if (!/^application\/(.+\+)?json\b/i.test(contentType)) return 415
    parseJson(text, { maxDepth })
    await put(text)
    return 200
  },
})

/** The door on mTLS: keep the body, say 200, think later. Whoever may not knock leaves no trace but a line in the log. */
export function webhookHandler({ mailboxes, isPsp, log }: Door) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answer = (status: number) => {
      // Only a stranger is cut off: anybody else would lose the answer with the connection while still sending.
      if (status === 403) response.setHeader('connection', 'close')
      response.writeHead(status).end()
    }
    try {
      if (!isPsp(request.socket as TLSSocket)) return answer(403)
      const address = request.url?.split('?')[0] ?? ''
      const mailbox = mailboxes.find((one) => one.addresses.has(address))
      if (mailbox === undefined) return answer(404)
      if (request.method !== 'POST') return answer(405)
      const text = decodeUtf8(await readBytes(request, maxBytes))
      answer(await mailbox.take(text, request.headers['content-type'] ?? ''))
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
