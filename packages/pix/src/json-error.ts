export type JsonErrorCode = 'invalid-json' | 'duplicate-key' | 'too-deep' | 'number-out-of-range'

/** `path` as in `pix[3].valor`, '' at the root; `position` counts UTF-16 units from 0. The text itself is not in it. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  readonly code: JsonErrorCode
  readonly path: string
  readonly position: number

  constructor(code: JsonErrorCode, path: string, position: number) {
    super(`${code} at ${path || 'the root'}, position ${position}`)
    this.code = code
    this.path = path
    this.position = position
  }
}
