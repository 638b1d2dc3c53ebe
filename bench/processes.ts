import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..')
/** A process that has not said that it is ready by then never will. */
const startLimitMs = 30_000
/** Long enough for a clean stop; what is still there afterwards is killed. */
const stopLimitMs = 5_000

export type Ready = { port: number; webhookPort?: number; controlPort?: number }
export type Started = Ready & {
  /** From the spawn to the word "ready". */
  readyAfterMs: number
  /** Sends a message and waits for the answer. */
  ask: (question: string) => Promise<unknown>
  end: () => Promise<void>
}
export type Start = {
  environment?: Record<string, string>
  /** Arguments of Node, before the script. */
  nodeArguments?: string[]
  arguments?: string[]
}

const running = new Set<ChildProcess>()
const folders = new Set<string>()

/** Starts one of the measured programs under this same Node and waits until it says `{ ready: true }`. */
export async function start(script: string, wanted: Start = {}): Promise<Started> {
  const begunAt = performance.now()
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      ...(wanted.nodeArguments ?? []),
      join(root, script),
      ...(wanted.arguments ?? []),
    ],
    {
      cwd: root,
      env: { ...process.env, ...wanted.environment },
      // The log is written, as in a shop, but nobody here spends time on reading it.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  )
  running.add(child)
  child.once('exit', () => running.delete(child))
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-4_000)
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${script} ${why}\n${complaint}`))
    const limit = setTimeout(() => fail('did not become ready'), startLimitMs)
    child.once('exit', (code) => fail(`ended with ${code}`))
    child.on('message', (message) => {
      if (!isReady(message)) return
      clearTimeout(limit)
      resolve(message)
    })
  })
  const readyAfterMs = performance.now() - begunAt
  return { ...ready, readyAfterMs, ask: (question) => ask(child, question), end: () => end(child) }
}

const isReady = (message: unknown): message is Ready =>
  typeof message === 'object' && message !== null && 'ready' in message && 'port' in message

async function ask(child: ChildProcess, question: string): Promise<unknown> {
  const answered = once(child, 'message')
  child.send(question)
  const [answer] = await answered
  return answer
}

async function end(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
  await gone
  clearTimeout(limit)
}

/** A folder that goes with everything else at the end. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'balcao-bench-'))
  folders.add(folder)
  return folder
}

/** Ends what is still running, each by its own id, and removes what it wrote: after every part, also after one that failed. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map(end))
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
}

export const startSandbox = (dataDir: string) =>
  start('apps/sandbox/src/main.ts', {
    environment: { DATA_DIR: dataDir, SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' },
  })

/** With its settings as delivered, the log included: only folder and ports are ours. */
export const startBff = (dataDir: string, sandboxPort: number, nodeArguments: string[] = []) =>
  start('apps/bff/src/main.ts', {
    nodeArguments,
    environment: {
      DATA_DIR: dataDir,
      PORT: '0',
      WEBHOOK_PORT: '0',
      SANDBOX_PORT: String(sandboxPort),
    },
  })
