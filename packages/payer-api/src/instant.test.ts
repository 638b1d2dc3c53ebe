import { describe, expect, it } from 'vitest'
import { readDate, readInstantMs, readOptionalInstantMs } from './instant.ts'

describe('an instant', () => {
  it.each<[string, unknown, number]>([
    ['epoch milliseconds', 1752244242890, 1752244242890],
    ['no zone, which is UTC', '2025-07-11T19:24:49.218', Date.UTC(2025, 6, 11, 19, 24, 49, 218)],
    ['UTC', '2025-07-11T19:24:49Z', Date.UTC(2025, 6, 11, 19, 24, 49)],
    ['Brasília', '2025-07-11T19:24:49.2-03:00', Date.UTC(2025, 6, 11, 22, 24, 49, 200)],
    ['an offset without a colon', '2025-07-11T19:24:49.218000-0300', Date.UTC(2025, 6, 11, 22, 24, 49, 218)],
  ])('is read from %s', (_form, value, instantMs) => {
    expect(readInstantMs(value, 'at')).toBe(instantMs)
    expect(readOptionalInstantMs(value)).toBe(instantMs)
  })

  it.each(['2025-02-30T00:00:00', '2025-07-11', '11/07/2025', -1, 1.5, 1e18, null, '', {}])(
    'is not %j',
    (value) => {
      expect(() => readInstantMs(value, 'at')).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
      expect(readOptionalInstantMs(value)).toBeUndefined()
    },
  )
})

describe('a day', () => {
  it('is one that the calendar has', () => {
    expect(readDate('2024-02-29', 'at')).toBe('2024-02-29')
    for (const value of ['2025-02-29', '2025-13-01', '2025-7-1', '2025-07-11T00:00:00', 20250711]) {
      expect(() => readDate(value, 'at')).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
    }
  })
})
