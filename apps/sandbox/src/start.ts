import { mkdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openAccounts } from './account/accounts.ts'
import { type AccountCredentials, openAccountCredentials } from './account/credentials.ts'
import { createClockwork } from './clockwork.ts'
import { noFaults } from './faults.ts'
import { type MannersName, mannersByName } from './manners/index.ts'
import type { Manners } from './manners/manners.ts'
import { createSigner } from './payload.ts'
import { openPki, type Pki } from './pki.ts'
import { accountEndpoints } from './routes/account.ts'
import { createApi } from './routes/api.ts'
import { cobEndpoints } from './routes/cob.ts'
import { cobrEndpoints } from './routes/cobr.ts'
import { cobvEndpoints } from './routes/cobv.ts'
import { addControl } from './routes/control.ts'
import { accountWebhookEndpoints, listenerEndpoints } from './routes/listeners.ts'
import { locEndpoints } from './routes/loc.ts'
import { payloadEndpoints } from './routes/payload.ts'
import { createPlainApp } from './routes/phone.ts'
import { pixEndpoints } from './routes/pix.ts'
import { recEndpoints } from './routes/rec.ts'
import { tokenEndpoints } from './routes/token.ts'
import { webhookEndpoints } from './routes/webhook.ts'
import { readSettings, SettingError } from './settings.ts'
import { openStore } from './store.ts'
import { createTlsServer, patience } from './tls.ts'
import { createTraffic } from './traffic.ts'
import { createPostman } from './webhooks.ts'
import { createWorld, type Merchant, type Ports, systemPorts } from './world.ts'

export type Sandbox = {
  /** TLS: token, API Pix, payloads. */
  port: number
  /** Plain HTTP on 127.0.0.1: /control and the phone page. */
  controlPort: number
  /** Certificates as PEM, the folder they are in, and the merchant's credentials. */
  pki: Pki
  /** What the payer's account provider knows its client by, and the accounts. */
  account: AccountCredentials
  /** Does at once what is due (refunds, callbacks) and waits for it: for tests with a clock of their own. */
  settle(): Promise<void>
  close(): Promise<void>
}

export type SandboxOptions = {
  /** Instead of DATA_DIR. */
  dataDir?: string
  /** Instead of the process's environment. */
  env?: NodeJS.ProcessEnv
  /** Instead of SANDBOX_MANNERS: those of a PSP, by name or made for the occasion. */
  manners?: MannersName | Manners
  /** Time, dice and ids; what is absent is the system's. */
  ports?: Partial<Ports>
  /** Name (≤ 25) and city (≤ 15) of who receives, in ASCII. */
  merchant?: Partial<Pick<Merchant, 'name' | 'city'>>
}

/** @throws {SettingError} when a setting is wrong, a port is taken or the data folder cannot be used. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = readSettings({
    ...(options.env ?? process.env),
    ...(options.dataDir !== undefined && { DATA_DIR: options.dataDir }),
  })
  const manners =
    typeof options.manners === 'object' ? options.manners : mannersByName[options.manners ?? settings.manners]
  makeFolder(settings.dataDir)
  const pki = openPki(settings.dataDir)
  const account = openAccountCredentials(pki.dir)
  const store = openStore(settings.dataDir)

  // The port may be the system's choice, and codes carry it: listen first, attach the application after.
  const server = createTlsServer(pki)
  const plain = createServer(patience)
  const postman = createPostman(pki)
  try {
    const port = await listen(server, settings.port, 'SANDBOX_PORT')
    const controlPort = await listen(plain, settings.controlPort, 'SANDBOX_CONTROL_PORT')
    const host = `localhost:${port}`
    const merchant = {
      name: 'PADARIA DO BAIRRO',
      city: 'SAO PAULO',
      // The CNPJ of the examples in API Pix, whose check digits are right.
      cnpj: '12345678000195',
      address: { logradouro: 'Rua do Comercio, 100', uf: 'SP', cep: '01001000' },
      ...options.merchant,
      chave: pki.credentials.chave,
      host,
    }
    const world = createWorld(merchant, { ...systemPorts, ...options.ports }, store.save)
    store.load(world)
    const { mediatorId, accountId, companyAccountId } = account
    openAccounts(world, { id: accountId, mediatorId }, { id: companyAccountId, mediatorId })
    const faults = { current: noFaults() }
    const box = { world, store, faults, postman }
    const clockwork = createClockwork(box)
    const served = { ...box, clockwork, manners, traffic: createTraffic() }
    const signer = createSigner(pki, host)
    server.on(
      'request',
      createApi(served, [
        ...tokenEndpoints(world, pki.credentials, manners.token),
        ...cobEndpoints(world),
        ...cobvEndpoints(world),
        ...locEndpoints(world, manners.base),
        ...pixEndpoints(world, faults),
        ...webhookEndpoints(world, faults, postman, manners),
        ...payloadEndpoints(world, signer),
        ...recEndpoints(world, manners.base),
        ...cobrEndpoints(world),
        ...listenerEndpoints(world, faults, postman),
        ...accountEndpoints(world, faults, account),
        ...accountWebhookEndpoints(world, postman, account),
      ]),
    )
    const phone = createPlainApp(world, signer)
    addControl(phone, served, accountId)
    plain.on('request', phone)
    clockwork.wake()
    return {
      port,
      controlPort,
      pki,
      account,
      settle: clockwork.settle,
      async close() {
        clockwork.stop()
        await Promise.all([stop(server), stop(plain)])
        await postman.close()
        store.close()
      },
    }
  } catch (error) {
    await Promise.all([stop(server), stop(plain), postman.close()])
    store.close()
    throw error
  }
}

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (cause) {
    throw new SettingError(`DATA_DIR must be a folder that can be written, not ${dataDir}.`, { cause })
  }
}

function listen(server: Server, port: number, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${cause.code})`
      reject(new SettingError(`Port ${port} ${why}: set ${setting} to another one.`, { cause }))
    })
    // Loopback alone: a PSP in a box has nothing to say to the network.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
