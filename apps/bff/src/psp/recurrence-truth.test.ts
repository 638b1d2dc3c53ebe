import { writeBrCode } from '@balcao/brcode'
import { PixError } from '@balcao/pix'
import { describe, expect, test } from 'vitest'
import { checkedCode } from './recurrence-truth.ts'

const shop = { merchantName: 'PADARIA', merchantCity: 'SAO PAULO' }
const url = 'pix.example.com/qr/v2/charge-1'
const recurrenceUrl = 'pix.example.com/qr/v2/rec/one'
const charge = writeBrCode({ kind: 'dynamic', url, ...shop })
const alone = writeBrCode({ kind: 'recurrence', recurrenceUrl, ...shop })
const both = writeBrCode({ kind: 'dynamic+recurrence', url, recurrenceUrl, ...shop })
const qr = (copiaECola: string, journey: 2 | 3 = 3) => ({ journey, copiaECola })

describe('a code of a recurrence is shown', () => {
  test('byte for byte as the PSP gave it', () => {
    expect(checkedCode(qr(alone, 2), null)).toBe(alone)
    expect(checkedCode(qr(both), charge)).toBe(both)
  })
  test('not while there is none', () => {
    expect(checkedCode(undefined, null)).toBeNull()
  })

  const elsewhere = writeBrCode({
    kind: 'dynamic+recurrence',
    url,
    recurrenceUrl: 'evil.example.com/rec/one',
    ...shop,
  })
  const ofAnother = writeBrCode({
    ...{ kind: 'dynamic+recurrence', url: 'pix.example.com/qr/v2/charge-2', recurrenceUrl },
    ...shop,
  })
  test.each<[string, string, string | null, RegExp]>([
    ['whose two places are on different hosts', elsewhere, charge, /different hosts/],
    ['of another charge', ofAnother, charge, /another charge/],
    ['of the charge alone where both were wanted', charge, charge, /kind dynamic/],
    ['of both where the recurrence alone was wanted', both, null, /kind dynamic\+recurrence/],
    ['whose checksum is wrong', `${both.slice(0, -4)}0000`, charge, /cannot be read/],
  ])('never one %s', (_, code, chargeCode, why) => {
    const check = () => checkedCode(qr(code), chargeCode)
    expect(check).toThrow(PixError)
    expect(check).toThrow(why)
  })
})
