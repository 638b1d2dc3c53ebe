import { type Document, type Node, readDocument } from './document.ts'
import { createJudge, type Judge } from './json-schema.ts'
import {
  answerOf,
  bodyPointer,
  findOperation,
  type OperationName,
  type Parameter,
  parametersOf,
} from './operations.ts'
import { checkProblem, problemTypes } from './problem-types.ts'

/** As it goes over the wire; `path` is below the prefix of the API and holds the query. */
export type Request = {
  method: string
  path: string
  headers?: Readonly<Record<string, string>>
  body?: string
}
export type Answer = { status: number; headers: Readonly<Record<string, unknown>>; body: string }

/** Says what in a request or an answer is not as the Central Bank's document has it; nothing when all is. */
export function createChecker(document: Document = readDocument()) {
  const judge = createJudge(document)
  const types = problemTypes(document)

  return {
    document,
    judge,

    operation: ({ method, path }: Request): OperationName | undefined =>
      findOperation(document, method, path.split('?')[0] ?? '')?.name,

    request({ method, path, headers = {}, body }: Request): string[] {
      const [route = '', query = ''] = path.split('?')
      const found = findOperation(document, method, route)
      if (!found) return [`the document has no ${method} ${route}`]
      const asked = new URLSearchParams(query)
      const parameters = parametersOf(document, found.name)
      const known = new Set(parameters.map(({ name }) => name))
      const schema = bodyPointer(document, found.name)
      return [
        ...parameters.flatMap((parameter) =>
          checkParameter(
            judge,
            parameter,
            parameter.in === 'path' ? [found.values[parameter.name]] : asked.getAll(parameter.name),
          ),
        ),
        ...[...asked.keys()].filter((name) => !known.has(name)).map((name) => `no parameter ${name} exists`),
        ...(schema === undefined
          ? body === undefined
            ? []
            : ['it has no body']
          : checkJson(judge, schema, 'application/json', { headers, body: body ?? '' })),
      ]
    },

    answer(operation: OperationName, { status, headers, body }: Answer): string[] {
      const declared = answerOf(document, operation, status)
      if (status >= 400) {
        const json = checkJson(judge, '/components/schemas/Problema', 'application/problem+json', {
          headers,
          body,
        })
        return json.length > 0 ? json : checkProblem(types, operation, status, JSON.parse(body))
      }
      if (!declared) return [`${operation} has no answer ${status}`]
      const { mediaType, schema } = declared
      return [
        ...declared.headers.flatMap(({ name, schema }) => judge(schema, headers[name], 'closed')),
        ...(mediaType && schema
          ? checkJson(judge, schema, mediaType, { headers, body })
          : body === ''
            ? []
            : [`${operation} has no body with ${status}`]),
      ]
    },
  }
}

function checkParameter(judge: Judge, parameter: Parameter, texts: (string | undefined)[]): string[] {
  const { name, required, pointer, schema } = parameter
  const [text, second] = texts
  if (text === undefined) return required ? [`the parameter ${name} is missing`] : []
  if (second !== undefined) return [`the parameter ${name} comes twice`]
  return judge(pointer, fromText(text, schema), 'closed').map(
    (complaint) => `parameter ${name}: ${complaint}`,
  )
}

/** In a URL all is text; what is no such number or word stays text, and is then of the wrong type. */
function fromText(text: string, { type }: Node): unknown {
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text)
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

/** A signed payload is held against the schema by its claims. */
function checkJson(
  judge: Judge,
  schema: string,
  mediaType: string,
  { headers, body }: Pick<Answer, 'headers' | 'body'>,
): string[] {
  const type = String(headers['content-type']).split(';')[0]
  if (type !== mediaType) return [`its media type is ${type}, not ${mediaType}`]
  let value: unknown
  try {
    value = JSON.parse(mediaType === 'application/jose' ? claimsOf(body) : body)
  } catch {
    return ['its body is not JSON']
  }
  return judge(schema, value, 'closed')
}

const claimsOf = (jws: string) => Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()
