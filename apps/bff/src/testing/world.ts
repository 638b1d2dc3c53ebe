import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Charge, type Health, Problem } from '@balcao/contracts'
import { pino } from 'pino'
import { vi } from 'vitest'
import { seededFolder } from '../../../sandbox/src/seeded-folder.ts'
import { startSandbox } from '../../../sandbox/src/start.ts'
import type { Clock } from '../deps.ts'
import { readSettings } from '../env.ts'
import { type Running, startBff } from '../start.ts'
import { openScreen, type Screen } from './screen.ts'
import { shopKey, withKey } from './shop-key.ts'

/** How long a test waits for what has to come, and how often it looks. */
export const patience = { timeout: 15_000, interval: 25 }

/**
 * A PSP, a BFF and a ledger of their own, on free ports, in a folder that goes when they go. Nothing in it is played: the TLS, the
 * files and the HTTP are those of a real start.
 */
export type World = Awaited<ReturnType<typeof startWorld>>
export type Answer = { status: number; headers: Headers; text: string; json: unknown }
/** What the sandbox shows of itself (GET /control/state), as far as tests look. */
export type PspState = {
  cobs: {
    txid: string
    status: string
    revisao: number
    pixCopiaECola: string
    valor: { original: string }
  }[]
  pix: { endToEndId: string; txid?: string; valor: string }[]
  webhooks: { deliveries: { state: string; attempts: { status?: number; error?: string }[] }[] }[]
  listeners: { channel: string; webhookUrl?: string }[]
  tokens: number
  calls: Record<string, number>
  atOnce: Record<string, number>
}
/** The BFF's own rounds come so many times faster: what happens every second is seen at once. */
const haste = 60
/** Milliseconds that PSP and BFF are ahead of the machine's clock. */
export type Ahead = { ms: number }

