import type { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Request, Response } from 'express'

/** For an answer that never ends: nobody may keep it, and no proxy may hold it back. */
const own = [
  'content-type: text/event-stream',
  'cache-control: no-store, no-transform',
  'x-accel-buffering: no',
  'connection: close',
].join('\r\n')

/**
 * Takes the connection out of an answer that is a stream of events; `head` has to go out before the first of them. The body has neither
 * a length nor chunks, and ends where the connection does (RFC 9112 §6.3, 8). Node keeps a request and its answer for as long as they
 * are under way, and with thousands of screens they were most of what the server weighed: its headers as arrays and once more as
 * text, and Express's way on to the next door. None of it is needed any more. Undefined where whoever asked has gone.
 */
export async function takeOver(
  request: Request,
  response: Response,
): Promise<{ socket: Socket; head: string } | undefined> {
  const socket = await ownTurn(request, response)
  if (socket === undefined) return undefined
  let head = `HTTP/1.1 200 OK\r\n${own}\r\ndate: ${new Date().toUTCString()}\r\n`
  for (const name of response.getHeaderNames()) {
    if (name !== 'cache-control') head += `${name}: ${response.getHeader(name)}\r\n`
    response.removeHeader(name)
  }
  response.locals = {}
  request.next = undefined
  return { socket, head: `${head}\r\n` }
}

/**
 * An answer gets its connection when the one before it on the same connection is over. A browser may have read that one, and asked anew, a moment before
 * a busy server notices.
 */
async function ownTurn(request: Request, response: Response): Promise<Socket | undefined> {
  while (response.socket === null && !request.socket.destroyed) await nextTurn()
  return response.socket ?? undefined
}
