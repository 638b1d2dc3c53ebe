import { expect, test } from 'vitest'
import { refundWindow } from './refund-window.ts'

const paidAt = '2026-11-22T14:00:00Z'

test.each([
  ['the moment it was paid', '2026-11-22T14:00:00Z', 90, 'open'],
  ['eight days before the end', '2027-02-12T14:00:00Z', 8, 'open'],
  ['a second later', '2027-02-12T14:00:01Z', 7, 'soon'],
  ['the last day', '2027-02-20T00:00:00Z', 0, 'soon'],
  ['the last moment', '2027-02-20T14:00:00Z', 0, 'soon'],
  ['a moment too late', '2027-02-20T14:00:01Z', -1, 'over'],
])('at %s (%s) there are %i days left, which is %s', (_, now, daysLeft, state) => {
  expect(refundWindow(paidAt, Date.parse(now))).toEqual({
    endsMs: Date.parse('2027-02-20T14:00:00Z'),
    daysLeft,
    state,
  })
})
