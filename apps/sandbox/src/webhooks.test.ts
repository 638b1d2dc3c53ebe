import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBrCode } from '@balcao/brcode'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Merchant, newTxid, openMerchant, openReceiver, type Received } from './merchant.ts'
import { openPki, type Pki } from './pki.ts'

let merchant: Merchant
let receiver: Awaited<ReturnType<typeof openReceiver>>
beforeAll(async () => {
  merchant = await openMerchant()
})
afterAll(() => merchant.close())
beforeEach(async () => {
  receiver = await openReceiver(merchant.pki)
  await register(receiver.url)
})
afterEach(async () => {
  await receiver.close()
  await merchant.control('DELETE', '/faults')
  await merchant.api('DELETE', `/webhook/${merchant.chave}`)
  await merchant.sandbox.settle()
})

/** Certificates of an authority that this PSP has never heard of. */
function strangers(): Pki {
  foreignFolder ??= mkdtempSync(join(tmpdir(), 'sandbox-'))
  return openPki(foreignFolder)
}
let foreignFolder: string | undefined
afterAll(() => foreignFolder && rmSync(foreignFolder, { recursive: true }))

const type = (name: string) => `https://pix.bcb.gov.br/api/v2/error/${name}`
const register = (webhookUrl: unknown, chave = merchant.chave) =>
  merchant.api('PUT', `/webhook/${encodeURIComponent(chave)}`, { webhookUrl })
const settle = () => merchant.sandbox.settle()
const faults = (script: object) => merchant.control('PUT', '/faults', script)

async function pay(): Promise<{ txid: string; endToEndId: string }> {
  const { body } = await merchant.api('PUT', `/cob/${newTxid()}`, merchant.cob())
  return (await merchant.control('POST', '/pay', { pixCopiaECola: body.pixCopiaECola })).body
}
const idsOf = ({ body }: Received) => body.pix.map((pix: { endToEndId: string }) => pix.endToEndId)
const deliveriesOf = async (endToEndId: string) => {
  const { webhooks } = (await merchant.control('GET', '/state')).body
  return webhooks
    .flatMap((one: { deliveries: { pix: { endToEndId: string }[] }[] }) => one.deliveries)
    .filter((one: { pix: { endToEndId: string }[] }) => one.pix.some((pix) => pix.endToEndId === endToEndId))
}

describe('registering', () => {
  test('is read back, listed, replaced and removed', async () => {
    const { chave } = merchant
    const criacao = new Date(merchant.clock.at).toISOString()
    expect((await merchant.api('GET', `/webhook/${chave}`)).body).toEqual({
      webhookUrl: receiver.url,
      chave,
      cnpj: '12345678000195',
      criacao,
    })
    const other = await openReceiver(merchant.pki)
    expect(await register(other.url)).toMatchObject({ status: 200, text: '' })
    const list = await merchant.api('GET', '/webhook')
    expect(list.body).toMatchObject({
      webhooks: [{ webhookUrl: other.url, chave }],
      parametros: { paginacao: { quantidadeTotalDeItens: 1 } },
    })
    const past = 'inicio=2020-01-01T00:00:00Z&fim=2020-01-02T00:00:00Z'
    expect((await merchant.api('GET', `/webhook?${past}`)).body.webhooks).toEqual([])
    expect((await merchant.api('GET', '/webhook?inicio=ontem')).body.type).toBe(
      type('WebhookConsultaInvalida'),
    )
    expect((await merchant.api('DELETE', `/webhook/${chave}`)).status).toBe(204)
    for (const method of ['GET', 'DELETE']) {
      const gone = await merchant.api(method, `/webhook/${chave}`)
      expect(gone).toMatchObject({ status: 404, body: { type: type('WebhookNaoEncontrado') } })
    }
    await other.close()
  })

  test.each<[string, unknown, string | undefined, string]>([
    ['http', 'http://localhost/webhook', undefined, 'webhook.webhookUrl'],
    ['no URL', 'localhost', undefined, 'webhook.webhookUrl'],
    ['a blank in it', 'https://localhost/a b', undefined, 'webhook.webhookUrl'],
    ['an accent in it', 'https://localhost/ação', undefined, 'webhook.webhookUrl'],
    ['nothing', undefined, undefined, 'webhook.webhookUrl'],
    ['a number', 1, undefined, 'webhook.webhookUrl'],
    ["another's key", 'https://localhost:1/webhook', 'outro@exemplo.com.br', 'chave'],
    ['no key at all', 'https://localhost:1/webhook', 'x', 'chave'],
  ])('is refused: %s', async (_name, webhookUrl, chave, propriedade) => {
    const answer = await register(webhookUrl, chave)
    expect(answer).toMatchObject({ status: 400, body: { type: type('WebhookOperacaoInvalida') } })
    expect(answer.body.violacoes.map((one: { propriedade: string }) => one.propriedade)).toEqual([
      propriedade,
    ])
  })

  test('is refused to a receiver that takes calls without certificate', async () => {
    const open = await openReceiver(merchant.pki, 0, false)
    const answer = await register(open.url)
    expect(answer.body.violacoes[0].razao).toContain('sem certificado')
    await faults({ webhook: { handshake: false } })
    expect((await register(open.url)).status).toBe(200)
    await open.close()
  })

  test('is refused to a receiver that is not there, or whose certificate is not of the authority', async () => {
    const gone = await openReceiver(merchant.pki)
    await gone.close()
    const foreign = await openReceiver(strangers())
    for (const url of [gone.url, foreign.url]) {
      expect((await register(url)).body.violacoes[0].razao).toContain('não respondeu 200')
    }
    await foreign.close()
  })
})

