import { expect, test } from 'vitest'
import { wordsForTimeLeft } from './time-left.tsx'

test('an hour is announced four times', () => {
  const said = new Set<string>()
  const times: number[] = []
  for (let seconds = 3600; seconds >= 0; seconds--) {
    const words = wordsForTimeLeft(seconds * 1000)
    if (words && !said.has(words)) times.push(seconds)
    said.add(words)
  }
  expect(times).toEqual([600, 300, 60, 30])
})
