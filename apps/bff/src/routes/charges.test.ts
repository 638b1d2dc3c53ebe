import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { Charge } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withKey } from '../testing/shop-key.ts'
import { newTxid, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const put = (body: unknown, headers?: Record<string, string>, txid = newTxid()) =>
  world.api('PUT', `/api/charges/${txid}`, body, headers)

/** A refusal that left nothing behind: not in the ledger, not at the PSP. */
async function refused(body: unknown, headers?: Record<string, string>) {
  const txid = newTxid()
  const problem = problemOf(await put(body, headers, txid))
  expect((await world.api('GET', `/api/charges/${txid}`)).status).toBe(404)
  expect((await world.state()).cobs.map((cob) => cob.txid)).not.toContain(txid)
  return problem
}

describe('an amount that is none is refused by name', () => {
  const amounts: [sentence: string, json: string][] = [
    ['zero', '0'],
    ['minus zero', '-0'],
    ['negative', '-1'],
    ['of thirteen digits', '1000000000000'],
    ['beyond what a number holds', '99999999999999999999'],
    // 1e3 is the integer 1000 and 10.0 the integer 10, but nobody writes cents like that: somebody's reais or floats are in it.
    ['in scientific notation', '1e3'],
    ['with a point and nothing after it but zero', '10.0'],
    ['with a fraction', '10.5'],
    ['a text', '"2350"'],
    ['a text in scientific notation', '"1e3"'],
    ['a text with a comma', '"10,5"'],
    ['a text that says NaN', '"NaN"'],
    ['a list', '[2350]'],
    ['an object', '{"cents":2350}'],
    ['null', 'null'],
    ['true', 'true'],
  ]
  test.each(amounts)('%s', async (_sentence, json) => {
    const { status, name, fields, errors } = await refused(`{"amountCents":${json}}`)
    expect({ status, name }).toEqual({ status: 400, name: 'invalid-request' })
    expect(new Set(fields)).toEqual(new Set(['amountCents']))
    expect(errors[0]?.message).not.toBe('Invalid input')
  })

  test('absent', async () => {
    expect(await refused({})).toMatchObject({ status: 400, fields: ['amountCents'] })
  })

  test.each([['1e999'], ['-1e999']])('%s, which would become infinite', async (json) => {
    expect(await refused(`{"amountCents":${json}}`)).toMatchObject({
      status: 400,
      name: 'invalid-request',
      fields: ['amountCents'],
    })
  })

  test.each([['NaN'], ['10,5'], ['Infinity'], ['0x10'], ['010'], ['+5'], ['']])(
    '%s, which is no JSON',
    async (json) => {
      expect(await refused(`{"amountCents":${json}}`)).toMatchObject({ status: 400, name: 'invalid-request' })
    },
  )
})

test.each([[1], [999_999_999_999]])('%i cents can be charged', async (amountCents) => {
  const charge = await world.create(newTxid(), { amountCents })
  expect(charge).toMatchObject({ status: 'awaiting', amountCents })
})

describe('a txid that is none is refused by name and reaches no other address', () => {
  const bad: [sentence: string, path: string][] = [
    ['25 characters', 'a'.repeat(25)],
    ['36 characters', 'a'.repeat(36)],
    ['a traversal', '..%2f..%2fwebhook%2fchave'],
    ['a traversal behind enough characters', `${'a'.repeat(26)}%2f..%2f..%2ftoken`],
    ['an encoded NUL', `${'a'.repeat(26)}%00`],
    ['letters that are not ASCII', encodeURIComponent('á'.repeat(30))],
    ['a hyphen', '00000000-0000-0000-0000-000000000000'],
    ['a line break at its end', `${'a'.repeat(30)}%0a`],
  ]
  const doors: [method: string, after: string][] = [
    ['PUT', ''],
    ['GET', ''],
    ['POST', '/cancel'],
    ['POST', '/extend'],
  ]
  test.each(
    bad.flatMap(([sentence, path]) =>
      doors.map(([method, after]) => [method, sentence, path, after] as const),
    ),
  )('%s with %s', async (method, _sentence, path, after) => {
    const body = method === 'PUT' ? { amountCents: 1 } : after === '/extend' ? { minutes: 1 } : undefined
    const before = (await world.state()).calls
    const answer = problemOf(await world.api(method, `/api/charges/${path}${after}`, body))
    expect(answer).toMatchObject({ status: 400, name: 'invalid-request', fields: ['txid'] })
    const after2 = (await world.state()).calls
    expect(after2.putCob ?? 0).toBe(before.putCob ?? 0)
  })

  test.each([
    '/api/charges/%ff%fe',
    '/api/charges/%',
    '/api/charges/..%2f..%2f..%2fetc%2fpasswd/x',
    '/api/charges/a/b/c',
  ])('%s is no address at all', async (path) => {
    expect(problemOf(await world.api('GET', path))).toMatchObject({ status: 404, name: 'not-found' })
  })

  test('26 and 35 characters of both cases are good, and upper and lower case are two charges', async () => {
    const long = `${randomBytes(15).toString('hex')}Abcde`
    expect((await world.create(long)).txid).toBe(long)
    const swapped = long.replace('Abcde', 'aBCDE')
    await world.create(swapped, { amountCents: 99 })
    expect(await world.charge(long)).toMatchObject({ amountCents: 2350 })
    const short = long.slice(0, 26)
    expect((await world.create(short)).txid).toBe(short)
  })
})

describe('the same txid', () => {
  const body = { amountCents: 2350, description: 'Pão na chapa', terminalId: 'caixa-1' }

  test('with the same body is the same charge, and one charge at the PSP', async () => {
    const txid = newTxid()
    const first = await put(body, {}, txid)
    const again = await put(body, {}, txid)
    expect([first.status, again.status]).toEqual([201, 200])
    expect(Charge.parse(again.json)).toEqual(Charge.parse(first.json))
    const cobs = (await world.state()).cobs.filter((cob) => cob.txid === txid)
    expect(cobs).toMatchObject([{ revisao: 0, status: 'ATIVA' }])
  })

  test('with the same body from twenty tabs at once is one charge, asked of the PSP once', async () => {
    const txid = newTxid()
    const before = await world.calls('putCob')
    const answers = await Promise.all(Array.from({ length: 20 }, () => put(body, {}, txid)))
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true)
    expect(new Set(answers.map(({ json }) => Charge.parse(json).pixCopiaECola)).size).toBe(1)
    expect(await world.calls('putCob')).toBe(before + 1)
  })

  test.each([
    ['another amount', { ...body, amountCents: 2351 }],
    ['another description', { ...body, description: 'Pão' }],
    ['no description', { amountCents: 2350 }],
    ['another terminal', { ...body, terminalId: 'caixa-2' }],
  ])('with %s is refused and changes nothing', async (_sentence, other) => {
    const txid = newTxid()
    const charge = await world.create(txid, body)
    expect(problemOf(await put(other, {}, txid))).toMatchObject({ status: 409, name: 'txid-reused' })
    expect(await world.charge(txid)).toEqual(charge)
    expect((await world.state()).cobs.find((cob) => cob.txid === txid)).toMatchObject({
      revisao: 0,
      valor: { original: '23.50' },
    })
  })

  test('with many bodies at once is one charge, and a refusal to all the others', async () => {
    const txid = newTxid()
    const amounts = Array.from({ length: 20 }, (_, n) => 100 + n)
    const answers = await Promise.all(amounts.map((amountCents) => put({ amountCents }, {}, txid)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(19).fill(409)])
    const made = answers.find(({ status }) => status === 201)
    const { amountCents } = Charge.parse(made?.json)
    expect(amounts.indexOf(amountCents)).toBe(answers.findIndex(({ status }) => status === 201))
    expect((await world.state()).cobs.filter((cob) => cob.txid === txid)).toMatchObject([
      { revisao: 0, valor: { original: `${(amountCents / 100).toFixed(2)}` } },
    ])
  })
})