describe('a callback', () => {
  test('says which Pix came, with the certificate of the PSP', async () => {
    const { txid, endToEndId } = await pay()
    await settle()
    expect(receiver.received).toEqual([
      {
        path: '/webhook/pix',
        peer: 'Balcao Sandbox PSP',
        body: { pix: [expect.objectContaining({ endToEndId, txid, valor: '23.50', chave: merchant.chave })] },
      },
    ])
    expect(await deliveriesOf(endToEndId)).toMatchObject([
      { state: 'delivered', attempts: [{ status: 200 }] },
    ])
  })

  test('comes by itself, without anybody asking', async () => {
    await pay()
    await receiver.until(1)
  })

  test('goes to //pix where the URL ends with a slash, as in the document', async () => {
    await register(`${receiver.url}/`)
    await pay()
    await settle()
    expect(receiver.received[0]?.path).toBe('/webhook//pix')
  })

  test('comes again when a refund ends', async () => {
    const { endToEndId } = await pay()
    await merchant.api('PUT', `/pix/${endToEndId}/devolucao/d1`, { valor: '1.00' })
    await settle()
    expect(receiver.received).toHaveLength(1)
    merchant.clock.at += 1000
    await settle()
    expect(receiver.received[1]?.body.pix[0]).toMatchObject({
      endToEndId,
      devolucoes: [{ id: 'd1', status: 'DEVOLVIDO' }],
    })
  })

  test('comes of a refund that was made elsewhere, and of one that is not realised', async () => {
    const { endToEndId } = await pay()
    await settle()
    await merchant.control('POST', '/refund', { endToEndId, amountCents: 100, nature: 'MED_FRAUDE' })
    await settle()
    expect(receiver.received[1]?.body.pix[0].devolucoes).toMatchObject([
      { natureza: 'MED_FRAUDE', status: 'DEVOLVIDO' },
    ])
    await merchant.api('PUT', `/pix/${endToEndId}/devolucao/d1`, { valor: '1.00' })
    await merchant.control('POST', '/refunds/settle', { endToEndId, outcome: 'NAO_REALIZADO' })
    await settle()
    expect(receiver.received[2]?.body.pix[0].devolucoes).toMatchObject([{}, { status: 'NAO_REALIZADO' }])
  })

  test('never comes of a Pix without txid', async () => {
    const pixCopiaECola = writeBrCode({
      kind: 'static',
      chave: merchant.chave,
      merchantName: 'PADARIA DO BAIRRO',
      merchantCity: 'SAO PAULO',
      amountCents: 100,
    })
    expect((await merchant.control('POST', '/pay', { pixCopiaECola })).status).toBe(201)
    await settle()
    expect(receiver.received).toEqual([])
  })

  test('is tried again after longer and longer pauses, eight times, then given up', async () => {
    receiver.answers.push(...Array.from({ length: 8 }, (_, index) => [500, 404, 302, 503][index % 4] ?? 500))
    const { endToEndId } = await pay()
    await settle()
    for (const [index, seconds] of [1, 3, 10, 30, 60, 120, 300].entries()) {
      merchant.clock.at += seconds * 1000 - 1
      await settle()
      expect(receiver.received).toHaveLength(index + 1)
      merchant.clock.at += 1
      await settle()
      expect(receiver.received).toHaveLength(index + 2)
    }
    merchant.clock.at += 3_600_000
    await settle()
    expect(receiver.received).toHaveLength(8)
    expect(await deliveriesOf(endToEndId)).toMatchObject([{ state: 'failed' }])
    await merchant.newToken()
  })

  test('reaches a receiver that was down when the money came', async () => {
    await receiver.close()
    const { endToEndId } = await pay()
    await settle()
    expect((await deliveriesOf(endToEndId))[0]).toMatchObject({
      state: 'pending',
      attempts: [{ error: expect.any(String) }],
    })
    receiver = await openReceiver(merchant.pki, receiver.port)
    merchant.clock.at += 1000
    await settle()
    expect(receiver.received.flatMap(idsOf)).toEqual([endToEndId])
  })

  test('survives a restart of the PSP', async () => {
    await receiver.close()
    const { endToEndId } = await pay()
    await settle()
    await merchant.restart()
    receiver = await openReceiver(merchant.pki, receiver.port)
    merchant.clock.at += 1000
    await settle()
    expect(receiver.received.flatMap(idsOf)).toEqual([endToEndId])
  })

  test('is not given to a receiver of another authority', async () => {
    const foreign = await openReceiver(strangers())
    await faults({ webhook: { handshake: false, retryMs: [] } })
    await register(foreign.url)
    const { endToEndId } = await pay()
    await settle()
    expect(foreign.received).toEqual([])
    expect(await deliveriesOf(endToEndId)).toMatchObject([{ state: 'failed' }])
    await foreign.close()
  })

  test('is abandoned once the webhook is removed', async () => {
    receiver.answers.push(500)
    await pay()
    await settle()
    await merchant.api('DELETE', `/webhook/${merchant.chave}`)
    merchant.clock.at += 1000
    await settle()
    await register(receiver.url)
    await settle()
    expect(receiver.received).toHaveLength(1)
  })
})

