import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putCharges } from '../testing/put-charges.ts'
import { withKey } from '../testing/shop-key.ts'
import { newTxid, problemOf, startWorld, type World } from '../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
}, 60_000)
afterAll(() => world.close())

const { put, refused } = putCharges(() => world)

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
