import type { Charge, Snapshot } from '@balcao/contracts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleCharge, exampleSnapshot } from './example-charge.ts'
import { mergeReply, mergeSnapshot, type Terminal } from './merge-snapshot.ts'

const list = (...charges: Charge[]) => exampleSnapshot({ charges })
const charge = (letter: string, version: number) =>
  exampleCharge({ txid: letter.repeat(32), version, amountCents: version * 100 })
const shown = (terminal: Terminal | undefined): Record<string, number> =>
  Object.fromEntries(terminal?.snapshot.charges.map(({ txid, version }) => [txid[0], version]) ?? [])
const mergeAll = (snapshots: Snapshot[]) =>
  snapshots.reduce<Terminal | undefined>((terminal, told) => mergeSnapshot(terminal, told), undefined)

describe('a table of arrivals', () => {
  test.each<[string, Snapshot[], Record<string, number>]>([
    ['the first is what there is', [list(charge('a', 1))], { a: 1 }],
    [
      'the next one replaces it',
      [list(charge('a', 1)), list(charge('a', 2), charge('b', 1))],
      { a: 2, b: 1 },
    ],
    ['the same once more changes nothing', [list(charge('a', 1)), list(charge('a', 1))], { a: 1 }],
    ['what the latest list leaves out is gone', [list(charge('a', 1)), list(charge('b', 1))], { b: 1 }],
    ['a lower version in a later list is not shown', [list(charge('a', 4)), list(charge('a', 3))], { a: 4 }],
    [
      'not even after the charge was out of the list',
      [list(charge('a', 4)), list(), list(charge('a', 3))],
      { a: 4 },
    ],
  ])('%s', (_, snapshots, versions) => {
    expect(shown(mergeAll(snapshots))).toEqual(versions)
  })

  test.each([
    ['on', '2026-11-22T14:00:20.000Z'],
    ['back by a little', '2026-11-22T13:59:40.000Z'],
    ['back by an hour', '2026-11-22T13:00:00.000Z'],
  ])('what came last is the news, also where the server’s clock was set %s', (_, serverTime) => {
    const before = exampleSnapshot({ currentTxid: 'a'.repeat(32), charges: [charge('a', 1)] })
    const after = exampleSnapshot({ serverTime, currentTxid: 'b'.repeat(32), charges: [charge('b', 1)] })
    expect(mergeAll([before, after])?.snapshot).toEqual(after)
  })
})

describe('answers to requests', () => {
  const known = mergeSnapshot(undefined, list(charge('a', 2)))
  test.each<[string, Charge, Record<string, number>]>([
    ['an answer may be ahead of the stream', charge('a', 3), { a: 3 }],
    ['or behind it', charge('a', 1), { a: 2 }],
    ['a charge that no list holds yet is there at once', charge('b', 1), { a: 2, b: 1 }],
  ])('%s', (_, told, versions) => {
    expect(shown(mergeReply(known, told))).toEqual(versions)
  })

  test('a list that was written before the answer does not take the charge back in its version', () => {
    const ahead = mergeReply(known, charge('b', 3))
    const behind = mergeSnapshot(ahead, list(charge('a', 2), charge('b', 1)))
    expect(shown(behind)).toEqual({ a: 2, b: 3 })
  })
})

test('whatever is told, the list is the last one, and no version is shown below one that was told', () => {
  const told = fc.oneof(
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 6 }))
      .map((versions) =>
        list(...Object.entries(versions).map(([letter, version]) => charge(letter, version))),
      ),
    fc
      .tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 6 }))
      .map(([letter, version]) => charge(letter, version)),
  )
  fc.assert(
    fc.property(fc.array(told, { minLength: 1, maxLength: 12 }), (history) => {
      const highest: Record<string, number> = {}
      let terminal = mergeSnapshot(undefined, list())
      for (const news of history) {
        const isList = 'charges' in news
        terminal = isList ? mergeSnapshot(terminal, news) : mergeReply(terminal, news)
        for (const { txid, version } of isList ? news.charges : [news])
          highest[txid[0] ?? ''] = Math.max(version, highest[txid[0] ?? ''] ?? 0)
        if (isList) expect(Object.keys(shown(terminal))).toEqual(news.charges.map(({ txid }) => txid[0]))
        for (const [letter, version] of Object.entries(shown(terminal))) expect(version).toBe(highest[letter])
      }
    }),
  )
})

test('a long day is not remembered whole', () => {
  let terminal: Terminal | undefined
  for (let sale = 0; sale < 1_000; sale++)
    terminal = mergeSnapshot(terminal, list(exampleCharge({ txid: String(sale).padStart(32, '0') })))
  expect(terminal?.seen.size).toBe(300)
})
