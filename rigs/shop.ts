import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Charge, ChargeList } from '@balcao/contracts'
import { seededFolder } from '../apps/sandbox/src/seeded-folder.ts'
import { messageOfPayer, payer } from '../sim/world/canaries.ts'
import { type Program, type Start, startProgram, withKey } from './processes.ts'
import { layCable } from './proxy/cable.ts'
import type { PspState } from './psp-state.ts'

/** What came of a request: an answer, or none because the BFF was not there to give it. */
export type Answer = { status: number; json: unknown } | 'no-answer'
export type Shop = Awaited<ReturnType<typeof openShop>>
/** How this PSP always is, whatever else goes wrong with it. */
type Manners = { webhook?: { reorder?: boolean; duplicate?: number }; rules?: object[] }

/** As many charges as a page of GET /api/charges has at most. */
const pageLength = 100

/**
 * A PSP and a BFF as two processes, with a ledger of their own in a folder that goes when they go. Between the BFF and the PSP lies a
 * cable of ours. The BFF takes other ports at each start, as nobody can keep a port for a process that is dead.
 */
export async function openShop(settings: Record<string, string> = {}, manners: Manners = {}) {
  const dataDir = seededFolder()
  const sandbox = await startProgram('apps/sandbox/src/main.ts', {
    environment: { DATA_DIR: dataDir, SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' },
  })
  const cable = await layCable(sandbox.port)
  const logFile = join(dataDir, 'bff.log')
  const openedAtMs = Date.now()
  let bff: Program | undefined

  async function request(url: string, method: string, body?: unknown): Promise<Answer> {
    try {
      const reply = await fetch(url, {
        method,
        headers: { ...withKey, ...(body !== undefined && { 'content-type': 'application/json' }) },
        body: body === undefined ? null : JSON.stringify(body),
      })
      const text = await reply.text()
      return { status: reply.status, json: text === '' ? undefined : JSON.parse(text) }
    } catch {
      // Refused, reset, or cut off in the middle of its JSON.
      return 'no-answer'
    }
  }

  async function control(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await request(`http://localhost:${sandbox.controlPort}/control${path}`, method, body)
    if (answer === 'no-answer' || answer.status > 299)
      throw new Error(`${method} /control${path}: ${JSON.stringify(answer)}`)
    return answer.json
  }

  await control('PUT', '/faults', manners)

  const shop = {
    dataDir,
    logFile,
    log: () => (existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''),
    openedAtMs,
    cable,
    control,
    sandbox,
    get bff() {
      if (bff === undefined) throw new Error('The BFF was never started')
      return bff
    },
    /** The BFF, as `npm run bff` starts it. */
    async startBff(how: Start = {}): Promise<Program> {
      bff = await startProgram('apps/bff/src/main.ts', {
        logFile,
        ...how,
        environment: {
          DATA_DIR: dataDir,
          SANDBOX_PORT: `${cable.port}`,
          PORT: '0',
          WEBHOOK_PORT: '0',
          ...settings,
          ...how.environment,
        },
      })
      return bff
    },

    api: (method: string, path: string, body?: unknown): Promise<Answer> =>
      request(`http://localhost:${bff?.port}${path}`, method, body),

    /** Every charge, read through the door, newest first. */
    async charges(): Promise<Charge[]> {
      const charges: Charge[] = []
      for (let before: string | null = ''; before !== null; ) {
        const page = await shop.api('GET', `/api/charges?limit=${pageLength}${before && `&before=${before}`}`)
        if (page === 'no-answer' || page.status !== 200)
          throw new Error(`GET /api/charges: ${JSON.stringify(page)}`)
        const list = ChargeList.parse(page.json)
        charges.push(...list.charges)
        before = list.nextBefore
      }
      return charges
    },
    async charge(txid: string): Promise<Charge> {
      const answer = await shop.api('GET', `/api/charges/${txid}`)
      return Charge.parse(answer === 'no-answer' ? undefined : answer.json)
    },

    faults: (script: { webhook?: object; rules?: object[] }) =>
      control('PUT', '/faults', {
        rules: [...(script.rules ?? []), ...(manners.rules ?? [])],
        webhook: { ...manners.webhook, ...script.webhook },
      }),
    noFaults: () => control('PUT', '/faults', manners),
    psp: async () => (await control('GET', '/state')) as PspState,
    /** A customer's bank pays what the code says, or another amount. Answers with the endToEndId. */
    async pay(pixCopiaECola: string, amountCents?: number): Promise<string> {
      const whole = amountCents === undefined ? {} : { amountCents }
      const body = { pixCopiaECola, ...whole, payer, infoPagador: messageOfPayer }
      return (await control('POST', '/pay', body).then((paid) => paid as { endToEndId: string })).endToEndId
    },

    /** The folder may stay, for whoever has to find out why. */
    async close({ isKept = false } = {}) {
      await bff?.end('SIGKILL')
      await sandbox.end()
      await cable.remove()
      if (!isKept) rmSync(dataDir, { recursive: true })
    },
  }
  return shop
}
