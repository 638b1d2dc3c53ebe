import { expect, test } from 'vitest'
import { createRequestLimit } from './request-limit.ts'

const limitAt = (start: number) => {
  let now = start
  const limit = createRequestLimit(() => now, { most: 120, windowMs: 60_000 })
  return { limit, wait: (ms: number) => (now += ms) }
}

test('a sender has so many requests in a window, and is told how long to wait for the next', () => {
  const { limit, wait } = limitAt(1_000)
  for (let n = 0; n < 120; n++) expect(limit('1.1.1.1')).toBeUndefined()
  wait(20_000)
  expect(limit('1.1.1.1')).toBe(40_000)
  expect(limit('2.2.2.2')).toBeUndefined()
  wait(40_000)
  expect(limit('1.1.1.1')).toBeUndefined()
})

test('however many addresses come in a minute, so many and no more are kept', () => {
  const { limit, wait } = limitAt(0)
  for (let n = 0; n < 10_000; n++) expect(limit(`${n}`)).toBeUndefined()
  expect(limit('one more')).toBe(60_000)
  expect(limit('0')).toBeUndefined()
  wait(60_000)
  expect(limit('one more')).toBeUndefined()
})

test('a clock that is set back locks nobody out', () => {
  const { limit, wait } = limitAt(1_000_000)
  for (let n = 0; n < 121; n++) limit('1.1.1.1')
  wait(-500_000)
  expect(limit('1.1.1.1')).toBeUndefined()
})

test('the same thing asked for again counts once, and is let in also when the limit is reached', () => {
  const { limit, wait } = limitAt(0)
  for (let n = 0; n < 500; n++) expect(limit('Ana', 'sale')).toBeUndefined()
  for (let n = 1; n < 120; n++) expect(limit('Ana', `sale ${n}`)).toBeUndefined()
  expect(limit('Ana', 'one more')).toBe(60_000)
  expect(limit('Ana', 'sale')).toBeUndefined()
  expect(limit('Beto', 'one more')).toBeUndefined()
  wait(60_000)
  expect(limit('Ana', 'one more')).toBeUndefined()
})
