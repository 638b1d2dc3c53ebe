import type { Charge, Snapshot } from '@balcao/contracts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exampleCharge, exampleSnapshot } from './example-charge.ts'
import { mergeReply, mergeSnapshot, type Terminal } from './merge-snapshot.ts'

const start = Date.parse('2026-11-22T14:00:00.000Z')
const at = (ms: number, charges: Charge[], change: Partial<Snapshot> = {}) =>
  exampleSnapshot({ serverTime: new Date(start + ms).toISOString(), charges, ...change })
const charge = (letter: string, version: number) =>
  exampleCharge({ txid: letter.repeat(32), version, amountCents: version * 100 })
const shown = (terminal: Terminal | undefined): Record<string, number> =>
  Object.fromEntries(terminal?.snapshot.charges.map(({ txid, version }) => [txid[0], version]) ?? [])
const mergeAll = (snapshots: Snapshot[]) =>
  snapshots.reduce<Terminal | undefined>((terminal, told) => mergeSnapshot(terminal, told), undefined)

describe('a table of arrivals', () => {
  test.each<[string, Snapshot[], Record<string, number>]>([
    ['the first is what there is', [at(0, [charge('a', 1)])], { a: 1 }],
    [
      'a newer one replaces it',
      [at(0, [charge('a', 1)]), at(1, [charge('a', 2), charge('b', 1)])],
      { a: 2, b: 1 },
    ],
    ['the same once more changes nothing', [at(0, [charge('a', 1)]), at(0, [charge('a', 1)])], { a: 1 }],
    [
      'an older one that comes late changes nothing',
      [at(5, [charge('a', 3)]), at(1, [charge('a', 1)])],
      { a: 3 },
    ],
    ['what the newest list leaves out is gone', [at(0, [charge('a', 1)]), at(1, [charge('b', 1)])], { b: 1 }],
    ['and a late list does not bring it back', [at(1, [charge('b', 1)]), at(0, [charge('a', 1)])], { b: 1 }],
    [
      'a lower version in a newer list is not shown',
      [at(0, [charge('a', 4)]), at(1, [charge('a', 3)])],
      { a: 4 },
    ],
    [
      'not even after the charge was out of the list',
      [at(0, [charge('a', 4)]), at(1, []), at(2, [charge('a', 3)])],
      { a: 4 },
    ],
    [
      'a server whose clock was set back by five minutes is believed',
      [at(300_000, [charge('a', 1)]), at(0, [charge('b', 1)])],
      { b: 1 },
    ],
  ])('%s', (_, snapshots, versions) => {
    expect(shown(mergeAll(snapshots))).toEqual(versions)
  })

  test('the current charge is the newest list’s', () => {
    const merged = mergeAll([
      at(2, [], { currentTxid: 'b'.repeat(32) }),
      at(1, [], { currentTxid: 'a'.repeat(32) }),
    ])
    expect(merged?.snapshot.currentTxid).toBe('b'.repeat(32))
  })
})

describe('answers to requests', () => {
  const known = mergeSnapshot(undefined, at(0, [charge('a', 2)]))
  test.each<[string, Charge, Record<string, number>]>([
    ['an answer may be ahead of the stream', charge('a', 3), { a: 3 }],
    ['or behind it', charge('a', 1), { a: 2 }],
    ['a charge that no list holds yet is there at once', charge('b', 1), { a: 2, b: 1 }],
  ])('%s', (_, told, versions) => {
    expect(shown(mergeReply(known, told))).toEqual(versions)
  })

  test('a list that was written before the answer does not take the charge back in its version', () => {
    const ahead = mergeReply(known, charge('b', 3))
    const behind = mergeSnapshot(ahead, at(1, [charge('a', 2), charge('b', 1)]))
    expect(shown(behind)).toEqual({ a: 2, b: 3 })
  })
})

describe('any order', () => {
  /** What one server said, within the seconds in which something can still be on its way: any lists, any versions. */
  const history = fc
    .array(fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 6 })), {
      minLength: 1,
      maxLength: 8,
    })
    .map((lists) =>
      lists.map((list, index) =>
        at(
          index,
          Object.entries(list).map(([letter, version]) => charge(letter, version)),
        ),
      ),
    )
  const permuted = history.chain((told) =>
    fc.tuple(
      fc.constant(told),
      fc.shuffledSubarray(told, { minLength: told.length }),
      fc.array(fc.constantFrom(...told)),
    ),
  )

  test('ends in the same screen, with repeats too', () => {
    fc.assert(
      fc.property(permuted, ([told, shuffled, repeats]) => {
        expect(mergeAll([...shuffled, ...repeats])?.snapshot).toEqual(mergeAll(told)?.snapshot)
      }),
    )
  })

  test('never shows a version lower than one it has shown', () => {
    fc.assert(
      fc.property(permuted, ([, shuffled, repeats]) => {
        const highest: Record<string, number> = {}
        let terminal: Terminal | undefined
        for (const told of [...shuffled, ...repeats]) {
          terminal = mergeSnapshot(terminal, told)
          for (const [letter, version] of Object.entries(shown(terminal))) {
            expect(version).toBeGreaterThanOrEqual(highest[letter] ?? 0)
            highest[letter] = version
          }
        }
      }),
    )
  })
})

test('a long day is not remembered whole', () => {
  let terminal: Terminal | undefined
  for (let sale = 0; sale < 1_000; sale++)
    terminal = mergeSnapshot(terminal, at(sale, [exampleCharge({ txid: String(sale).padStart(32, '0') })]))
  expect(terminal?.seen.size).toBe(300)
})
