import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Charge } from '@balcao/contracts'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createBehindOurBack } from '../testing/behind-our-back.ts'
import { newTxid, patience, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())
afterEach(() => world.calm())

const put = (txid: string, body: object = { amountCents: 2350, description: 'Pão & café' }) =>
  world.api('PUT', `/api/charges/${txid}`, body)
const cobOf = async (txid: string) => (await world.state()).cobs.filter((cob) => cob.txid === txid)
const problem = (name: string, status: number, more: object = {}) => ({
  type: `https://pix.bcb.gov.br/api/v2/error/${name}`,
  title: name,
  status,
  ...more,
})

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
    ['is 409 though there is none', { status: 409, problem: problem('Conflito', 409) }],
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
        { match: { operation: 'putCob', txid }, problem: problem('CobOperacaoInvalida', 400) },
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

describe('a refusal', () => {
  const refusals: [sentence: string, rule: object, expected: object][] = [
    [
      'with its violations is told field by field',
      {
        problem: problem('CobOperacaoInvalida', 400, {
          detail: 'A cobrança não respeita o schema.',
          violacoes: [{ razao: 'O campo cob.chave não pertence a este usuário.', propriedade: 'cob.chave' }],
        }),
      },
      { fields: ['cob.chave'], detail: 'A cobrança não respeita o schema.' },
    ],
    [
      'of another status',
      { problem: problem('CobOperacaoInvalida', 422, { detail: 'Não.' }) },
      { detail: 'Não.' },
    ],
    [
      'for want of a scope names it',
      { problem: problem('AcessoNegado', 403, { detail: 'O token não tem o escopo cob.write.' }) },
      { detail: 'O token não tem o escopo cob.write.' },
    ],
    [
      'with markup in it stays text',
      { problem: problem('RequisicaoInvalida', 400, { detail: '<img src=x onerror=alert(1)>' }) },
      { detail: '<img src=x onerror=alert(1)>' },
    ],
  ]
  test.each(refusals)('%s, and is not tried again', async (_sentence, fault, expected) => {
    const txid = newTxid()
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, ...fault }] })
    const before = await world.calls('putCob')
    const answer = await put(txid)
    expect(problemOf(answer)).toMatchObject({ status: 422, name: 'psp-refused', ...expected })
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(await world.charge(txid)).toMatchObject({ status: 'cancelled', flags: ['refused'] })
    world.ahead.ms += 5_000
    await world.create()
    expect(await world.calls('putCob')).toBe(before + 2)
    expect(await cobOf(txid)).toEqual([])
  })

  test('of a charge that exists all the same is asked about, and the charge is taken up', async () => {
    const txid = newTxid()
    const rule = { applyThenFail: true, status: 409, problem: problem('Conflito', 409) }
    await world.faults({ rules: [{ match: { operation: 'putCob', txid }, times: 1, ...rule }] })
    const answer = await put(txid)
    expect(answer.status).toBe(201)
    expect(Charge.parse(answer.json)).toMatchObject({ status: 'awaiting', amountCents: 2350 })
  })

  test('because the txid is another program’s charge of another amount: that charge is not shown as ours', async () => {
    const { txid } = await createBehindOurBack(world, '99.99')
    await world.faults({
      rules: [{ match: { operation: 'putCob', txid }, problem: problem('Conflito', 409) }],
    })
    expect(problemOf(await put(txid))).toMatchObject({ status: 422, name: 'psp-refused' })
    expect(await world.charge(txid)).toMatchObject({
      status: 'cancelled',
      flags: ['refused'],
      pixCopiaECola: null,
    })
  })
})

describe('what the PSP says of a charge', () => {
  const read = async (txid: string, change: object) => {
    const [cob] = await cobOf(txid)
    await world.faults({
      webhook: { drop: true },
      rules: [{ match: { operation: 'getCob', txid }, body: JSON.stringify({ ...cob, ...change }) }],
    })
    // Cancelling asks for the truth; here it only serves to make the BFF look.
    await world.faults({
      webhook: { drop: true },
      rules: [
        { match: { operation: 'getCob', txid }, body: JSON.stringify({ ...cob, ...change }) },
        { match: { operation: 'patchCob', txid }, problem: problem('CobOperacaoInvalida', 400) },
      ],
    })
    return Charge.parse((await world.api('POST', `/api/charges/${txid}/cancel`)).json)
  }
  const pix = (valor: string) => [
    { endToEndId: `E${newTxid().slice(1)}`, valor, horario: new Date(world.clock.now()).toISOString() },
  ]
  const says: [sentence: string, change: () => object, expected: object][] = [
    [
      'concluded, and lists the money',
      () => ({ status: 'CONCLUIDA', pix: pix('23.50') }),
      { status: 'paid' },
    ],
    ['concluded with its accent', () => ({ status: 'CONCLUÍDA', pix: pix('23.50') }), { status: 'paid' }],
    ['concluded, and lists no money', () => ({ status: 'CONCLUIDA' }), { status: 'awaiting' }],
    [
      'concluded, and lists too little',
      () => ({ status: 'CONCLUIDA', pix: pix('23.49') }),
      { status: 'awaiting', flags: ['underpaid'] },
    ],
    ['still active, and lists the money', () => ({ pix: pix('23.50') }), { status: 'paid' }],
    ['a word nobody knows', () => ({ status: 'LIQUIDADA' }), { status: 'awaiting' }],
    ['PAGO, which is no word of the standard', () => ({ status: 'PAGO' }), { status: 'awaiting' }],
    ['nothing', () => ({ status: undefined }), { status: 'awaiting' }],
    [
      'removed, as the standard spells it',
      () => ({ status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }),
      { status: 'cancelled' },
    ],
    [
      'removed, as Cielo’s manual spells it',
      () => ({ status: 'REMOVIDO_PELO_USUARIO_RECEBEDOR' }),
      { status: 'cancelled' },
    ],
    ['removed by the PSP', () => ({ status: 'REMOVIDO_PELO_PSP' }), { status: 'cancelled' }],
    [
      'removed, and lists the money',
      () => ({ status: 'REMOVIDA_PELO_PSP', pix: pix('23.50') }),
      { status: 'paid' },
    ],
  ]
  test.each(says)('%s', async (_sentence, change, expected) => {
    const { txid } = await world.create()
    expect(await read(txid, change())).toMatchObject(expected)
  })
})