describe('a text for the payer', () => {
  const good: [sentence: string, text: string][] = [
    ['an emoji', 'Café ☕ e bolo 🎂'],
    ['140 characters, each of them four bytes', '🍞'.repeat(140)],
    ['a tag that would end a script', '</script><script>alert(1)</script>'],
    ['a formula', '=cmd|calc!A1'],
    ['quotes, backslashes and braces', '"\\"{}[]\\n'],
    ['letters that read from right to left by themselves', 'لحم'],
  ]
  test.each(good)('may hold %s, and is kept as it is', async (_sentence, description) => {
    const charge = await world.create(newTxid(), { amountCents: 1, description })
    expect(charge.description).toBe(description)
    expect((await world.charge(charge.txid)).description).toBe(description)
  })

  const bad: [sentence: string, text: string][] = [
    ['141 characters', 'a'.repeat(141)],
    ['141 emoji', '🍞'.repeat(141)],
    ['a mark that turns the direction', 'total \u202E05,32'],
    ['an isolate', 'a\u2066b'],
    ['an Arabic letter mark', 'a\u061Cb'],
    ['a zero-width space', 'Pago\u200B'],
    ['CRLF', 'a\r\nevent: paid'],
    ['a line feed', 'a\n\nevent: paid'],
    ['a line separator', 'a\u2028b'],
    ['NUL', 'a\u0000b'],
    ['an escape', 'a\u001b[2Jb'],
    ['half a character', 'a\ud800b'],
  ]
  test.each(bad)('may not hold %s', async (_sentence, description) => {
    const { status, fields, errors } = await refused({ amountCents: 1, description })
    expect({ status, fields }).toEqual({ status: 400, fields: ['description'] })
    expect(errors[0]?.message).toMatch(/^must /)
  })

  test('half a character is not called too long', async () => {
    const { errors } = await refused({ amountCents: 1, description: '\ud800' })
    expect(errors[0]?.message).not.toMatch(/140/)
  })

  test('an empty one is the same as none', async () => {
    const txid = newTxid()
    expect((await world.create(txid, { amountCents: 1, description: '  ' })).description).toBeNull()
    expect((await put({ amountCents: 1 }, {}, txid)).status).toBe(200)
  })
})

