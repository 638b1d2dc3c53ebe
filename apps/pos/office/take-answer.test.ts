import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readAgain, takeAnswer } from './take-answer.ts'

const queryKey = ['sale', 'a']

/** A page that looks at a sale whose readings are answered by hand. */
let queries: QueryClient
let page: QueryObserver
let leave: () => void
let readings: ((answer: string) => void)[]
beforeEach(() => {
  readings = []
  queries = new QueryClient()
  const queryFn = () => new Promise<string>((resolve) => readings.push(resolve))
  page = new QueryObserver<unknown>(queries, { queryKey, queryFn })
  leave = page.subscribe(() => {})
})
afterEach(() => {
  leave()
  queries.clear()
})

const answer = async (index: number, text: string) => {
  readings[index]?.(text)
  await new Promise(setImmediate)
}
const shown = () => page.getCurrentResult().data

describe('a reading that is older than a deed', () => {
  test('is not shown over what the deed answered', async () => {
    await answer(0, 'before')
    void page.refetch()
    await takeAnswer(queries, queryKey, 'returned')
    await answer(1, 'before')
    expect(shown()).toBe('returned')
  })

  test('nor where it was the first', async () => {
    await takeAnswer(queries, queryKey, 'returned')
    await answer(0, 'before')
    expect(shown()).toBe('returned')
  })

  test.each([
    ['the first', 0],
    ['a later', 1],
  ])('is followed by another where it was %s one', async (_, index) => {
    if (index === 1) {
      await answer(0, 'before')
      void page.refetch()
    }
    const again = readAgain(queries, queryKey)
    await answer(index, 'before')
    await answer(index + 1, 'after')
    await again
    expect(shown()).toBe('after')
  })
})
