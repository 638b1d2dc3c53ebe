import { BrCodeError } from './errors.ts'

/** Elements as found: values by id (0 to 99, `''` when empty), and the ids that came first and last (-1 for none). */
export type Elements = { values: readonly (string | undefined)[]; first: number; last: number }

/**
 * The elements of a payload (`path` empty) or of a template (`path` its id): two digits of id, two of length, the
 * value. The length counts characters, not bytes or UTF-16 units: published vectors B4F6 and 75EF.
 */
export function readElements(text: string, wide: boolean, path: string): Elements {
  const values = new Array<string | undefined>(100)
  let first = -1
  let last = -1
  let start = 0
  while (start < text.length) {
    const id = twoDigits(text, start)
    if (id < 0) throw new BrCodeError('malformed-id', path || 'payload')
    const end = endOfElement(text, start, wide)
    if (end === malformedLength) throw new BrCodeError('malformed-length', fieldOf(path, id))
    if (end > text.length) throw new BrCodeError('truncated', fieldOf(path, id))
    if (values[id] !== undefined) throw new BrCodeError('duplicate', fieldOf(path, id))
    values[id] = text.slice(start + 4, end)
    if (first < 0) first = id
    last = id
    start = end
  }
  return { values, first, last }
}

/**
 * The value of one element of a template that may not be ours, and so may hold anything: what is not in the form
 * of a template just has no such element.
 */
export function findElement(template: string, wide: boolean, wanted: number): string | undefined {
  let start = 0
  while (start < template.length) {
    const id = twoDigits(template, start)
    const end = endOfElement(template, start, wide)
    if (id < 0 || end === malformedLength || end > template.length) return undefined
    if (id === wanted) return template.slice(start + 4, end)
    start = end
  }
  return undefined
}

/** An element as it is written. The writer emits ASCII only, where characters, units and bytes are one. */
export function element(id: string, value: string): string {
  return id + lengths[value.length] + value
}

const lengths = Array.from({ length: 100 }, (_, length) => String(length).padStart(2, '0'))

/** `7` in template `26` is `26.07`. */
export function fieldOf(path: string, id: number): string {
  const digits = id < 10 ? `0${id}` : String(id)
  return path === '' ? digits : `${path}.${digits}`
}

/** Characters, as a BR Code counts them. */
export function lengthOf(value: string, wide: boolean): number {
  if (!wide) return value.length
  let length = 0
  for (const _character of value) length++
  return length
}

const malformedLength = -1

/** Where the element that starts here ends: past the end of the text when it is cut off. */
function endOfElement(text: string, start: number, wide: boolean): number {
  const value = start + 4
  if (value > text.length) return value
  const length = twoDigits(text, start + 2)
  if (length < 0) return malformedLength
  if (!wide) return value + length
  let end = value
  for (let count = 0; count < length; count++) {
    const unit = text.charCodeAt(end)
    end += unit >= 0xd800 && unit <= 0xdbff ? 2 : 1
  }
  return end
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const units = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1
}