describe('a body that is not the one this door takes', () => {
  test('every unknown field is named, each by itself', async () => {
    const problem = await refused({ amountCents: 1, amountcents: 2, extra: { deep: 1 } })
    expect(problem).toMatchObject({ status: 400, fields: ['amountcents', 'extra'] })
  })

  test('a wrong terminal is named', async () => {
    expect(await refused({ amountCents: 1, terminalId: '../caixa' })).toMatchObject({
      fields: ['terminalId'],
    })
  })

  test('everything that is wrong is named at once', async () => {
    const { fields } = await refused({ amountCents: 0, description: 'a\nb', terminalId: 'A', x: 1 })
    expect(fields.toSorted()).toEqual(['amountCents', 'description', 'terminalId', 'x'])
  })

  const types: [type: string, status: number][] = [
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['application/jsonx', 415],
    ['application/json; charset=utf-8', 201],
    ['Application/JSON', 201],
  ]
  test.each(types)('%s is answered with %i', async (type, status) => {
    const answer = await put('{"amountCents":1}', { 'content-type': type })
    expect(answer.status).toBe(status)
    if (status === 415) expect(problemOf(answer).name).toBe('unsupported-media-type')
  })

  const noObject = ['[]', '"{}"', '12', 'null', 'true']
  test.each(noObject)('%s is no object', async (body) => {
    expect(await refused(body)).toMatchObject({ status: 400, name: 'invalid-request', fields: ['body'] })
  })

  const noJson = [
    '',
    ' ',
    '{',
    '{"amountCents":1',
    '{"amountCents":1}}',
    "{'amountCents':1}",
    '{"amountCents":1,}',
    '\u0000',
  ]
  test.each(noJson)('%j is no JSON', async (body) => {
    expect(await refused(body)).toMatchObject({ status: 400, name: 'invalid-request' })
  })

  test.each([
    ['{"amountCents":1,"amountCents":2}', 'amountCents'],
    ['{"amountCents":1,"\\u0061mountCents":2}', 'amountCents'],
    ['{"amountCents":1,"description":"a","description":"b"}', 'description'],
  ])('%s says a key twice', async (body, field) => {
    const problem = await refused(body)
    expect(problem).toMatchObject({ status: 400, name: 'invalid-request', fields: [field] })
    expect(problem.detail).toMatch(/twice|duplicate/)
  })

  test.each([
    ['{"amountCents":1,"__proto__":{"description":"x"}}', '__proto__'],
    ['{"__proto__":{"amountCents":1}}', '__proto__'],
    ['{"amountCents":1,"constructor":{"prototype":{}}}', 'constructor'],
  ])('%s changes no prototype and is an unknown field', async (body, field) => {
    const problem = await refused(body)
    expect(problem.status).toBe(400)
    expect(problem.fields).toContain(field)
    expect(Object.getOwnPropertyNames({})).toEqual([])
    expect(({} as Record<string, unknown>).description).toBeUndefined()
  })

  test('bytes that are not UTF-8 are refused, not replaced', async () => {
    const bytes = new Blob(['{"amountCents":1,"description":"', new Uint8Array([0xff, 0xfe]), '"}'])
    expect(await refused(bytes)).toMatchObject({ status: 400, name: 'invalid-request' })
  })

  test('5,000 levels are refused without falling over them', async () => {
    const body = `{"amountCents":${'['.repeat(5000)}${']'.repeat(5000)}}`
    const { status, name } = await refused(body)
    expect({ status, name }).toEqual({ status: 400, name: 'invalid-request' })
  })

  test('17 KB are too much, and so are 10 MB', async () => {
    for (const length of [17 * 1024, 10 * 1024 * 1024]) {
      const body = `{"amountCents":1,"description":"${'a'.repeat(length)}"}`
      const { status, name } = await refused(body)
      expect({ status, name }).toEqual({ status: 413, name: 'body-too-large' })
    }
  })

  test('10 MB that do not say their length are answered too, not just cut off', async () => {
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`
    const socket = connect(world.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `PUT /api/charges/${newTxid()} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${withKey.authorization}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${chunk}`,
    )
    const answer = text(socket).catch((error: unknown) => `cut: ${error}`)
    for (let sent = 0; sent < 160 && !socket.destroyed; sent++)
      if (!socket.write(chunk))
        await new Promise((resolve) => socket.once('drain', resolve).once('close', resolve))
    socket.end('0\r\n\r\n')
    expect(await answer).toMatch(/^HTTP\/1.1 413 [\s\S]*\/problems\/body-too-large/)
  })

  test('a body that breaks off changes nothing, and the server goes on', async () => {
    const txid = newTxid()
    const socket = connect(world.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(
      `PUT /api/charges/${txid} HTTP/1.1\r\nhost: localhost\r\nauthorization: ${withKey.authorization}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"amountCents":`,
    )
    socket.end()
    await text(socket).catch(() => '')
    expect((await world.api('GET', `/api/charges/${txid}`)).status).toBe(404)
  })
})

describe('who asks, and how', () => {
  const wrong: [method: string, path: string, allow: string][] = [
    ['DELETE', '/api/charges', 'GET'],
    ['POST', '/api/charges', 'GET'],
    ['POST', `/api/charges/${'a'.repeat(32)}`, 'PUT, GET'],
    ['PATCH', `/api/charges/${'a'.repeat(32)}`, 'PUT, GET'],
    ['GET', `/api/charges/${'a'.repeat(32)}/cancel`, 'POST'],
    ['PUT', '/api/health', 'GET'],
    ['POST', '/api/terminals/caixa-1/events', 'GET'],
    ['GET', '/api/terminals/caixa-1/current', 'PUT'],
    ['DELETE', '/api/openapi.json', 'GET'],
  ]
  test.each(wrong)('%s %s is told what this address takes', async (method, path, allow) => {
    const answer = await world.api(method, path)
    expect(problemOf(answer)).toMatchObject({ status: 405, name: 'method-not-allowed' })
    expect(answer.headers.get('allow')).toBe(allow)
  })

  test.each(['cross-site', 'same-site'])('a page of another site (%s) changes nothing', async (site) => {
    const charge = await world.create()
    const headers = { 'sec-fetch-site': site }
    for (const [method, path, body] of [
      ['PUT', `/api/charges/${newTxid()}`, { amountCents: 1 }],
      ['POST', `/api/charges/${charge.txid}/cancel`, undefined],
      ['POST', `/api/charges/${charge.txid}/extend`, { minutes: 10 }],
      ['PUT', '/api/terminals/caixa-1/current', { txid: null }],
      ['POST', '/api/terminals/caixa-1/painted', { txid: charge.txid, version: 1 }],
    ] as const)
      expect(problemOf(await world.api(method, path, body, headers))).toMatchObject({
        status: 403,
        name: 'cross-origin',
      })
    expect(await world.charge(charge.txid)).toEqual(charge)
  })

  test('an older browser that only says the origin of another site changes nothing either', async () => {
    const charge = await world.create()
    for (const origin of ['https://evil.example', 'null', 'http://localhost:1'])
      expect(
        problemOf(await world.api('POST', `/api/charges/${charge.txid}/cancel`, undefined, { origin })),
      ).toMatchObject({
        status: 403,
        name: 'cross-origin',
      })
    expect(await world.charge(charge.txid)).toEqual(charge)
    const own = await world.api('POST', `/api/charges/${charge.txid}/cancel`, undefined, {
      origin: world.url,
    })
    expect(own.status).toBe(200)
  })

  test.each(['same-origin', 'none'])('our own screens (%s) do', async (site) => {
    expect((await put({ amountCents: 1 }, { 'sec-fetch-site': site })).status).toBe(201)
  })

  test('nobody is told what the server is made of, and nothing is kept in a cache', async () => {
    for (const path of ['/api/health', '/api/charges', '/api/nowhere', '/nowhere']) {
      const { headers, text } = await world.api('GET', path, undefined, { origin: 'https://evil.example' })
      expect(headers.get('x-powered-by')).toBeNull()
      expect(headers.get('server')).toBeNull()
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      if (path.startsWith('/api')) expect(headers.get('cache-control')).toBe('no-store')
      expect(text).not.toMatch(/at .*\.ts|node_modules/)
    }
  })
})

describe('the list', () => {
  const queries: [query: string, field: string][] = [
    ['status=paid&status=opening', 'status'],
    ['status=nothing', 'status'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1e1', 'limit'],
    ['before=-1', 'before'],
    ['before=1%20OR%201', 'before'],
    ['terminalId=..', 'terminalId'],
    ['page=2', 'page'],
    ['from=2026-02-30', 'from'],
    ['to=yesterday', 'to'],
    ['from=2026-11-22&to=2026-11-21', 'to'],
    ['__proto__=1', '__proto__'],
    ['status[]=paid', 'status[]'],
  ]
  test.each(queries)('refuses ?%s by name', async (query, field) => {
    const problem = problemOf(await world.api('GET', `/api/charges?${query}`))
    expect(problem).toMatchObject({ status: 400, name: 'invalid-request', fields: [field] })
  })

  test('is read page by page to its end, and charges of one millisecond are neither lost nor repeated', async () => {
    const made = await Promise.all(
      Array.from({ length: 7 }, () => world.create(newTxid(), { amountCents: 5, terminalId: 'lista' })),
    )
    // Made in one millisecond, as a busy shop's ledger has them.
    const ledger = new DatabaseSync(join(world.dataDir, 'balcao.sqlite'))
    ledger.prepare("UPDATE charge SET created_at_ms = 1000 WHERE terminal_id = 'lista'").run()
    ledger.close()
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const query: string = `terminalId=lista&limit=3${next === '' ? '' : `&before=${next}`}`
      const { json } = await world.api('GET', `/api/charges?${query}`)
      const page = json as { charges: Charge[]; nextBefore: string | null }
      seen.push(...page.charges.map(({ txid }) => txid))
      expect(page.charges.length).toBeLessThanOrEqual(3)
      next = page.nextBefore
    }
    expect(seen.toSorted()).toEqual(made.map(({ txid }) => txid).toSorted())
  })
})

test('the list of a day is what was made on it by the clock of the shop', async () => {
  const [first, last, next] = [await world.create(), await world.create(), await world.create()]
  const made: [charge: Charge, at: string][] = [
    [first, '2018-11-04T00:00:00-03:00'],
    // On that day the clocks of São Paulo went from midnight to one o'clock.
    [last, '2018-11-04T23:59:59.999-02:00'],
    [next, '2018-11-05T00:00:00-02:00'],
  ]
  const ledger = new DatabaseSync(join(world.dataDir, 'balcao.sqlite'))
  for (const [{ txid }, at] of made)
    ledger.prepare('UPDATE charge SET created_at_ms = ? WHERE txid = ?').run(Date.parse(at), txid)
  ledger.close()
  const list = async (query: string) => {
    const { json } = await world.api('GET', `/api/charges?${query}`)
    return (json as { charges: Charge[] }).charges.map(({ txid }) => txid)
  }
  expect(await list('from=2018-11-04&to=2018-11-04')).toEqual([last.txid, first.txid])
  expect(await list('from=2018-11-04&to=2018-11-05')).toEqual([next.txid, last.txid, first.txid])
  expect(await list('to=2018-11-03')).not.toContain(first.txid)
})

describe('extending', () => {
  test.each([0, -1, 61, 1.5, '10', null])('by %j minutes is refused', async (minutes) => {
    const charge = await world.create()
    const problem = problemOf(await world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes }))
    expect(problem).toMatchObject({ status: 400, fields: ['minutes'] })
    expect(await world.charge(charge.txid)).toEqual(charge)
  })

  test('by ten minutes keeps the code and moves its end, at the PSP too', async () => {
    const charge = await world.create()
    const { status, json } = await world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes: 10 })
    const longer = Charge.parse(json)
    expect(status).toBe(200)
    expect(Date.parse(longer.expiresAt ?? '') - Date.parse(charge.expiresAt ?? '')).toBe(600_000)
    expect(longer.pixCopiaECola).toBe(charge.pixCopiaECola)
    expect(longer.version).toBe(charge.version + 1)
  })

  test('beyond a day is refused', async () => {
    const charge = await world.create()
    const answers = []
    for (let n = 0; n < 24; n++)
      answers.push((await world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes: 60 })).status)
    // The first hour and 23 more, less what creating it took.
    expect(answers.slice(0, 22)).toEqual(Array(22).fill(200))
    expect(answers.at(-1)).toBe(400)
  })

  test('what does not exist, or is closed, is refused by name', async () => {
    const gone = await world.api('POST', `/api/charges/${newTxid()}/extend`, { minutes: 1 })
    expect(problemOf(gone)).toMatchObject({ status: 404, name: 'charge-not-found' })
    const charge = await world.create()
    await world.api('POST', `/api/charges/${charge.txid}/cancel`)
    const closed = await world.api('POST', `/api/charges/${charge.txid}/extend`, { minutes: 1 })
    expect(problemOf(closed)).toMatchObject({ status: 409, name: 'already-closed' })
  })
})
