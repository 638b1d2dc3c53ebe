import { randomBytes } from 'node:crypto'
import { Charge } from '@balcao/contracts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putCharges } from '../testing/put-charges.ts'
import { newTxid, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const { put, refused } = putCharges(() => world)

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
