import { describe, expect, it } from 'vitest'
import { addSeconds, readInstant, writeInstant } from './instant.ts'

describe('an instant', () => {
  it.each([
    ['2020-09-09T20:15:00.358Z', '2020-09-09T20:15:00.358Z'],
    ['2020-09-09T20:15:00Z', '2020-09-09T20:15:00.000Z'],
    ['2020-09-09T17:15:00-03:00', '2020-09-09T20:15:00.000Z'],
    ['2020-09-09T17:15:00.5-0300', '2020-09-09T20:15:00.500Z'],
    ['2020-09-10T01:45:00+05:30', '2020-09-09T20:15:00.000Z'],
    ['2020-09-09t20:15:00z', '2020-09-09T20:15:00.000Z'],
    ['2020-09-09 20:15:00Z', '2020-09-09T20:15:00.000Z'],
    ['2020-09-09T20:15:00.3586666667Z', '2020-09-09T20:15:00.358Z'],
    ['2024-02-29T23:59:59.999-03:00', '2024-03-01T02:59:59.999Z'],
  ])('%s is %s', (wire, iso) => {
    expect(readInstant(wire, 'horario')).toBe(iso)
    expect(writeInstant('from', wire)).toBe(iso)
  })

  it.each([
    ['no offset: three hours of doubt', '2020-09-09T20:15:00'],
    ['a date alone', '2020-09-09'],
    ['month 20, as in one example of the standard', '2024-20-08T00:00:00Z'],
    ['30 February', '2024-02-30T00:00:00Z'],
    ['30 February, written as we write', '2024-02-30T00:00:00.000Z'],
    ['month 13, written as we write', '2024-13-01T00:00:00.000Z'],
    ['hour 24, written as we write', '2020-09-09T24:00:00.000Z'],
    ['the year 1, written as we write', '0001-01-01T00:00:00.000Z'],
    ['29 February of a common year', '2023-02-29T00:00:00Z'],
    ['hour 24', '2020-09-09T24:00:00Z'],
    ['second 60', '2020-09-09T20:15:60Z'],
    ['offset 99', '2020-09-09T20:15:00+99:00'],
    ['the year 1, a server’s "no date"', '0001-01-01T00:00:00Z'],
    ['the Brazilian order', '09/09/2020 20:15:00'],
    ['an epoch', 1599682500],
    ['an epoch as text', '1599682500'],
    ['text around it', 'x2020-09-09T20:15:00Z'],
    ['a newline after', '2020-09-09T20:15:00Z\n'],
    ['nothing', undefined],
    ['null', null],
  ])('is not read from %s', (_what, wire) => {
    expect(() => readInstant(wire, 'horario')).toThrow(expect.objectContaining({ code: 'malformed-reply' }))
  })

  it('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ
    process.env.TZ = 'America/Sao_Paulo'
    try {
      expect(new Date('2020-09-09T20:15:00Z').getTimezoneOffset()).toBe(180)
      expect(readInstant('2018-11-04T00:30:00Z', 'horario')).toBe('2018-11-04T00:30:00.000Z')
      expect(addSeconds('2018-11-04T00:30:00.000Z', 86_400)).toBe('2018-11-05T00:30:00.000Z')
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})
