import { rmSync } from 'node:fs'
import {
  deleteWebhook,
  getCob,
  getPix,
  getRefund,
  getWebhook,
  listCobs,
  listPix,
  type NewCob,
  type PixReply,
  type PixRequest,
  patchCob,
  postCob,
  profiles,
  putCob,
  putRefund,
  putWebhook,
  readCob,
  readCobList,
  readPix,
  readPixList,
  readRefund,
  readToken,
  readWebhook,
  readWebhookBody,
  toHttp,
  tokenRequest,
} from '@balcao/pix'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openReceiver } from '../../../sandbox/src/merchant.ts'
import { seededFolder } from '../../../sandbox/src/seeded-folder.ts'
import { type Sandbox, startSandbox } from '../../../sandbox/src/start.ts'
import { createTransport } from '../psp/transport.ts'
import { newTxid } from './testing/stranger.ts'

const deadlineMs = 5_000
/** How long a callback may take on a busy machine. */
const patience = { timeout: 15_000 }

/** Every row of Cielo's OpenAPI 1.0.2, asked by our own client over our own transport. */
describe.each(['sandbox', 'cielo'] as const)('in the manners of %s', (manners) => {
  let sandbox: Sandbox
  let transport: ReturnType<typeof createTransport>
  let receiver: Awaited<ReturnType<typeof openReceiver>>
  let token = ''
  let profile = profiles.cielo
  const dataDir = seededFolder()

  beforeAll(async () => {
    const env = { SANDBOX_PORT: '0', SANDBOX_CONTROL_PORT: '0' }
    sandbox = await startSandbox({ dataDir, env, manners })
    const { ca, client } = sandbox.pki
    transport = createTransport({ ca, ...client })
    receiver = await openReceiver(sandbox.pki)
    const host = `https://localhost:${sandbox.port}`
    // The addresses are Cielo's but for the host.
    const here = (url: string) => host + new URL(url).pathname
    profile = { ...profile, baseUrl: here(profile.baseUrl), tokenUrl: here(profile.tokenUrl) }
    token = (await askToken()).accessToken
  })
  afterAll(async () => {
    await transport.close()
    await sandbox.close()
    await receiver.close()
    rmSync(dataDir, { recursive: true })
  })

  const askToken = async () =>
    readToken(await transport.call(tokenRequest(profile, sandbox.pki.credentials), deadlineMs))
  const call = (request: PixRequest): Promise<PixReply> =>
    transport.call(toHttp(profile, request, token), deadlineMs)
  const chave = () => sandbox.pki.credentials.chave
  const newCob = (): NewCob => ({ amountCents: 23_50, expirationSeconds: 300, chave: chave() })
  const window = () => ({
    from: new Date(Date.now() - 60_000).toISOString(),
    to: new Date(Date.now() + 60_000).toISOString(),
  })

  const charged = async () => readCob(await call(putCob(newTxid(), newCob())), profile)
  async function paid() {
    const { txid, copiaECola } = await charged()
    const url = `http://127.0.0.1:${sandbox.controlPort}/control/pay`
    const reply = await fetch(url, { method: 'POST', body: JSON.stringify({ pixCopiaECola: copiaECola }) })
    const { endToEndId } = (await reply.json()) as { endToEndId: string }
    return { txid, endToEndId }
  }

  const rows: [row: string, ask: () => Promise<void>][] = [
    [
      'Criar Access Token',
      async () =>
        expect(await askToken()).toMatchObject({ accessToken: expect.any(String), expiresInSeconds: 3600 }),
    ],
    [
      'POST /cob',
      async () => {
        const cob = readCob(await call(postCob(newCob())), profile)
        expect(cob).toMatchObject({ status: 'active', amountCents: 23_50, copiaECola: expect.any(String) })
      },
    ],
    [
      'PUT /cob/{txid}',
      async () => {
        const txid = newTxid()
        const first = readCob(await call(putCob(txid, newCob())), profile)
        expect(first).toMatchObject({ txid, status: 'active', amountCents: 23_50 })
        expect(readCob(await call(putCob(txid, newCob())), profile)).toEqual(first)
      },
    ],
    [
      'PATCH /cob/{txid}',
      async () => {
        const { txid } = await charged()
        expect(readCob(await call(patchCob(txid, { amountCents: 1 })), profile).amountCents).toBe(1)
        expect(readCob(await call(patchCob(txid, { remove: true })), profile).status).toBe(
          'removed-by-receiver',
        )
      },
    ],
    [
      'GET /cob/{txid}',
      async () => {
        const { txid, endToEndId } = await paid()
        const cob = readCob(await call(getCob(txid)), profile)
        expect(cob).toMatchObject({
          txid,
          status: 'concluded',
          payments: [{ endToEndId, amountCents: 23_50 }],
        })
      },
    ],
    [
      'GET /cob',
      async () => {
        const { txid } = await charged()
        const list = readCobList(await call(listCobs({ ...window(), status: 'active' })), profile)
        expect(list.unreadable).toEqual([])
        expect(list.items.map((cob) => cob.txid)).toContain(txid)
      },
    ],
    [
      'PUT and GET /pix/{e2eid}/devolucao/{id}',
      async () => {
        const { endToEndId } = await paid()
        const asked = readRefund(await call(putRefund(endToEndId, 'd1', { amountCents: 10_00 })), profile)
        expect(asked).toMatchObject({ id: 'd1', amountCents: 10_00, status: 'processing' })
        const found = readRefund(await call(getRefund(endToEndId, 'd1')), profile)
        expect(found).toMatchObject({ id: 'd1', rtrId: asked.rtrId })
      },
    ],
    [
      'GET /pix/{e2eid}',
      async () => {
        const { txid, endToEndId } = await paid()
        expect(readPix(await call(getPix(endToEndId)), profile)).toMatchObject({
          txid,
          endToEndId,
          refunds: [],
        })
      },
    ],
    [
      'GET /pix',
      async () => {
        const { txid, endToEndId } = await paid()
        const list = readPixList(await call(listPix({ ...window(), txid })), profile)
        expect(list).toMatchObject({ items: [{ endToEndId }], unreadable: [], totalItems: 1 })
      },
    ],
    [
      'PUT, GET and DELETE /webhook/{chave}, and its callback',
      async () => {
        readWebhook(await call(putWebhook(chave(), receiver.url)), profile)
        const { url } = readWebhook(await call(getWebhook(chave())), profile)
        // Cielo answers `{}`: registered, at an address that it does not say.
        expect(url).toBe(manners === 'cielo' ? undefined : receiver.url)
        const { txid, endToEndId } = await paid()
        // A refund of another row may be told in between.
        await expect
          .poll(
            () => receiver.received.flatMap(({ body }) => readWebhookBody(JSON.stringify(body))),
            patience,
          )
          .toContainEqual({ txid, endToEndId })
        expect(receiver.received.map(({ path }) => path)).toContain('/webhook/pix')
        expect(readWebhook(await call(deleteWebhook(chave())), profile)).toEqual({})
      },
    ],
  ]
  test.each(rows)('%s is understood', async (_row, ask) => ask())
})
