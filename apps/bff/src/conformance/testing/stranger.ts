import { rmSync } from 'node:fs'
import { Agent, request } from 'undici'
import { openReceiver } from '../../../../sandbox/src/merchant.ts'
import { seededFolder } from '../../../../sandbox/src/seeded-folder.ts'
import { type Sandbox, startSandbox } from '../../../../sandbox/src/start.ts'
import { type Answer, createChecker } from './checker.ts'
import { type OperationName, parametersOf } from './operations.ts'

/** A test reads JSON as it comes: the document is the check. */
type Json = ReturnType<typeof JSON.parse>
export type Told = Answer & { json: Json; operation: OperationName }
export type Stranger = Awaited<ReturnType<typeof openStranger>>

/** Where the standard's own examples put the API and the token. */
const base = '/api'
const token = '/oauth/token'

/**
 * A client of the standard that has never heard of us: mTLS, a token as RFC 6749 has it, and JSON written by hand. It
 * asks the sandbox in the manners of the Central Bank's document, with a clock that moves only by hand, and holds
 * every answer against the document.
 */
export async function openStranger() {
  const dataDir = seededFolder()
  const clock = { at: Date.parse('2026-03-10T12:00:00.000Z'), now: () => clock.at }
  const sandbox: Sandbox = await startSandbox({
    dataDir,
    env: { SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' },
    manners: 'bacen',
    ports: { clock },
  })
  const { ca, client, credentials } = sandbox.pki
  const agent = new Agent({ connect: { ca, ...client } })
  const receiver = await openReceiver(sandbox.pki)
  const checker = createChecker()
  let bearer = await askToken()
  /** Every operation and status that has been answered as declared. */
  const seen = new Set<string>()

  async function send(method: string, path: string, headers: Record<string, string>, body?: string) {
    const reply = await request(`https://localhost:${sandbox.port}${path}`, {
      method: method as 'GET',
      dispatcher: agent,
      headers,
      body: body ?? null,
    })
    return { status: reply.statusCode, headers: reply.headers, body: await reply.body.text() }
  }

  async function askToken(scope?: string): Promise<string> {
    const secret = Buffer.from(`${credentials.clientId}:${credentials.clientSecret}`).toString('base64')
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) })
    const headers = { authorization: `Basic ${secret}`, 'content-type': 'application/x-www-form-urlencoded' }
    return JSON.parse((await send('POST', token, headers, form.toString())).body).access_token
  }

  /** Fails with what is wrong with the answer. */
  function held(operation: OperationName, answer: Answer): Told {
    const complaints = checker.answer(operation, answer)
    if (complaints.length > 0)
      throw new Error(`${operation} answered ${answer.status} ${answer.body}:\n${complaints.join('\n')}`)
    seen.add(`${operation} ${answer.status}`)
    const isJson = /json/.test(String(answer.headers['content-type']))
    return { ...answer, operation, json: isJson ? JSON.parse(answer.body) : undefined }
  }

  /** One call, of which only the answer has to be as the document says. */
  async function ask(
    method: string,
    path: string,
    body?: unknown,
    authorization = `Bearer ${bearer}`,
  ): Promise<Told> {
    const operation = checker.operation({ method, path })
    if (operation === undefined) throw new Error(`the document has no ${method} ${path}`)
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = { authorization, ...(text !== undefined && { 'content-type': 'application/json' }) }
    return held(operation, await send(method, base + path, headers, text))
  }

  return {
    clock,
    checker,
    seen,
    receiver,
    chave: credentials.chave,
    settle: sandbox.settle,
    ask,
    askToken,
    async newToken() {
      bearer = await askToken()
    },

    /** One call that is right, and so has to succeed. */
    async does(method: string, path: string, body?: unknown): Promise<Told> {
      const text = body === undefined ? {} : { body: JSON.stringify(body) }
      const wrong = checker.request({
        method,
        path,
        headers: { 'content-type': 'application/json' },
        ...text,
      })
      if (wrong.length > 0) throw new Error(`the stranger itself is wrong: ${wrong.join('\n')}`)
      const told = await ask(method, path, body)
      if (told.status >= 300) throw new Error(`${method} ${path} was refused: ${told.body}`)
      return told
    },

    /** The payload at a location, as a payer's bank reads it: its claims. */
    async reads(location: string, query: Record<string, string> = {}): Promise<Told> {
      const asked = new URLSearchParams(query)
      const path = location.slice(location.indexOf('/'))
      const operation = path.includes('/cobv/') ? 'GET /cobv/{pixUrlAccessToken}' : 'GET /{pixUrlAccessToken}'
      const known = parametersOf(checker.document, operation).map(({ name }) => name)
      for (const name of asked.keys())
        if (!known.includes(name)) throw new Error(`${operation} takes no ${name}`)
      const told = held(operation, await send('GET', asked.size > 0 ? `${path}?${asked}` : path, {}))
      return told.status === 200 ? { ...told, json: claimsOf(told.body) } : told
    },

    /** The door of the sandbox: what no API has, as paying. */
    async control(method: string, path: string, body?: unknown): Promise<Json> {
      const url = `http://127.0.0.1:${sandbox.controlPort}/control${path}`
      const reply = await fetch(url, { method, ...(body !== undefined && { body: JSON.stringify(body) }) })
      const text = await reply.text()
      if (!reply.ok) throw new Error(`${method} /control${path}: ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },

    async close() {
      await agent.destroy()
      await sandbox.close()
      await receiver.close()
      rmSync(dataDir, { recursive: true })
    },
  }
}

const claimsOf = (jws: string): Json =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString())

let serial = 0
/** 32 letters and digits, another one each time. */
export const newTxid = () => `stranger${String(++serial).padStart(24, '0')}`
