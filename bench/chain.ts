import { setTimeout as pause } from 'node:timers/promises'
import { startPostgres } from '../apps/bff/src/testing/postgres-server.ts'
import type { Program } from '../rigs/processes.ts'
import { openBalancer } from './balancer.ts'
import { api } from './bff-client.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { connectPsp } from './psp-client.ts'

/** Whoever goes on has a few rounds to catch up with. */
const quietMs = 1_000
/** As long as a start may take at which eight of them share two cores. */
const registerLimitMs = 30_000

export type Chain = Awaited<ReturnType<typeof openChain>>

/** So many BFFs on one PostgreSQL, with one PSP whose webhooks reach them in turn. */
export async function openChain(count: number) {
  const server = await startPostgres()
  // So that each commit says when it was.
  await server.query(server.urlOf('postgres'), 'ALTER SYSTEM SET track_commit_timestamp = on')
  await server.crash()
  await server.startAgain()
  const databaseUrl = await server.createDatabase()
  const dataDir = newFolder()
  const sandbox = await startSandbox(dataDir)
  const psp = await connectPsp(dataDir, sandbox.port, 1)
  const balancer = await openBalancer()

  async function isRegistered({ port }: Program) {
    const giveUpAtMs = performance.now() + registerLimitMs
    for (;;) {
      const { registration } = await api({ port }, 'GET', '/api/webhook')
      if (registration !== 'unknown') return
      if (performance.now() > giveUpAtMs) throw new Error(`The webhook of ${port} is ${registration}`)
      await pause(20)
    }
  }

  const environment = { DATABASE_URL: databaseUrl }
  const start = () => startBff(dataDir, sandbox.port, [], environment)
  // The first is on duty from the beginning to the end.
  const first = await start()
  const bffs = [first, ...(await Promise.all(Array.from({ length: count - 1 }, start)))]
  // Each looks once at what the PSP has registered, the first has put its own address there; from then on it is ours.
  await Promise.all(bffs.map(isRegistered))
  let awake: readonly Program[] = []
  const leadWebhooksTo = (some: readonly Program[]) =>
    balancer.leadTo(some.map(({ webhookPort }) => webhookPort ?? 0))
  leadWebhooksTo(bffs)
  await psp.call('PUT', `/webhook/${psp.chave}`, { webhookUrl: `https://localhost:${balancer.port}/webhook` })

  return {
    databaseUrl,
    controlPort: sandbox.controlPort ?? 0,
    /** Those that are not made to stand still. */
    bffs: () => awake,
    /** Webhooks go to these, one connection after the other. */
    leadWebhooksTo,
    /**
     * So many go on and the others stand still, with whatever they have learnt: one that is started anew takes hundreds of sales until it
     * has compiled itself, and eight take that eight times.
     */
    async beMany(size: number): Promise<void> {
      awake = bffs.slice(0, size)
      for (const [index, bff] of bffs.entries()) bff.signal(index < size ? 'SIGCONT' : 'SIGSTOP')
      leadWebhooksTo(awake)
      await pause(quietMs)
    },
    async close() {
      for (const bff of bffs) bff.signal('SIGCONT')
      await Promise.all(bffs.map((bff) => bff.end()))
      await psp.close()
      balancer.close()
      await server.close()
    },
  }
}
