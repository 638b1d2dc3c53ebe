import { type Document, type Node, resolved } from './document.ts'
import { type OperationName, operationNames } from './operations.ts'

/** A type of error that the document's prose describes (`info.description`, "Tratamento de erros"). */
export type ProblemType = { name: string; statuses: number[]; operations: readonly OperationName[] | 'all' }

/** Of `### \`Type\`` up to the next heading; those of the first section are of every operation and name none. */
export function problemTypes(document: Document): ProblemType[] {
  const prose = String(resolved(document, document.info).description)
  const known = new Set(operationNames(document))
  return [...prose.matchAll(/^### `(\w+)`$([\s\S]*?)(?=^##|$(?![\s\S]))/gm)].map(
    ([, name = '', text = '']) => {
      const [, codes = ''] = /__HTTP Status Code__:(.*)/.exec(text) ?? []
      const [, endpoints] = /__endpoints?__:(.*)/.exec(text) ?? []
      return {
        name,
        statuses: [...codes.matchAll(/\[(\d{3})/g)].map(([, code]) => Number(code)),
        operations: endpoints === undefined ? 'all' : operationsIn(endpoints, known),
      }
    },
  )
}

/** `[POST|PUT] /cob/{txid}` are two operations. It also names POST /cob that way, which has no txid. */
function operationsIn(endpoints: string, known: ReadonlySet<OperationName>): OperationName[] {
  return [...endpoints.matchAll(/\[?([A-Z|]+)\]? (\/[\w/{}]*)/g)].flatMap(([, methods = '', path = '']) =>
    methods.split('|').map((method) => {
      const name = `${method} ${path}`
      return known.has(name) ? name : name.replace(/\/\{\w+\}$/, '')
    }),
  )
}

const prefix = 'https://pix.bcb.gov.br/api/v2/error/'

/** What is wrong with a refusal's type and status, by the prose. */
export function checkProblem(
  types: readonly ProblemType[],
  operation: OperationName,
  status: number,
  body: Node,
): string[] {
  const type = types.find(({ name }) => body.type === prefix + name)
  if (!type) return [`the type ${body.type} is not in the document`]
  const complaints: string[] = []
  if (type.operations !== 'all' && !type.operations.includes(operation))
    complaints.push(`the type ${type.name} is not one of ${operation}`)
  // The document never says 401; a token that is none cannot be answered otherwise (RFC 6750 §3.1).
  const statuses = type.name === 'AcessoNegado' ? [...type.statuses, 401] : type.statuses
  if (!statuses.includes(status)) complaints.push(`${type.name} comes with ${statuses}, not with ${status}`)
  if (body.status !== status) complaints.push(`it says ${body.status} and is ${status}`)
  return complaints
}
