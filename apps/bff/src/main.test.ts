import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Charge } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../../sandbox/src/start.ts'
import { shopKey, withKey } from './testing/shop-key.ts'
import { newTxid, patience } from './testing/world.ts'

const script = join(import.meta.dirname, 'main.ts')
const first = ['--import', join(import.meta.dirname, '../../node-version.mjs')]
let dataDir: string
let psp: Sandbox
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'balcao-main-'))
  psp = await startSandbox({ dataDir, env: { SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' } })
})
afterAll(async () => {
  await psp.close()
  rmSync(dataDir, { recursive: true })
})

type Process = { child: ChildProcess; said: () => string; ended: Promise<number | NodeJS.Signals> }
const running = new Set<Process>()
afterEach(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGKILL')
    await ended
  }
})

/** The BFF as `npm run bff` starts it. */
function run(change: Record<string, string> = {}): Process {
  const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env
  const child = spawn(process.execPath, [...first, '--disable-warning=ExperimentalWarning', script], {
    env: {
      ...env,
      DATA_DIR: dataDir,
      API_KEY: shopKey,
      PORT: '0',
      WEBHOOK_PORT: '0',
      SANDBOX_PORT: `${psp.port}`,
      ...change,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let text = ''
  child.stdout?.on('data', (chunk) => {
    text += chunk
  })
  child.stderr?.on('data', (chunk) => {
    text += chunk
  })
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals)
  const one = { child, said: () => text, ended }
  running.add(one)
  void ended.then(() => running.delete(one))
  return one
}

async function ready(one: Process): Promise<string> {
  return vi.waitFor(() => {
    const port = /ready: http:\/\/localhost:(\d+)/.exec(one.said())?.[1]
    if (port === undefined) throw new Error(`not ready: ${one.said()}`)
    return `http://localhost:${port}`
  }, patience)
}

const put = (url: string, txid: string) =>
  fetch(`${url}/api/charges/${txid}`, {
    method: 'PUT',
    headers: { ...withKey, 'content-type': 'application/json' },
    body: '{"amountCents":2350}',
  })
const read = async (url: string, txid: string) =>
  Charge.parse(await (await fetch(`${url}/api/charges/${txid}`, { headers: withKey })).json())
const control = async (method: string, path: string, body?: object) => {
  const reply = await fetch(`http://localhost:${psp.controlPort}/control${path}`, {
    method,
    ...(body && { body: JSON.stringify(body) }),
  })
  return (reply.status === 204 ? {} : await reply.json()) as {
    cobs: { txid: string; revisao: number; status: string }[]
    calls: Record<string, number>
  }
}

describe('the process', () => {
  test('logs one JSON object a line and no secret of the folder, and ends cleanly with screens open', async () => {
    const bff = run({ LOG_LEVEL: 'debug' })
    const url = await ready(bff)
    await vi.waitFor(async () => {
      expect(await (await fetch(`${url}/api/health`)).json()).toMatchObject({ status: 'ok' })
    }, patience)
    const stream = await fetch(`${url}/api/terminals/caixa-1/events`, { headers: withKey })
    const reader = stream.body?.getReader()
    await reader?.read()
    const txid = newTxid()
    expect((await put(url, txid)).status).toBe(201)
    const { pixCopiaECola } = await read(url, txid)
    await control('POST', '/pay', { pixCopiaECola })
    await vi.waitFor(async () => expect((await read(url, txid)).status).toBe('paid'), patience)

    bff.child.kill('SIGTERM')
    expect(await bff.ended).toBe(0)
    await expect(fetch(`${url}/api/health`)).rejects.toThrow()
    const lines = bff
      .said()
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('Balcão'))
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), part: 'bff' })
    expect(lines.filter((line) => JSON.parse(line).level >= 50)).toEqual([])
    expect(bff.said()).toContain(txid)
    for (const secret of [psp.pki.credentials.clientSecret, pixCopiaECola ?? '', 'PRIVATE KEY', 'Bearer'])
      expect(bff.said()).not.toContain(secret)
  })

  test('ends cleanly at SIGINT too, and when the process that started it is gone', async () => {
    const interrupted = run()
    await ready(interrupted)
    interrupted.child.kill('SIGINT')
    expect(await interrupted.ended).toBe(0)
    const orphaned = run()
    await ready(orphaned)
    orphaned.child.disconnect()
    expect(await orphaned.ended, orphaned.said()).toBe(0)
  })
})

