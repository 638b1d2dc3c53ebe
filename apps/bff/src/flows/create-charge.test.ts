import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Charge } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { pspProblem } from '../testing/psp-problem.ts'
import { newTxid, patience, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const put = (txid: string, body: object = { amountCents: 2350, description: 'Pão & café' }) =>
  world.api('PUT', `/api/charges/${txid}`, body)
const cobOf = async (txid: string) => (await world.state()).cobs.filter((cob) => cob.txid === txid)

/** Whole, sound and paid, and not ours. */
const anothersCharge = {
  calendario: { criacao: '2026-11-22T14:00:00Z', expiracao: 3600 },
  txid: 'a'.repeat(32),
  revisao: 0,
  status: 'CONCLUIDA',
  valor: { original: '23.50' },
  chave: 'loja@example.com',
  location: 'pix.example.com/qr/v2/0123456789abcdef',
  pix: [{ endToEndId: `E${'9'.repeat(31)}`, valor: '23.50', horario: '2026-11-22T14:00:01Z' }],
}

describe('an answer to PUT /cob that says nothing certain', () => {
  const silences: [sentence: string, rule: object][] = [
    ['never comes, and the request neither', { dropRequest: true }],
    ['is lost after the PSP has done it', { dropResponse: true }],
    ['is 500 though the PSP has done it', { applyThenFail: true }],
    ['is 503 though the PSP has done it', { applyThenFail: true, status: 503 }],
    ['is 500', { status: 500 }],
    ['is 503', { status: 503 }],
    ['is 504 without a body', { status: 504, body: '' }],
    ['is 408', { status: 408 }],
    ['is a page with status 200', { body: { text: '<html>Manutenção</html>', contentType: 'text/html' } }],
    [
      'is a page with status 403',
      { status: 403, body: { text: '<html>WAF</html>', contentType: 'text/html' } },
    ],
    [
      'is a page with status 404',
      { status: 404, body: { text: '<html>Not Found</html>', contentType: 'text/html' } },
    ],
    ['is the SOAP of a gateway', { status: 500, body: { text: '<soap/>', contentType: 'text/xml' } }],
    ['breaks off in the middle', { truncateAfterBytes: 40 }],
    ['breaks off before its first byte', { truncateAfterBytes: 0 }],
    ['is empty', { body: '' }],
    ['is an empty object', { body: '{}' }],
    ['is a list', { body: '[]' }],
    ['is half a JSON', { body: '{"txid":"' }],
    ['has a number beyond all numbers', { body: '{"revisao":1e999}' }],
    ['says its status twice', { body: '{"status":"ATIVA","status":"CONCLUIDA"}' }],
    ['has its amount as a number', { body: '{"valor":{"original":23.50}}' }],
    ['is about another charge, which is paid', { body: JSON.stringify(anothersCharge) }],
    ['is 429 without saying for how long', { status: 429 }],
    ['is 429 with a second to wait', { status: 429, headers: { 'Retry-After': '1' } }],
    ['is 429 with an absurd wait', { status: 429, headers: { 'Retry-After': '999999' } }],
    ['is 429 with a wait that is over', { status: 429, headers: { 'Retry-After': '-1' } }],
    ['is 409 though there is none', { status: 409, problem: pspProblem('Conflito', 409) }],
  ]
  const txids = new Map(silences.map(([sentence]) => [sentence, newTxid()]))
  const first = new Map<string, Awaited<ReturnType<typeof put>>>()
  const txidOf = (sentence: string) => txids.get(sentence) ?? ''
  // All at once, because each of them is asked for again by a rhythm of a second.
  beforeAll(async () => {
    const rules = silences.map(([sentence, fault]) => ({
      match: { operation: 'putCob', txid: txidOf(sentence) },
      times: 1,
      ...fault,
    }))
    await world.faults({ rules })
    for (const [sentence] of silences) {
      first.set(sentence, await put(txidOf(sentence)))
      if (/429/.test(sentence)) world.ahead.ms += 60_000
      // A PSP that answers others is not down; and only when it is not, the next fault meets the call that it is meant for.
      await vi.waitFor(async () => expect((await world.create()).status).toBe('awaiting'), patience)
    }
    await Promise.allSettled([...txids.values()].map((txid) => world.becomes(txid, 'awaiting')))
  }, 60_000)

  test.each(silences)('%s: the charge is opening, is asked for again, and is one', async (sentence) => {
    const txid = txidOf(sentence)
    const answer = first.get(sentence)
    expect(answer?.status).toBe(202)
    expect(Charge.parse(answer?.json)).toMatchObject({ status: 'opening', pixCopiaECola: null, flags: [] })
    const charge = await world.charge(txid)
    expect(charge).toMatchObject({ status: 'awaiting', flags: [] })
    expect((await put(txid)).status).toBe(200)
    expect(await cobOf(txid)).toMatchObject([
      { status: 'ATIVA', revisao: 0, pixCopiaECola: charge.pixCopiaECola, valor: { original: '23.50' } },
    ])
  })

  test('is a redirect: nobody goes where it points', async () => {
    let visits = 0
    const elsewhere = createServer((_request, response) => {
      visits += 1
      response.end('{}')
    })
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
    const { port } = elsewhere.address() as AddressInfo
    for (const status of [302, 307, 308]) {
      const txid = newTxid()
      const redirect = `http://127.0.0.1:${port}/`
      await world.faults({ rules: [{ match: { operation: 'putCob', txid }, times: 1, redirect, status }] })
      expect((await put(txid)).status).toBe(202)
      await world.becomes(txid, 'awaiting')
    }
    expect(visits).toBe(0)
    elsewhere.close()
  })

  test('and a retry that is refused because it was paid meanwhile: the charge is paid', async () => {
    const txid = newTxid()
    await world.faults({
      webhook: { drop: true },
      rules: [
        { match: { operation: 'putCob', txid }, times: 1, delayResponseMs: 300, dropResponse: true },
        {
          match: { operation: 'listPix' },
          body: '{"parametros":{"paginacao":{"quantidadeTotalDeItens":0}},"pix":[]}',
        },
      ],
    })
    const first = put(txid)
    await vi.waitFor(async () => expect(await cobOf(txid)).toHaveLength(1), patience)
    await world.pay({ txid })
    expect((await first).status).toBe(202)
    expect(await world.becomes(txid, 'paid')).toMatchObject({ receivedCents: 2350, flags: [] })
  })

  test('and a replica that does not know the charge yet: it is not given up before a minute', async () => {
    const txid = newTxid()
    await world.faults({
      webhook: { drop: true },
      rules: [
        { match: { operation: 'putCob', txid }, times: 1, dropResponse: true },
        { match: { operation: 'putCob', txid }, problem: pspProblem('CobOperacaoInvalida', 400) },
        { match: { operation: 'getCob', txid }, notFoundForMs: 40_000 },
      ],
    })
    expect((await put(txid)).status).toBe(202)
    const before = await world.calls('getCob')
    await vi.waitFor(async () => expect(await world.calls('getCob')).toBeGreaterThan(before + 1), patience)
    expect(await world.charge(txid)).toMatchObject({ status: 'opening', flags: [] })
    world.ahead.ms += 40_000
    expect(await world.becomes(txid, 'awaiting')).toMatchObject({ flags: [] })
  })

  test('a webhook that overtakes the answer to PUT: the answer says what the ledger has', async () => {
    const txid = newTxid()
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, delayResponseMs: 1_500 }] })
    const slow = put(txid)
    await vi.waitFor(async () => expect(await cobOf(txid)).toHaveLength(1), patience)
    await world.pay({ txid })
    await world.becomes(txid, 'paid')
    const answer = await slow
    expect(answer.status).toBe(201)
    expect(Charge.parse(answer.json)).toEqual(await world.charge(txid))
  })
})
