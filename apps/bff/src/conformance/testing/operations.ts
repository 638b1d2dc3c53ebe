import { at, type Document, escaped, type Node, resolved } from './document.ts'

/** As `GET /cob/{txid}`. */
export type OperationName = string
export type Parameter = {
  name: string
  in: 'path' | 'query'
  required?: boolean
  pointer: string
  schema: Node
}

const methods = ['get', 'put', 'post', 'patch', 'delete']
/** Locations of QR Codes: on a host of their own in practice, or `GET /cob` would be the payload of a charge called cob. */
const isLocation = (path: string) => path.includes('UrlAccessToken}')

export function operationNames({ paths }: Document): OperationName[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** The operation that a request is of, and what its path says; undefined where the document has none. */
export function findOperation(document: Document, method: string, path: string) {
  const found = operationNames(document).flatMap((name) => {
    const template = pathOf(name)
    const values = name.startsWith(`${method} `) && !isLocation(template) ? match(template, path) : undefined
    return values ? [{ name, values }] : []
  })
  if (found.length > 1) throw new Error(`${method} ${path} is of ${found.map(({ name }) => name).join(', ')}`)
  return found[0]
}

function match(template: string, path: string): Record<string, string> | undefined {
  const [names, parts] = [template.split('/'), path.split('/')]
  if (names.length !== parts.length) return undefined
  const values: Record<string, string> = {}
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? ''
    if (name.startsWith('{')) values[name.slice(1, -1)] = decodeURIComponent(part)
    else if (name !== part) return undefined
  }
  return values
}

export const pathOf = (name: OperationName) => name.slice(name.indexOf(' ') + 1)

export const pointerOf = (name: OperationName) =>
  `/paths/${escaped(pathOf(name))}/${name.slice(0, name.indexOf(' ')).toLowerCase()}`

/** Of the path and of the operation. */
export function parametersOf(document: Document, name: OperationName): Parameter[] {
  const places = [`/paths/${escaped(pathOf(name))}`, pointerOf(name)]
  return places.flatMap((place) => {
    const given = at(document, `${place}/parameters`) as Node[] | undefined
    return (given ?? []).map((parameter, index) => {
      const { $ref } = parameter as { $ref?: string }
      const pointer = `${$ref?.slice(1) ?? `${place}/parameters/${index}`}/schema`
      const { schema, ...rest } = resolved(document, parameter)
      return { ...(rest as Pick<Parameter, 'name' | 'in'>), pointer, schema: resolved(document, schema) }
    })
  })
}

/** Where the schema of a request's JSON body is; undefined where there is no body. */
export function bodyPointer(document: Document, name: OperationName): string | undefined {
  const place = `${pointerOf(name)}/requestBody`
  const body = at(document, place) as { $ref?: string } | undefined
  return body && `${body.$ref?.slice(1) ?? place}/content/application~1json/schema`
}

/** What the document says of an answer with this status; undefined where it does not declare it. */
export function answerOf(document: Document, name: OperationName, status: number) {
  const place = `${pointerOf(name)}/responses/${status}`
  const given = at(document, place) as { $ref?: string } | undefined
  if (!given) return undefined
  const pointer = given.$ref?.slice(1) ?? place
  const { content = {}, headers = {} } = resolved(document, given) as { content?: Node; headers?: Node }
  const [mediaType] = Object.keys(content)
  return {
    ...(mediaType && { mediaType, schema: `${pointer}/content/${escaped(mediaType)}/schema` }),
    headers: Object.keys(headers).map((name) => ({ name, schema: `${pointer}/headers/${name}/schema` })),
  }
}

export const successesOf = (document: Document, name: OperationName): number[] =>
  Object.keys(Object(at(document, `${pointerOf(name)}/responses`)))
    .map(Number)
    .filter((status) => status < 300)
