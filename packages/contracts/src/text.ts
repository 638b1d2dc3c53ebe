import * as z from 'zod/mini'

/**
 * Characters that would let a text pretend to be another, or to be none: controls and line breaks, bidi marks, zero-width ones, and what
 * Unicode says is shown as nothing (Default_Ignorable_Code_Point, and the empty Braille cell). Emoji need one of these, U+FE0F.
 */
const deceivingCharacters = /[\p{Cc}\u2028-\u202E\u2800]|(?!\uFE0F)\p{Default_Ignorable_Code_Point}/u

/** One line of text, counted in characters as people see them, not in bytes. */
export const OneLine = (maxCharacters: number) =>
  z.string().check(
    z.refine((text) => !deceivingCharacters.test(text), {
      error: 'must be one line without control, bidirectional or zero-width characters',
    }),
    z.refine((text) => text.isWellFormed(), { error: 'must be made of whole characters' }),
    z.refine((text) => [...text].length <= maxCharacters, {
      error: `must have at most ${maxCharacters} characters`,
    }),
  )

/** What people call somebody or something. */
export const Name = OneLine(60).check(z.refine((text) => text.trim() !== '', { error: 'must not be empty' }))

/** A few lines of text, divided by line feeds. */
export const Lines = (maxLines: number, maxCharacters: number) =>
  z.string().check(
    z.refine((text) => text.split('\n').length <= maxLines, { error: `must have at most ${maxLines} lines` }),
    z.refine((text) => text.split('\n').every((line) => OneLine(maxCharacters).safeParse(line).success), {
      error: `must have at most ${maxCharacters} characters in each line, and no control, bidirectional or zero-width ones`,
    }),
  )