describe('a PSP that is down', () => {
  test('is asked a few times, then left alone; nothing is written that could not be sent; and all comes back', async () => {
    const screen = await world.screen()
    await world.stopPsp()
    const opening: string[] = []
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) {
      const txid = newTxid()
      const { status } = await put(txid)
      statuses.push(status)
      if (status === 202) opening.push(txid)
      else expect((await world.api('GET', `/api/charges/${txid}`)).status).toBe(404)
    }
    expect(opening.length).toBeGreaterThanOrEqual(1)
    expect(opening.length).toBeLessThanOrEqual(4)
    expect(statuses.slice(opening.length)).toEqual(Array(12 - opening.length).fill(503))
    // What was written before keeps its answer, and its bytes.
    for (const txid of opening) {
      expect((await put(txid)).status).toBe(202)
      expect((await put(txid, { amountCents: 1 })).status).toBe(409)
    }
    const down = await screen.until(
      ({ psp, charges }) =>
        psp.status === 'down' && opening.every((txid) => charges.some((charge) => charge.txid === txid)),
    )
    expect(down.psp.since).not.toBeNull()
    const health = await world.api('GET', '/api/health')
    expect([health.status, health.json]).toMatchObject([200, { status: 'degraded', psp: { status: 'down' } }])

    await world.startPsp()
    world.ahead.ms += 31_000
    for (const txid of opening) expect(await world.becomes(txid, 'awaiting')).toMatchObject({ flags: [] })
    const heard = screen.snapshots.length
    await screen.until(
      (snapshot) => screen.snapshots.indexOf(snapshot) >= heard - 1 && snapshot.psp.status === 'ok',
    )
    expect((await put(newTxid())).status).toBe(201)
    screen.close()
  })

  test('for twenty callers at once is not taken for one that has been down for long', async () => {
    await world.faults({ rules: [{ match: { operation: 'putCob' }, delayMs: 500, status: 503 }] })
    const screen = await world.screen()
    await Promise.all(Array.from({ length: 20 }, () => put(newTxid())))
    await screen.until(({ psp }) => psp.status === 'down')
    const after = await world.screen()
    await after.until(() => true)
    const pausesMs = [...screen.snapshots, ...after.snapshots].flatMap(({ psp: { since, nextAttemptAt } }) =>
      since === null || nextAttemptAt === null ? [] : [Date.parse(nextAttemptAt) - Date.parse(since)],
    )
    expect(Math.max(...pausesMs)).toBeLessThanOrEqual(4_000)
    screen.close()
    after.close()
  })

  const open = async () =>
    ((await world.api('GET', '/api/health')).json as { openCharges: number }).openCharges
  /** Lets every open charge reach its end and be asked about, save so many. */
  const untilOpen = async (left: number) => {
    world.ahead.ms += 3_700_000
    await vi.waitFor(async () => {
      world.ahead.ms += 60_000
      expect(await open()).toBe(left)
    }, patience)
  }

  test('for one charge alone stops no other sale', async () => {
    await untilOpen(0)
    const poison = await world.create()
    await world.faults({ rules: [{ match: { operation: 'getCob', txid: poison.txid }, body: '{}' }] })
    await untilOpen(1)
    const before = await world.calls('getCob')
    const statuses = new Set<unknown>()
    await vi.waitFor(async () => {
      world.ahead.ms += 500
      statuses.add(((await world.api('GET', '/api/health')).json as { psp: { status: string } }).psp.status)
      expect(await world.calls('getCob')).toBeGreaterThan(before + 4)
    }, patience)
    expect([...statuses]).toEqual(['ok'])
    expect((await put(newTxid())).status).toBe(201)
  })

  test('is asked about a charge that stays unfinished more and more rarely', async () => {
    const poison = await world.create()
    const lost = Array.from({ length: 5 }, newTxid)
    await world.faults({
      rules: [
        { match: { operation: 'getCob', txid: poison.txid }, body: '{}' },
        ...lost.map((txid) => ({ match: { operation: 'putCob', txid }, times: 1, dropResponse: true })),
      ],
    })
    await untilOpen(1)
    for (let time = 0; time < 4; time++) {
      const before = await world.calls('getCob')
      world.ahead.ms += 31_000
      await vi.waitFor(async () => expect(await world.calls('getCob')).toBeGreaterThan(before), patience)
    }
    // It rests for half a minute now, while each of these shows that a round goes by.
    const asked = await world.calls('getCob')
    for (const txid of lost) {
      expect((await put(txid)).status).toBe(202)
      await world.becomes(txid, 'awaiting')
    }
    expect(await world.calls('getCob')).toBe(asked)
  })
})
