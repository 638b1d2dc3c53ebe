import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client, type QueryResultRow } from 'pg'
import { giveData, installPostgres, type RunAs, superuser } from './postgres-install.ts'

/** Below what the system gives away for connections, so that a server that is started again finds its port free. */
const ports = { from: 20_000, to: 32_000 }
const portsTried = 10
/** Several servers at once, a few dozen databases of eight megabytes each. */
const roomBytes = 4 * 2 ** 30

/** A real PostgreSQL of a test file's own, in a folder that goes when it goes. */
export type PostgresServer = Awaited<ReturnType<typeof startPostgres>>

export async function startPostgres() {
  const folder = newFolder(fastestDisk())
  // Of this server's own where no tests share one: a bench starts a single one.
  const installedIn = process.env.TESTS_FOLDER ?? newFolder(tmpdir())
  const runAs = process.getuid?.() === 0 ? nobody() : {}
  const { postgres, emptyData } = installPostgres(installedIn, runAs)
  const data = join(folder, 'data')
  cpSync(emptyData, data, { recursive: true })
  giveData(data, runAs)

  let port = 0
  let child: ChildProcess | undefined
  const remove = () => {
    rmSync(folder, { recursive: true, force: true })
    if (installedIn !== process.env.TESTS_FOLDER) rmSync(installedIn, { recursive: true, force: true })
  }
  /** Where the tests end in the middle. */
  const kill = () => {
    child?.kill('SIGQUIT')
    remove()
  }
  process.once('exit', kill)

  async function run(): Promise<boolean> {
    const flags = ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', `port=${port}`]
    const one = spawn(postgres, ['-D', data, ...flags], {
      ...runAs,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child = one
    let said = ''
    const isReady = await new Promise<boolean>((resolve, reject) => {
      one.stderr.on('data', (chunk) => {
        said += chunk
        if (said.includes('ready to accept connections')) resolve(true)
      })
      one.once('error', reject)
      one.once('exit', () =>
        said.includes('could not bind')
          ? resolve(false)
          : reject(new Error(`PostgreSQL does not start: ${said}`)),
      )
    })
    return isReady
  }
  async function stop(signal: NodeJS.Signals) {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  for (let tries = 1; ; tries++) {
    port = randomInt(ports.from, ports.to)
    if (await run()) break
    if (tries === portsTried) throw new Error('No port is free for PostgreSQL')
  }

  const urlOf = (database: string, as = superuser) =>
    `postgres://${as.user}:${as.password}@127.0.0.1:${port}/${database}`

  /** One statement on a connection of its own. */
  async function query<Row extends QueryResultRow>(url: string, text: string, ...values: unknown[]) {
    const client = new Client({ connectionString: url })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query<Row>(text, values)).rows
    } finally {
      await client.end()
    }
  }

  return {
    urlOf,
    query,
    /** Answers with the address of a new database. */
    async createDatabase(options = ''): Promise<string> {
      const name = `ledger-${randomUUID()}`
      await query(urlOf('postgres'), `CREATE DATABASE "${name}" ${options}`)
      return urlOf(name)
    },
    /** As when its machine loses the power: nothing is brought to its end. */
    crash: () => stop('SIGQUIT'),
    startAgain: run,
    async close() {
      process.off('exit', kill)
      await stop('SIGQUIT')
      remove()
    },
  }
}

function newFolder(on: string): string {
  const folder = mkdtempSync(join(on, 'balcao-postgres-'))
  // Whoever runs PostgreSQL has to come through.
  chmodSync(folder, 0o755)
  return folder
}

/** It syncs a thousand files when it starts after a crash: in memory, where there is room for it, that costs nobody anything. */
function fastestDisk(): string {
  const memory = '/dev/shm'
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize > roomBytes ? memory : tmpdir()
}

/** PostgreSQL refuses root, and wants a user that the system knows. This one is on every system, and owns nothing. */
function nobody(): RunAs {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('nobody:'))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined)
    throw new Error('PostgreSQL refuses root, and there is no user nobody: run the tests as another user.')
  return { uid: Number(uid), gid: Number(gid) }
}
