import { describe, expect, it } from 'vitest'
import { PixError, readCob, readRetryAfter } from './index.ts'

const now = new Date('2026-03-02T12:00:00Z')

describe('Retry-After', () => {
  it.each([
    ['5', 5],
    [' 30 ', 30],
    ['0', 0],
    ['60', 60],
    ['999999', 60],
    ['9'.repeat(400), 60],
    ['-1', 0],
    ['-0', 0],
    ['Mon, 02 Mar 2026 12:00:07 GMT', 7],
    ['Mon, 02 Mar 2026 11:59:00 GMT', 0],
    ['Tue, 02 Mar 2027 12:00:00 GMT', 60],
    ['1.5', undefined],
    ['5 apples', undefined],
    ['soon', undefined],
    ['', undefined],
    ['Infinity', undefined],
    ['2026-03-02T12:00:07Z', undefined],
    ['Mon, 99 Mar 2026 12:00:07 GMT', undefined],
  ])('"%.40s" is %s', (value, seconds) => {
    expect(readRetryAfter(value, now)).toBe(seconds)
  })

  it('with a date needs to know what time it is', () => {
    expect(readRetryAfter('Mon, 02 Mar 2026 12:00:07 GMT')).toBeUndefined()
    expect(readRetryAfter('7')).toBe(7)
  })

  const date = 'Mon, 02 Mar 2026 12:00:07 GMT'
  it.each([
    ['seconds', { 'retry-after': '5' }, 5, '5'],
    [
      'a date, by the server’s own clock',
      { 'retry-after': date, date: 'Mon, 02 Mar 2026 12:00:00 GMT' },
      7,
      date,
    ],
    ['a date and no clock', { 'retry-after': date }, undefined, date],
    ['a date and a broken clock', { 'retry-after': date, date: 'yesterday' }, undefined, date],
    ['nothing', {}, undefined, undefined],
  ])('travels with a 429 and a 503: %s', (_what, headers, retryAfterSeconds, retryAfter) => {
    for (const status of [429, 503]) {
      const read = () => readCob({ status, headers, body: '' })
      expect(read).toThrow(PixError)
      expect(read).toThrow(expect.objectContaining({ retryAfterSeconds, retryAfter }))
    }
  })
})