export async function startWorld(environment: Record<string, string> = {}) {
  const dataDir = seededFolder()
  const ahead: Ahead = { ms: 0 }
  const drift: Ahead = { ms: 0 }
  const clock: Clock = {
    now: () => Date.now() + ahead.ms,
    after: (ms, run) => {
      const timer = setTimeout(run, ms / haste)
      return () => clearTimeout(timer)
    },
  }
  const pspClock = { now: () => clock.now() + drift.ms }
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })

  const startPsp = (ports: Record<string, string>) =>
    startSandbox({ dataDir, env: ports, ports: { clock: pspClock } })
  let psp = await startPsp({ SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' })
  const pspPorts = { SANDBOX_PORT: `${psp.port}`, SANDBOX_CONTROL_PORT: `${psp.controlPort}` }
  const settings = readSettings({
    ...pspPorts,
    DATA_DIR: dataDir,
    PORT: '0',
    WEBHOOK_PORT: '0',
    API_KEY: shopKey,
    ...environment,
  })
  const start = () => startBff(settings, log, clock)
  let bff: Running | undefined = await start().catch(async (error: unknown) => {
    await psp.close()
    throw error
  })
  const screens = new Set<Screen>()

  async function control(method: string, path: string, body?: unknown): Promise<Answer> {
    const reply = await fetch(`http://localhost:${psp.controlPort}/control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const answer = await read(reply)
    if (!reply.ok) throw new Error(`${method} /control${path}: ${answer.text}`)
    return answer
  }

  const world = {
    dataDir,
    pkiDir: join(dataDir, 'pki'),
    settings,
    ahead,
    /** What the PSP's clock is off by, besides. */
    drift,
    clock,
    /** Every line that the BFF has logged. */
    logged,
    get url() {
      return `http://localhost:${bff?.port}`
    },
    get port() {
      return bff?.port ?? 0
    },
    get webhookPort() {
      return bff?.webhookPort ?? 0
    },
    control,

    /**
     * A request to the BFF, of the shop's own software where no headers say who sends it. A text body goes as it is, everything else as JSON.
     */
    async api(
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const content = typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body)
      const reply = await fetch(`http://localhost:${bff?.port}${path}`, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...('cookie' in headers ? {} : withKey),
          ...headers,
        },
        ...(content === undefined ? {} : { body: content }),
        redirect: 'manual',
      })
      return read(reply)
    },
    async create(txid = newTxid(), body: object = { amountCents: 2350 }): Promise<Charge> {
      const answer = await world.api('PUT', `/api/charges/${txid}`, body)
      if (answer.status > 202) throw new Error(`PUT answered ${answer.status}: ${answer.text}`)
      return Charge.parse(answer.json)
    },
    async charge(txid: string): Promise<Charge> {
      return Charge.parse((await world.api('GET', `/api/charges/${txid}`)).json)
    },
    /** The charge once it is in this status; fails with what it is instead. */
    becomes(txid: string, status: Charge['status']): Promise<Charge> {
      return vi.waitFor(async () => {
        const charge = await world.charge(txid)
        if (charge.status !== status) throw new Error(`${status} expected: ${JSON.stringify(charge)}`)
        return charge
      }, patience)
    },
    screen(terminalId = 'caixa-1', view = 'till'): Promise<Screen> {
      return openScreen(
        `http://localhost:${bff?.port}/api/terminals/${terminalId}/events?view=${view}`,
        screens,
      )
    },

    /** Lets time pass, for PSP and BFF. */
    async waitOut(ms: number) {
      ahead.ms += ms
    },
    faults: (script: object) => control('PUT', '/faults', script),
    noFaults: () => control('DELETE', '/faults'),
    /** Takes the faults away; where the BFF rests from a PSP that was down, lets the time pass until it asks again. */
    async calm() {
      await control('DELETE', '/faults')
      const isDown = async () =>
        ((await world.api('GET', '/api/health')).json as Health).psp.status === 'down'
      if (!(await isDown())) return
      ahead.ms += 61_000
      await vi.waitFor(async () => {
        if (await isDown()) throw new Error('the PSP is still taken to be down')
      }, patience)
    },
    state: async () => (await control('GET', '/state')).json as PspState,
    calls: async (operation: string) => (await world.state()).calls[operation] ?? 0,
    async pay({ txid }: { txid: string }, more: object = {}): Promise<string> {
      const cob = (await world.state()).cobs.find((one) => one.txid === txid)
      const paid = await control('POST', '/pay', { pixCopiaECola: cob?.pixCopiaECola, ...more })
      return (paid.json as { endToEndId: string }).endToEndId
    },

    async stopBff() {
      await bff?.close()
      bff = undefined
    },
    async startBff() {
      bff = await start()
    },
    stopPsp: () => psp.close(),
    async startPsp() {
      psp = await startPsp(pspPorts)
    },
    async close() {
      for (const screen of screens) screen.close()
      await world.stopBff()
      await psp.close()
      rmSync(dataDir, { recursive: true })
    },
  }
  // From here on the PSP knows where to tell of a payment.
  await vi.waitFor(async () => {
    if (!(await world.api('GET', '/api/health')).text.includes('"webhook":{"status":"ok"}'))
      throw new Error('the webhook is not registered')
    // What the PSP tries out when one is registered comes to the same door.
    const isTold = (wanted: string) =>
      listeners.some(({ channel, webhookUrl }) => channel === wanted && webhookUrl !== undefined)
    const { listeners } = await world.state()
    if (!isTold('rec') || !isTold('cobr'))
      throw new Error('the webhooks of Pix Automático are not registered')
  }, patience)
  return world
}

export const newTxid = () => randomBytes(16).toString('hex')

async function read(reply: Response): Promise<Answer> {
  const text = await reply.text()
  const isJson = /json/.test(reply.headers.get('content-type') ?? '') && text !== ''
  return { status: reply.status, headers: reply.headers, text, json: isJson ? JSON.parse(text) : undefined }
}

/** The problem that an answer is, or a failure that shows what it is instead. */
export function problemOf(answer: Answer) {
  if (!answer.headers.get('content-type')?.startsWith('application/problem+json'))
    throw new Error(`not a problem: ${answer.status} ${answer.text.slice(0, 200)}`)
  const { type, status, detail = '', errors = [] } = Problem.parse(answer.json)
  if (status !== answer.status) throw new Error(`says ${status} and is ${answer.status}`)
  return {
    status,
    name: type.replace('/problems/', ''),
    detail,
    fields: errors.map(({ field }) => field),
    errors,
  }
}
