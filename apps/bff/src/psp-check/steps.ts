import { explain } from './explain.ts'
import type { Trouble } from './trouble.ts'

/** One line of the report. What was not checked needed something that an earlier check did not find. */
export type Line =
  | { kind: 'good'; title: string; said: string }
  | { kind: 'bad'; title: string; trouble: Trouble }
  | { kind: 'unchecked'; title: string }

/** What a check found: a sentence for the person, and what later checks go on with. */
export type Found<T> = { said: string; value: T }

type Given<Needs extends readonly unknown[]> = { [Index in keyof Needs]: Needs[Index] | undefined }

/** Runs checks one after the other, tells of each, and answers with what it found or with nothing. */
export function createSteps(tell: (line: Line) => void) {
  return async function step<const Needs extends readonly unknown[], T>(
    title: string,
    needs: Given<Needs>,
    check: (...found: Needs) => Found<T> | Promise<Found<T>>,
  ): Promise<T | undefined> {
    if (needs.includes(undefined)) {
      tell({ kind: 'unchecked', title })
      return undefined
    }
    try {
      const { said, value } = await check(...(needs as unknown as Needs))
      tell({ kind: 'good', title, said })
      return value
    } catch (error) {
      tell({ kind: 'bad', title, trouble: explain(error) })
      return undefined
    }
  }
}
