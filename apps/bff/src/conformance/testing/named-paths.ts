import type { Node } from './document.ts'

/** Every property that a schema names, at any depth, as `valor.retirada.saque.valor`; lists add nothing to the path. */
export function pathsNamed(schema: Node, prefix = ''): string[] {
  const {
    properties = {},
    items,
    allOf = [],
    oneOf = [],
    anyOf = [],
  } = schema as {
    properties?: Record<string, Node>
    items?: Node
    allOf?: Node[]
    oneOf?: Node[]
    anyOf?: Node[]
  }
  const paths = [
    ...Object.entries(properties).flatMap(([name, part]) => [
      `${prefix}${name}`,
      ...pathsNamed(part, `${prefix}${name}.`),
    ]),
    ...[...(items ? [items] : []), ...allOf, ...oneOf, ...anyOf].flatMap((part) => pathsNamed(part, prefix)),
  ]
  return [...new Set(paths)]
}

/** The same of a value: what of it is there. */
export function pathsIn(value: unknown, prefix = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsIn(one, prefix))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => [
    `${prefix}${name}`,
    ...pathsIn(part, `${prefix}${name}.`),
  ])
}
