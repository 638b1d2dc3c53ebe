import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'

/** What the shop's own software sends with every request: rigs, benches and most journeys are it. */
export const shopKey = 'the-key-of-the-software-of-the-shop-of-the-rigs'
export const withKey = { authorization: `Bearer ${shopKey}` }

/** Our programs as real processes: started as npm starts them, ended, killed and paused by signals. */
export const root = join(import.meta.dirname, '..')
/** A process that has not said that it is ready by then never will. */
const startLimitMs = 60_000
/** Long enough for a clean stop on a machine that others use too; what is still there afterwards is killed. */
const stopLimitMs = 30_000

export type Ready = { port: number; webhookPort?: number; controlPort?: number }
export type Exit = number | NodeJS.Signals
export type Program = Ready & {
  pid: number
  /** From the spawn to the word "ready". */
  readyAfterMs: number
  /** Sends a message and waits for the answer. */
  ask: (question: string) => Promise<unknown>
  signal: (signal: NodeJS.Signals) => void
  /** Sends the signal and waits until the process is gone. After a clean stop that does not come it is killed. */
  end: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<Exit>
  /** How it ended, by itself or by us. */
  ended: Promise<Exit>
}
export type Start = {
  environment?: Record<string, string>
  /** Arguments of Node, before the script. */
  nodeArguments?: string[]
  /** Arguments of the script. */
  arguments?: string[]
  /** A command that runs another under other circumstances: a limit, a disk of its own. */
  under?: string[]
  /** Told of the process before it is ready, for those who do not let it become so. */
  onSpawn?: (signal: (signal: NodeJS.Signals) => void) => void
  /** Where its log goes. Without it the log is written, as in a shop, and nobody spends time on reading it. */
  logFile?: string
}

/** What a refused start has said goes into the message. */
export class StartRefused extends Error {}

const running = new Set<Program>()

/** Starts one of our programs under this same Node and waits until it says `{ ready: true }`. */
export async function startProgram(script: string, wanted: Start = {}): Promise<Program> {
  const begunAt = performance.now()
  const child = launch(script, wanted)
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as Exit)
  const signal = (name: NodeJS.Signals) => void child.kill(name)
  wanted.onSpawn?.(signal)
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint = `${complaint}${chunk}`.slice(-4_000)
  })
  const ready = await firstWord(child, script, () => complaint)
  const program: Program = {
    ...ready,
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - begunAt,
    ask: (question) => ask(child, question),
    signal,
    end: (signal = 'SIGTERM') => end(child, ended, signal),
    ended,
  }
  running.add(program)
  void ended.then(() => running.delete(program))
  return program
}

/** Ends what is still running, each by its own id. */
export const endPrograms = () => Promise.all([...running].map((program) => program.end()))

function launch(script: string, wanted: Start): ChildProcess {
  // A test runner's own settings of Node are not ours.
  const { NODE_OPTIONS: _options, VITEST: _runner, ...inherited } = process.env
  const command = [
    ...(wanted.under ?? []),
    process.execPath,
    // Of our programs alone: a bench's baseline is a program of its own.
    ...(script.startsWith('apps/') ? ['--import', './apps/node-version.mjs'] : []),
    '--disable-warning=ExperimentalWarning',
    ...(wanted.nodeArguments ?? []),
    join(root, script),
    ...(wanted.arguments ?? []),
  ]
  const log = wanted.logFile === undefined ? undefined : openSync(wanted.logFile, 'a')
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: root,
    env: { ...inherited, API_KEY: shopKey, ...wanted.environment },
    stdio: ['ignore', log ?? 'ignore', 'pipe', 'ipc'],
    // Ctrl+C is for whoever started them, who ends them when it has looked at them for the last time.
    detached: true,
  })
  if (log !== undefined) closeSync(log)
  return child
}

function firstWord(child: ChildProcess, script: string, complaint: () => string): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => {
      clearTimeout(limit)
      reject(new StartRefused(`${script} ${why}\n${complaint()}`))
    }
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      fail('did not become ready')
    }, startLimitMs)
    child.once('error', (error) => fail(error.message))
    // `close` and not `exit`: only then everything that it said has been read.
    child.once('close', (code, signal) => fail(`ended with ${code ?? signal}`))
    child.on('message', (message) => {
      if (!isReady(message)) return
      clearTimeout(limit)
      resolve(message)
    })
  })
}

const isReady = (message: unknown): message is Ready =>
  typeof message === 'object' && message !== null && 'ready' in message && 'port' in message

async function ask(child: ChildProcess, question: string): Promise<unknown> {
  const answered = once(child, 'message')
  child.send(question)
  const [answer] = await answered
  return answer
}

async function end(child: ChildProcess, ended: Promise<Exit>, signal: NodeJS.Signals): Promise<Exit> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
  const exit = await ended
  clearTimeout(limit)
  return exit
}