describe('a start that is refused ends with 1 and a sentence, and without a stack', () => {
  const refused = async (change: Record<string, string>) => {
    const bff = run(change)
    expect(await bff.ended).toBe(1)
    expect(bff.said()).not.toMatch(/^\s+at /m)
    expect(bff.said().trim().split('\n')).toHaveLength(1)
    return bff.said()
  }

  test('a bad setting, named', async () => {
    const bad = {
      PORT: 'http',
      HOST: '0.0.0.0',
      CHARGE_EXPIRATION_SECONDS: '0',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    }
    const said = await Promise.all(Object.entries(bad).map(([name, value]) => refused({ [name]: value })))
    for (const [index, name] of Object.keys(bad).entries()) expect(said[index]).toContain(name)
  })

  test('a damaged ledger', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'balcao-damaged-'))
    writeFileSync(join(dir, 'balcao.sqlite'), 'no ledger'.repeat(1000))
    expect(await refused({ DATA_DIR: dir })).toContain('is damaged')
    rmSync(dir, { recursive: true })
  })
})

describe('killed in the middle of a sale', () => {
  const deaths: [sentence: string, fault: object, wasMade: boolean][] = [
    ['after the PSP has made it and before we know', { delayResponseMs: 60_000 }, true],
    ['before the PSP has it', { delayMs: 60_000 }, false],
  ]
  test.each(deaths)('%s, it goes on with the same charge', async (_sentence, fault, wasMade) => {
    const bff = run()
    const url = await ready(bff)
    const txid = newTxid()
    const before = (await control('GET', '/state')).calls.putCob ?? 0
    await control('PUT', '/faults', { rules: [{ match: { operation: 'putCob', txid }, times: 1, ...fault }] })
    const lost = put(url, txid).catch(() => undefined)
    await vi.waitFor(async () => {
      const state = await control('GET', '/state')
      expect(state.calls.putCob).toBe(before + 1)
      expect(state.cobs.some((cob) => cob.txid === txid)).toBe(wasMade)
    }, patience)
    bff.child.kill('SIGKILL')
    expect(await bff.ended).toBe('SIGKILL')
    await lost
    await control('DELETE', '/faults')

    const again = await ready(run())
    await vi.waitFor(async () => expect((await read(again, txid)).status).toBe('awaiting'), patience)
    expect((await put(again, txid)).status).toBe(200)
    const { cobs } = await control('GET', '/state')
    expect(cobs.filter((cob) => cob.txid === txid)).toMatchObject([{ status: 'ATIVA', revisao: 0 }])
  })

  test('what was answered is never lost', async () => {
    const bff = run()
    const url = await ready(bff)
    const answered: string[] = []
    const till = async () => {
      for (;;) {
        const txid = newTxid()
        const reply = await put(url, txid).catch(() => undefined)
        if (reply === undefined) return
        if (reply.status === 201) answered.push(txid)
      }
    }
    const tills = Array.from({ length: 8 }, till)
    await vi.waitFor(() => expect(answered.length).toBeGreaterThan(20), patience)
    bff.child.kill('SIGKILL')
    await Promise.all([bff.ended, ...tills])
    const again = await ready(run())
    for (const txid of answered) expect((await read(again, txid)).status).toBe('awaiting')
    const known = new Set((await control('GET', '/state')).cobs.map((cob) => cob.txid))
    expect(answered.filter((txid) => !known.has(txid))).toEqual([])
  })
})
