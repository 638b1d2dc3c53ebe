import { expect, test } from 'vitest'
import { percentOf } from './share-bar.tsx'

test.each([
  [0, 10, '0%'],
  [1, 3, '33%'],
  [10, 10, '100%'],
  [1, 1000, '<1%'],
  [999, 1000, '>99%'],
])('%i of %i is %s', (count, total, words) => {
  expect(percentOf(count, total)).toBe(words)
})
