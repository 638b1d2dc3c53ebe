/** Why something is not as it should be, and what to do: for a person, in Brazilian Portuguese. */
export type Trouble = { cause: string; cure: string }

/** What a check itself finds wrong. */
export class Wrong extends Error {
  readonly trouble: Trouble
  constructor(cause: string, cure: string) {
    super(cause)
    this.trouble = { cause, cure }
  }
}
