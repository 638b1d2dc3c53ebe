import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { seededFolder } from './seeded-folder.ts'

// Each test starts processes; on a busy machine that is most of what they do.
vi.setConfig({ testTimeout: 90_000 })

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
let folder: string
let children: ChildProcess[]
beforeAll(() => {
  folder = seededFolder()
})
beforeEach(() => {
  children = []
})
afterEach(async () => {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null)
  const ended = running.map((child) => once(child, 'exit'))
  for (const child of running) child.kill('SIGKILL')
  await Promise.all(ended)
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(env: Record<string, string> = {}) {
  const child = fork(main, {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, DATA_DIR: folder, SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0', ...env },
  })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout?.on('data', (text) => {
    said.out += text
  })
  child.stderr?.on('data', (text) => {
    said.err += text
  })
  return { child, said, exit: once(child, 'close') }
}

test('says where it listens, in a line and to the process that started it', async () => {
  const { child, said, exit } = run()
  const [ready] = await once(child, 'message')
  expect(ready).toEqual({ ready: true, port: expect.any(Number), controlPort: expect.any(Number) })
  child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  expect(said.out).toBe(
    `Sandbox ready: https://localhost:${ready.port} · phone http://localhost:${ready.controlPort}\n`,
  )
  expect(said.err).toBe('')
})

test.each<[string, (child: ChildProcess) => unknown]>([
  ['SIGINT', (child) => child.kill('SIGINT')],
  ['the end of the process that started it', (child) => child.disconnect()],
])('stops on %s', async (_name, end) => {
  const { child } = run()
  await once(child, 'message')
  // Not 'close', which a process whose channel was disconnected never emits.
  const exit = once(child, 'exit')
  end(child)
  expect(await exit).toEqual([0, null])
})

test('a port in use, a bad setting, a taken or bad folder: one sentence that names the setting, and exit 1', async () => {
  const first = run()
  const [{ port, controlPort }] = await once(first.child, 'message')
  const other = seededFolder()
  const file = join(other, 'file')
  writeFileSync(file, '')
  const rows: [Record<string, string>, RegExp][] = [
    [
      { DATA_DIR: other, SANDBOX_PORT: String(port) },
      /^Port \d+ is in use: set SANDBOX_PORT to another one\.\n$/,
    ],
    [
      { DATA_DIR: other, SANDBOX_CONTROL_PORT: String(controlPort) },
      /^Port \d+ is in use: set SANDBOX_CONTROL_PORT/,
    ],
    [{ SANDBOX_PORT: 'x' }, /^SANDBOX_PORT must be a port, 0 to 65535, not "x"\.\n$/],
    [{}, /^.*sandbox\.sqlite cannot be used: another sandbox runs on it/],
    [{ DATA_DIR: file }, /^DATA_DIR must be a folder that can be written/],
  ]
  for (const [env, sentence] of rows) {
    const { said, exit } = run(env)
    expect(await exit).toEqual([1, null])
    expect(said.err).toMatch(sentence)
    expect(said.out).toBe('')
  }
  rmSync(other, { recursive: true })
})
