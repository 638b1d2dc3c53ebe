import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { type Correction, corrections } from './corrections.ts'

/**
 * The Central Bank's OpenAPI 2.9.0 (github.com/bacen/pix-api, Apache 2.0), byte for byte as it was published; what is
 * wrong with it is put right in memory, by the list in corrections.ts alone.
 */
const file = new URL('../bacen-api-pix-2.9.0.openapi.yaml', import.meta.url)
let parsed: Node | undefined

/** A part of the document. Its shape is what the tests are about, so it is not typed further. */
export type Node = { [key: string]: unknown }
export type Document = Node & { paths: Record<string, Node> }

/** One place that a correction changes. */
export type Change = { correction: Correction; place: string }
export const changes: readonly Change[] = corrections.flatMap((correction) =>
  correction.places.map((place) => ({ correction, place })),
)

/** The document with all of its corrections, or with all but one. */
export function readDocument({ without }: { without?: Change } = {}): Document {
  parsed ??= parse(readFileSync(file, 'utf8')) as Node
  const document = structuredClone(parsed) as Document
  for (const change of changes) {
    if (change.place !== without?.place) correct(document, change)
  }
  return document
}

/** @throws when the place does not say what the correction was made for. */
export function correct(document: Document, { place, correction: { name, is, becomes } }: Change): void {
  const key = keysOf(place).at(-1) ?? ''
  const parent = at(document, parentOf(place))
  if (typeof parent !== 'object' || parent === null) throw new Error(`${name}: ${place} is not there`)
  const found = (parent as Node)[key]
  if (JSON.stringify(found) !== JSON.stringify(is)) {
    throw new Error(`${name}: ${place} is ${JSON.stringify(found)} and no longer ${JSON.stringify(is)}`)
  }
  if (becomes === undefined) delete (parent as Node)[key]
  else (parent as Node)[key] = becomes
}

/** What a JSON pointer (RFC 6901) points at, or undefined. */
export function at(document: Node, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((node, key) => Object(node)[key], document)
}

/** What a node is where it is a reference to somewhere else in the document. */
export function resolved(document: Node, node: unknown): Node {
  const { $ref } = Object(node)
  return typeof $ref === 'string' ? resolved(document, at(document, $ref.slice(1))) : Object(node)
}

/** The pointer of what holds a place, or of what holds that. */
export const parentOf = (pointer: string, levels = 1) => pointer.split('/').slice(0, -levels).join('/')

export const escaped = (key: string) => key.replaceAll('~', '~0').replaceAll('/', '~1')

const keysOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
