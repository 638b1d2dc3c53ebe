import { PixError, type PixErrorCode } from './errors.ts'

/** What a person behind the counter can do about an error, in Brazilian Portuguese. */
const sentences: Readonly<Record<PixErrorCode, string>> = {
  'invalid-operation':
    'O banco recusou a operação: confira os dados e a situação da cobrança antes de tentar de novo.',
  'not-found': 'O banco não conhece esse registro: confira se ele foi criado nesta conta e neste ambiente.',
  gone: 'Esse registro foi removido pelo banco: crie um novo.',
  'access-denied':
    'O banco não permite essa operação para esta conta: peça a liberação ao gerente ou ao suporte do banco.',
  'invalid-query': 'O banco recusou a consulta: confira o período e os filtros.',
  conflict:
    'O banco já tem um registro com esse identificador: consulte a situação dele antes de criar outro.',
  unauthorized: 'O banco não aceitou as credenciais: confira o client id, o segredo e o certificado.',
  'rate-limited': 'O banco pediu uma pausa: espere um minuto e tente de novo.',
  unavailable:
    'O banco não respondeu e a operação pode ter sido feita: consulte a situação antes de repetir.',
  'malformed-reply':
    'A resposta do banco não pôde ser entendida e a operação pode ter sido feita: consulte a situação antes de repetir.',
  'invalid-request': 'Há um dado que não pode ser enviado ao banco: corrija e tente de novo.',
  unsupported: 'Este banco não oferece essa função: use outra forma ou fale com o suporte do banco.',
}

/** The PSP's own words help with these; with the others they would only frighten. */
const quoted: ReadonlySet<PixErrorCode> = new Set([
  'invalid-operation',
  'access-denied',
  'invalid-query',
  'conflict',
])

/** The longest quotation: what fits a dialog. */
const quotationLimit = 200

/**
 * A sentence for a person; the field of ours that was wrong, and what the PSP said, only between quotation marks and
 * as plain text: whoever shows it must not read it as HTML.
 */
export function adviceFor(error: unknown): string {
  if (!(error instanceof PixError)) return sentences.unavailable
  const sentence = sentences[error.code]
  if (error.code === 'invalid-request' && error.field) return `${sentence} Campo: “${plain(error.field)}”.`
  const words = quoted.has(error.code) ? plain(error.problem?.detail ?? '') : ''
  return words === '' ? sentence : `${sentence} Resposta do banco: “${words}”.`
}

const plain = (text: string) =>
  Array.from(text.replace(/[\p{C}“”"<>\s]+/gu, ' ').trim())
    .slice(0, quotationLimit)
    .join('')
