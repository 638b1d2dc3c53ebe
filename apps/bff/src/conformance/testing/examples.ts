import { at, type Document, type Node, resolved } from './document.ts'
import { answerOf, bodyPointer, type OperationName, operationNames, pointerOf } from './operations.ts'

/** The tags of who receives, that this package and this sandbox speak; lotecobv and Pix Automático are not among them. */
const tags = ['Cob', 'CobV', 'PayloadLocation', 'Pix', 'Webhook', 'CobPayload']

/** The operations of these tags. */
export const coveredOperations = (document: Document): OperationName[] =>
  operationNames(document).filter((name) => {
    const { tags: of } = at(document, pointerOf(name)) as { tags?: string[] }
    return of?.some((tag) => tags.includes(tag))
  })

/** One JSON example of a body that the document gives, and the schema that it is an example of. */
export type Example = { name: string; schema: string; value: unknown }

/** Every one of the operations, each as often as it is used: one body is an example of several schemas. */
export function examplesOf(document: Document): Example[] {
  return coveredOperations(document).flatMap((name) => {
    const { responses } = at(document, pointerOf(name)) as { responses: Node }
    const body = bodyPointer(document, name)
    return [
      ...(body === undefined ? [] : examplesBeside(document, `${name} request`, body)),
      ...Object.keys(responses).flatMap((status) => {
        const { schema } = answerOf(document, name, Number(status)) ?? {}
        return schema === undefined ? [] : examplesBeside(document, `${name} ${status}`, schema)
      }),
    ]
  })
}

function examplesBeside(document: Document, name: string, schema: string): Example[] {
  const content = resolved(document, at(document, schema.replace(/\/schema$/, '')))
  const { example, examples = {} } = content as { example?: unknown; examples?: Node }
  const named = Object.entries(examples).map(([key, one]) => {
    const { value } = resolved(document, one)
    return { name: `${name} ${key}`, schema, value: written(document, value) }
  })
  return example === undefined ? named : [...named, { name, schema, value: written(document, example) }]
}

/** Examples quote each other by references and, in lists, by an allOf of one: what is meant is the example that is quoted. */
function written(document: Document, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => written(document, one))
  if (typeof value !== 'object' || value === null) return value
  const { $ref, allOf } = value as { $ref?: string; allOf?: unknown[] }
  if ($ref !== undefined) return written(document, at(document, $ref.slice(1)))
  if (allOf?.length === 1) return written(document, allOf[0])
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, written(document, one)]))
}
