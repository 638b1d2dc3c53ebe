import { rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Agent, request } from 'undici'
import type { Pair } from './certificates.ts'
import type { Pki } from './pki.ts'
import { merchantAccount } from './recurrence/cobr.ts'
import { seededFolder } from './seeded-folder.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from './start.ts'

/** A merchant of a sandbox, for tests: everything goes over the real wires. */
export type Merchant = Awaited<ReturnType<typeof openMerchant>>

/** A test reads JSON as it comes: its assertions are the check. */
export type Json = ReturnType<typeof JSON.parse>
export type Answer = { status: number; headers: Record<string, string>; text: string; body: Json }
export type Ask = { body?: unknown; headers?: Record<string, string>; as?: Agent; token?: string | null }

/** The prefix of API Pix. */
const api = '/cielo-pix/v1'

/** Starts a sandbox on ports of the system's choice, with a clock that moves only by hand, and asks for a token. */
export async function openMerchant({ dataDir, ...options }: SandboxOptions = {}) {
  const folder = dataDir ?? seededFolder()
  const clock = { at: Date.now(), now: () => clock.at }
  let sandbox = await start()
  let agent = agentFor(sandbox.pki, sandbox.pki.client)
  let token: string = (await askToken()).body.access_token

  function start(): Promise<Sandbox> {
    const env = { SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' }
    return startSandbox({ env, dataDir: folder, ...options, ports: { clock, ...options.ports } })
  }

  /** Any path of the TLS port. `token` null leaves it out. */
  async function call(method: string, path: string, ask: Ask = {}): Promise<Answer> {
    const bearer = ask.token === undefined ? token : ask.token
    return send(`https://localhost:${sandbox.port}${path}`, method, ask.as ?? agent, {
      body: ask.body,
      headers: { ...(bearer !== null && { authorization: `Bearer ${bearer}` }), ...ask.headers },
    })
  }

  function askToken(ask: Ask = {}, body: unknown = { grant_type: 'client_credentials' }): Promise<Answer> {
    const { clientId, clientSecret } = sandbox.pki.credentials
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    return call('POST', '/v2/oauth/access-token', {
      body,
      token: null,
      ...ask,
      headers: { authorization, ...ask.headers },
    })
  }

  return {
    clock,
    folder,
    get sandbox() {
      return sandbox
    },
    get pki() {
      return sandbox.pki
    },
    get chave() {
      return sandbox.pki.credentials.chave
    },
    agentFor: (pair?: Pair, options: Agent.Options = {}) => agentFor(sandbox.pki, pair, options),
    call,
    askToken,
    api: (method: string, path: string, body?: unknown, ask: Ask = {}) =>
      call(method, `${api}${path}`, { body, ...ask }),
    control: (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      send(`http://127.0.0.1:${sandbox.controlPort}/control${path}`, method, undefined, { body, headers }),
    /** A charge of R$ 23,50 for an hour, or with `fields` instead. */
    cob: (fields: object = {}) => ({
      calendario: { expiracao: 3600 },
      valor: { original: '23.50' },
      chave: sandbox.pki.credentials.chave,
      ...fields,
    }),
    /** A charge of R$ 100,00 due on that day, with 2% of fine and 1% a day, valid for ten days more, or with `fields` instead. */
    cobv: (dataDeVencimento: string, fields: object = {}) => ({
      calendario: { dataDeVencimento, validadeAposVencimento: 10 },
      devedor: { cpf: '12345678909', nome: 'Ana' },
      valor: {
        original: '100.00',
        multa: { modalidade: 2, valorPerc: '2.00' },
        juros: { modalidade: 2, valorPerc: '1.00' },
      },
      chave: sandbox.pki.credentials.chave,
      ...fields,
    }),
    /** R$ 29,50 every month from that day, or with `fields` instead. */
    rec: (dataInicial: string, fields: object = {}) => ({
      vinculo: {
        contrato: '63100862',
        objeto: 'Assinatura de café',
        devedor: { cpf: '12345678909', nome: 'Ana Souza' },
      },
      calendario: { dataInicial, periodicidade: 'MENSAL' },
      valor: { valorRec: '29.50' },
      politicaRetentativa: 'PERMITE_3R_7D',
      ...fields,
    }),
    /** A charge of it for that day. */
    cobr: (idRec: string, dataDeVencimento: string, fields: object = {}) => ({
      idRec,
      calendario: { dataDeVencimento },
      valor: { original: '29.50' },
      ajusteDiaUtil: false,
      recebedor: { ...merchantAccount, tipoConta: 'PAGAMENTO' },
      ...fields,
    }),
    async restart(): Promise<void> {
      await agent.destroy()
      await sandbox.close()
      sandbox = await start()
      agent = agentFor(sandbox.pki, sandbox.pki.client)
    },
    newToken: async () => {
      token = (await askToken()).body.access_token
    },
    async close(): Promise<void> {
      await agent.destroy()
      await sandbox.close()
      rmSync(folder, { recursive: true })
    },
  }
}

let serial = 0
/** 32 letters and digits, another one each time. */
export const newTxid = () => `test${String(++serial).padStart(28, '0')}`

/** A connection of its own that shows this certificate, or none. */
function agentFor(pki: Pki, pair?: Pair, options: Agent.Options = {}): Agent {
  return new Agent({ ...options, connect: { ca: pki.ca, ...pair } })
}

async function send(url: string, method: string, agent: Agent | undefined, ask: Ask): Promise<Answer> {
  const { body, headers } = ask
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const answer = await request(url, {
    method,
    ...(agent && { dispatcher: agent }),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: text ?? null,
  } as Parameters<typeof request>[1])
  const received = await answer.body.text()
  return {
    status: answer.statusCode,
    headers: answer.headers as Record<string, string>,
    text: received,
    body: asJson(received),
  }
}

function asJson(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type Received = { path: string; body: Json; peer: string }

/** The merchant's own listener: mTLS, remembers what comes and answers as told. */
export async function openReceiver(pki: Pki, port = 0, requestCert = true) {
  const received: Received[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  const answers: number[] = []
  const server = createServer(
    { key: pki.server.key, cert: pki.server.cert, ca: pki.ca, requestCert, rejectUnauthorized: true },
    async (incoming, response) => {
      const body = asJson(await textOf(incoming))
      const { socket } = incoming as IncomingMessage & { socket: import('node:tls').TLSSocket }
      const peer = requestCert ? socket.getPeerCertificate().subject.CN : ''
      // The probe of the registration is not a callback.
      if (body?.evento === undefined) received.push({ path: incoming.url ?? '', body, peer: String(peer) })
      response.writeHead(body?.evento === undefined ? (answers.shift() ?? 200) : 200).end()
      for (const { count, resolve } of waiting) if (received.length >= count) resolve()
    },
  )
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const at = (server.address() as AddressInfo).port
  return {
    port: at,
    url: `https://localhost:${at}/webhook`,
    received,
    /** Statuses for the next callbacks; 200 when there is none left. */
    answers,
    /** Resolves when this many callbacks have come. */
    until: (count: number) =>
      new Promise<void>((resolve) => {
        if (received.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const chunk of stream) text += chunk
  return text
}
