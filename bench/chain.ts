import { setTimeout as pause } from 'node:timers/promises'
import { startPostgres } from '../apps/bff/src/testing/postgres-server.ts'
import type { Program } from '../rigs/processes.ts'
import { openBalancer } from './balancer.ts'
import { api } from './bff-client.ts'
import { newFolder, startBff, startSandbox } from './processes.ts'
import { connectPsp } from './psp-client.ts'

/** BFFs that have just come are still reading what there is to read. */
const quietMs = 1_000
/** As long as a start may take at which eight of them share two cores. */
const registerLimitMs = 30_000

export type Chain = Awaited<ReturnType<typeof openChain>>

/** Any number of BFFs on one PostgreSQL, with one PSP whose webhooks reach them in turn. */
export async function openChain() {
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
  let bffs: Program[] = []

  async function isRegistered({ port }: Program) {
    const giveUpAtMs = performance.now() + registerLimitMs
    for (;;) {
      const { registration } = await api({ port }, 'GET', '/api/webhook')
      if (registration !== 'unknown') return
      if (performance.now() > giveUpAtMs) throw new Error(`The webhook of ${port} is ${registration}`)
      await pause(20)
    }
  }

  return {
    databaseUrl,
    controlPort: sandbox.controlPort ?? 0,
    bffs: () => bffs,
    /** Webhooks go to these, one connection after the other. */
    leadWebhooksTo: (some: readonly Program[]) =>
      balancer.leadTo(some.map(({ webhookPort }) => webhookPort ?? 0)),
    /** So many from now on. The first stays, and with it who is on duty. */
    async beMany(count: number): Promise<void> {
      await Promise.all(bffs.slice(count).map((bff) => bff.end()))
      const environment = { DATABASE_URL: databaseUrl }
      const start = () => startBff(dataDir, sandbox.port, [], environment)
      if (bffs.length === 0) bffs = [await start()]
      const missing = Math.max(0, count - bffs.length)
      bffs = [...bffs.slice(0, count), ...(await Promise.all(Array.from({ length: missing }, start)))]
      // Each looks once at what the PSP has registered, the first has put its own address there; from then on it is ours.
      await Promise.all(bffs.map(isRegistered))
      balancer.leadTo(bffs.map(({ webhookPort }) => webhookPort ?? 0))
      const webhookUrl = `https://localhost:${balancer.port}/webhook`
      await psp.call('PUT', `/webhook/${psp.chave}`, { webhookUrl })
      await pause(quietMs)
    },
    async close() {
      await Promise.all(bffs.map((bff) => bff.end()))
      await psp.close()
      balancer.close()
      await server.close()
    },
  }
}
