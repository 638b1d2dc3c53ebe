import { isObject, type Wire } from '../wire.ts'

/**
 * ASSUMED: an object as it is and a list as a bare array. Other calls of the same provider put both inside `data`, and
 * lists of such APIs have a name or stand in `content`; all of these are read.
 */
export const insideEnvelope = (wire: Wire): Wire => {
  const isEnvelope = isObject(wire.data) && Object.keys(wire).length === 1
  return isEnvelope ? (wire.data as Wire) : wire
}

export function listInside(content: unknown, name: string): unknown[] | undefined {
  if (Array.isArray(content)) return content
  if (!isObject(content)) return undefined
  const inner = isObject(content.data) ? content.data : content
  return [content.data, inner[name], inner.content].find((inside) => Array.isArray(inside))
}
