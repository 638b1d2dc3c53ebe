import { describe, expect, test } from 'vitest'
import { Name, OneLine } from './text.ts'

describe('a name', () => {
  test.each([
    ['an accent', 'Conceição'],
    ['an apostrophe', "D'Ávila"],
    ['another script', 'عبد الرحمن'],
    ['emoji, also in colour', '🥖 ❤️'],
    ['sixty characters, whatever they weigh', '🥖'.repeat(60)],
  ])('may have %s', (_, name) => {
    expect(Name.safeParse(name)).toMatchObject({ success: true, data: name })
  })

  test.each([
    ['nothing but spaces', ' \u00A0 '],
    ['a letter that is shown as nothing', '\u3164'],
    ['a hyphen that is seen at the end of a line alone', 'Ana\u00AD'],
    ['a joiner of no width', 'Ana\u200D'],
    ['a turn of the writing', 'Ana\u202E'],
    ['marks that only machines read', 'Ana\u{E0041}'],
    ['an empty cell of Braille', '\u2800'],
    ['a second line', 'Ana\nBeto'],
    ['half a character', 'Ana\uD83E'],
    ['sixty-one characters', '🥖'.repeat(61)],
  ])('has never %s', (_, name) => {
    expect(Name.safeParse(name).success).toBe(false)
  })
})

test('a line may be empty', () => {
  expect(OneLine(3).safeParse('').success).toBe(true)
})
