import { describe, expect, it } from 'vitest'
import {
  isOutcomeUnknown,
  PayerApiError,
  type PayerApiErrorCode,
  readRecurrence,
  readRecurrenceList,
  readRequest,
  readRequestList,
} from './index.ts'
import { approved, proposed, reply, sample } from './testing/samples.ts'

describe('a list', () => {
  it.each<[string, unknown]>([
    ['bare', [approved(), approved()]],
    ['in data', { data: [approved(), approved()] }],
    ['under its name', { recurrences: [approved(), approved()], total: 2 }],
    ['under its name in data', { data: { recurrences: [approved(), approved()] } }],
    ['in content', { content: [approved(), approved()], page: 0 }],
  ])('is read %s', (_where, content) => {
    expect(readRecurrenceList(reply(content)).items).toHaveLength(2)
  })

  it('shows the rest where one element cannot be read', () => {
    const { items, unreadable } = readRequestList(reply([{ recId: 1 }, proposed(), null]))
    expect([items.length, unreadable.map(({ message }) => message.split(':')[0])]).toEqual([
      1,
      ['reply[0].status', 'reply[2]'],
    ])
  })

  it('is empty only where it says so', () => {
    expect(readRecurrenceList(reply([]))).toEqual({ items: [], unreadable: [] })
    for (const body of ['{}', '{"data":null}', 'null', '7', '']) {
      expect(() => readRecurrenceList(reply(body))).toThrow(
        expect.objectContaining({ code: 'malformed-reply' }),
      )
    }
  })
})

describe('one object', () => {
  it('is read bare or in data', () => {
    expect(readRecurrence(reply({ data: approved() }))).toEqual(readRecurrence(reply(approved(), 201)))
    expect(readRequest(reply(sample('recurrence-request-received'))).status).toBe('RECEIVED')
  })

  it('that is wrong names the place and carries the status', () => {
    expect(() => readRecurrence(reply({ ...approved(), createdAt: 'x' }))).toThrow(
      expect.objectContaining({
        code: 'malformed-reply',
        status: 200,
        message: expect.stringContaining('reply.createdAt'),
      }),
    )
  })
})

const api = { code: 'E1', message: 'não' }

describe('a refusal', () => {
  it.each<[number, unknown, PayerApiErrorCode, boolean]>([
    [400, api, 'invalid-operation', false],
    [422, api, 'invalid-operation', false],
    [403, api, 'access-denied', false],
    [404, api, 'not-found', false],
    [409, api, 'conflict', false],
    [401, '', 'unauthorized', false],
    [429, '', 'rate-limited', false],
    [404, '<html>no route</html>', 'malformed-reply', true],
    [404, {}, 'malformed-reply', true],
    [400, '<html>', 'malformed-reply', true],
    [302, '', 'malformed-reply', true],
    [418, api, 'malformed-reply', true],
    [408, '', 'unavailable', true],
    [500, api, 'unavailable', true],
    [503, '', 'unavailable', true],
    [200, '<html>maintenance</html>', 'malformed-reply', true],
  ])('%i with %j is %s, and leaves the outcome unknown: %s', (status, body, code, isUnknown) => {
    const read = () => readRecurrence(reply(body, status))
    expect(read).toThrow(expect.objectContaining({ name: 'PayerApiError', code, status }))
    try {
      read()
    } catch (error) {
      expect(isOutcomeUnknown(error)).toBe(isUnknown)
    }
  })

  it('says what the provider said, not at length', () => {
    const long = reply({ errorCode: 7, description: 'x'.repeat(9999) }, 400)
    expect(() => readRecurrence(long)).toThrow(
      expect.objectContaining({ providerCode: '7', providerMessage: 'x'.repeat(500) }),
    )
  })

  it.each<[string, number | undefined]>([
    ['5', 5],
    ['9999', 60],
    ['-1', undefined],
    ['Fri, 11 Jul 2025 19:24:49 GMT', undefined],
  ])('may ask to wait: %s', (header, retryAfterSeconds) => {
    const asked = { ...reply('', 429), headers: { 'retry-after': header } }
    expect(() => readRecurrence(asked)).toThrow(expect.objectContaining({ retryAfterSeconds }))
  })

  it('of no known kind leaves the outcome unknown', () => {
    expect(isOutcomeUnknown(new Error('socket'))).toBe(true)
    expect(isOutcomeUnknown(new PayerApiError('invalid-request', 'x'))).toBe(false)
  })
})
