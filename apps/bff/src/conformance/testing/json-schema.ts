import { Ajv2019, type ValidateFunction } from 'ajv/dist/2019.js'
import formats from 'ajv-formats'
import { at, type Document, type Node } from './document.ts'

/** Holds a value against the schema at a place of the document and says what is wrong with it, in no words when nothing is. */
export type Judge = (pointer: string, value: unknown, openness: Openness) => string[]

/** `closed` allows no property that the schema does not name; JSON Schema by itself allows any. */
export type Openness = 'open' | 'closed'

export function createJudge(document: Document): Judge {
  const ajv = new Ajv2019({ strict: false, allErrors: true })
  formats.default(ajv)
  const compiled = new Map<string, ValidateFunction>()

  return (pointer, value, openness) => {
    const key = `${openness} ${pointer}`
    const validate = compiled.get(key) ?? ajv.compile(jsonSchema(document, at(document, pointer), openness))
    compiled.set(key, validate)
    if (validate(value)) return []
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || 'the whole'} ${message} ${JSON.stringify(params)}`,
    )
  }
}

const combinations = ['allOf', 'oneOf', 'anyOf'] as const

/** A schema of OpenAPI 3.0 as one of JSON Schema 2019-09, its references written out. */
export function jsonSchema(document: Document, schema: unknown, openness: Openness): Node {
  const close = (node: Node) =>
    openness === 'closed' && namesProperties(node) ? { ...node, unevaluatedProperties: false } : node

  /** A whole value; only here can be said what else it may hold, since a part of allOf does not see its neighbours. */
  const whole = (node: unknown): Node => close(part(node))

  function part(node: unknown): Node {
    const { $ref, ...rest } = Object(node)
    // Beside a reference nothing counts (OpenAPI 3.0.0, Reference Object).
    if (typeof $ref === 'string') return part(at(document, $ref.slice(1)))
    const built: Node = { ...rest }
    if (rest.properties) built.properties = mapValues(rest.properties, whole)
    if (rest.items) built.items = whole(rest.items)
    if (typeof rest.pattern === 'string') built.pattern = `^(?:${rest.pattern})$`
    for (const name of combinations) if (rest[name]) built[name] = rest[name].map(part)
    return built
  }
  return whole(schema)
}

const namesProperties = (node: Node): boolean =>
  node.properties !== undefined ||
  combinations.some((name) => (node[name] as Node[] | undefined)?.some(namesProperties))

const mapValues = (node: Node, map: (value: unknown) => Node): Node =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, map(value)]))