describe('by script, callbacks', () => {
  test('are lost for ever', async () => {
    await faults({ webhook: { drop: true } })
    const { endToEndId } = await pay()
    await merchant.control('DELETE', '/faults')
    merchant.clock.at += 3_600_000
    await settle()
    await merchant.newToken()
    expect(receiver.received).toEqual([])
    expect(await deliveriesOf(endToEndId)).toMatchObject([{ state: 'dropped' }])
    expect((await merchant.control('POST', '/webhooks/replay', { txid: 'x' })).body).toEqual({ replayed: 0 })
    await merchant.control('POST', '/webhooks/replay')
    await settle()
    expect(receiver.received.flatMap(idsOf)).toContain(endToEndId)
  })

  test('come late', async () => {
    await faults({ webhook: { delayMs: 5000 } })
    await pay()
    merchant.clock.at += 4999
    await settle()
    expect(receiver.received).toEqual([])
    merchant.clock.at += 1
    await settle()
    expect(receiver.received).toHaveLength(1)
  })

  test('come several times', async () => {
    await faults({ webhook: { duplicate: 9 } })
    const { endToEndId } = await pay()
    await settle()
    expect(receiver.received.map(idsOf)).toEqual(Array.from({ length: 10 }, () => [endToEndId]))
  })

  test('come together', async () => {
    await faults({ webhook: { batchMs: 1000 } })
    const ids = [await pay(), await pay(), await pay()].map(({ endToEndId }) => endToEndId)
    merchant.clock.at += 1000
    await settle()
    expect(receiver.received.map(idsOf)).toEqual([ids])
  })

  test('overtake each other', async () => {
    await faults({ webhook: { reorder: true } })
    const ids = [await pay(), await pay(), await pay()].map(({ endToEndId }) => endToEndId)
    merchant.clock.at += 1000
    await settle()
    expect(receiver.received.flatMap(idsOf)).toEqual(ids.reverse())
  })

  test.each(['endToEndId', 'valor', 'txid'] as const)(
    'lie about %s, the money itself does not',
    async (forge) => {
      await faults({ webhook: { forge } })
      const { endToEndId, txid } = await pay()
      await settle()
      const truth: Record<string, unknown> = { endToEndId, txid, valor: '23.50' }
      const told = receiver.received[0]?.body.pix[0]
      for (const field of Object.keys(truth))
        expect(told[field] === truth[field], field).toBe(field !== forge)
      expect((await merchant.api('GET', `/pix/${endToEndId}`)).body).toMatchObject(truth)
    },
  )

  test('fail on the way there, or on the way back', async () => {
    const operation = 'webhook'
    await faults({
      rules: [
        { match: { operation }, times: 1, dropRequest: true },
        { match: { operation }, times: 1, dropResponse: true },
      ],
      webhook: { retryMs: [0, 0, 0] },
    })
    const { endToEndId } = await pay()
    await settle()
    expect(receiver.received.map(idsOf)).toEqual([[endToEndId], [endToEndId]])
    expect((await deliveriesOf(endToEndId))[0].attempts).toHaveLength(3)
  })

  test('may be anything, from anybody', async () => {
    const forge = (body: unknown, as?: string) =>
      merchant.control('POST', '/webhooks/forge', { body, ...(as && { as }) })
    expect((await forge({ pix: [] })).body).toEqual({ status: 200 })
    expect((await forge('{"pix"', 'client')).body).toEqual({ status: 200 })
    expect((await forge({}, 'nobody')).body.error).toBeDefined()
    expect(receiver.received.map(({ path, peer }) => [path, peer])).toEqual([
      ['/webhook/pix', 'Balcao Sandbox PSP'],
      ['/webhook/pix', 'Balcao Sandbox Client'],
    ])
  })
})
