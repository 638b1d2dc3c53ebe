import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { isBuilt } from './is-built.ts'

/**
 * `npm start`: builds the screens where they are older than their sources, starts the sandbox and the BFF, says when both are ready,
 * and stops both when it is stopped or when one of them dies. With --dev, Vite serves the screens on port 5173 as they are written.
 */
const root = join(import.meta.dirname, '..')
const isDev = process.argv.includes('--dev')
const children = new Set<ChildProcess>()
let isStopping = false

process.on('SIGINT', () => void stop(0))
process.on('SIGTERM', () => void stop(0))

if (!isDev && !isBuilt(root)) await run(['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'])
const sandbox = start('apps/sandbox/src/main.ts')
const bff = start('apps/bff/src/main.ts')
const [{ url }] = await Promise.all([ready(bff), ready(sandbox)])
if (isDev) start('node_modules/vite/bin/vite.js')
console.log(`Balcão ready: ${url}`)

/** Runs one of our processes under the same Node; it goes with us, and we go with it. */
function start(script: string): ChildProcess {
  const first = ['--import', './apps/node-version.mjs', '--disable-warning=ExperimentalWarning']
  const child = spawn(process.execPath, [...first, script], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  children.add(child)
  child.once('exit', (code) => {
    children.delete(child)
    if (!isStopping) void stop(code ?? 1)
  })
  return child
}

/** Of the sandbox, which has no screens, the address is empty. */
function ready(child: ChildProcess): Promise<{ url: string }> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (typeof message === 'object' && message !== null && 'ready' in message)
        resolve({ url: 'url' in message ? String(message.url) : '' })
    })
  })
}

function run(args: string[]): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    children.add(child)
    child.once('exit', (code) => {
      children.delete(child)
      if (code === 0) resolve()
      else void stop(code ?? 1)
    })
  })
}

async function stop(code: number): Promise<void> {
  if (isStopping) return
  isStopping = true
  const gone = [...children].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(gone)
  process.exit(code)
}
