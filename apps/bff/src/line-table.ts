import type { LineKind, ReconciliationLine } from '@balcao/contracts'
import { wallTime } from '@balcao/domain'

/**
 * Lines as a table for the spreadsheets of Brazilian accountants: UTF-8 that says so, semicolons, decimal commas, dates by the
 * shop's clock. A cell never begins as a formula does, since a payer's or a person's text may be in it (OWASP, CSV Injection).
 */
const byteOrderMark = '\uFEFF'

/** The words of the office's screens: whoever holds the two beside each other finds the same line by the same name. */
const kinds: Record<LineKind, string> = {
  matched: 'Confere',
  'only-here': 'Só aqui',
  'only-there': 'Só no banco',
  'different-amount': 'Valor diferente',
  'without-charge': 'Pix sem venda',
  'refund-differs': 'Devolução diferente',
  'charge-only-here': 'Cobrança só aqui',
  'charge-only-there': 'Cobrança só no banco',
  'charge-differs': 'Cobrança diferente',
}
const statuses = {
  opening: 'Verificando',
  awaiting: 'Aguardando',
  paid: 'Pago',
  expired: 'Expirada',
  cancelled: 'Cancelada',
} as const
const ways = {
  webhook: 'Aviso do banco',
  sweep: 'Consulta periódica',
  asking: 'Consulta da venda',
} as const

type Column = [
  heading: string,
  cell: (line: ReconciliationLine, timeZone: string) => string | null | undefined,
]
const columns: readonly Column[] = [
  ['Data e hora', ({ at }, timeZone) => dateTime(at, timeZone)],
  ['Situação', ({ kind }) => kinds[kind]],
  ['Valor aqui', ({ here }) => reais(here?.amountCents)],
  ['Devolvido aqui', ({ here }) => reais(here?.refundedCents)],
  ['Valor no banco', ({ there }) => reais(there?.amountCents)],
  ['Devolvido no banco', ({ there }) => reais(there?.refundedCents)],
  ['EndToEndId', ({ endToEndId }) => endToEndId],
  ['TxID', ({ txid }) => txid],
  ['Caixa', ({ here }) => here?.terminalId],
  ['Cobrança', ({ here }) => here?.status && statuses[here.status]],
  ['Aviso do banco', ({ webhookAt }, timeZone) => webhookAt && dateTime(webhookAt, timeZone)],
  ['Soubemos por', ({ heardBy }) => heardBy && ways[heardBy]],
  [
    'Anotações',
    ({ notes }) => notes.map(({ text, txid }) => (txid === null ? text : `${text} (${txid})`)).join(' | '),
  ],
]

export function createLineTable(timeZone: string) {
  return {
    heading: `${byteOrderMark}${columns.map(([heading]) => cellOf(heading)).join(';')}\r\n`,
    row: (line: ReconciliationLine): string =>
      `${columns.map(([, cell]) => cellOf(cell(line, timeZone) ?? '')).join(';')}\r\n`,
  }
}

function cellOf(text: string): string {
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[;"\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Cents are put behind a comma as digits: nothing is divided. */
function reais(cents: number | undefined): string | undefined {
  if (cents === undefined) return undefined
  const digits = String(cents).padStart(3, '0')
  return `${digits.slice(0, -2)},${digits.slice(-2)}`
}

function dateTime(instant: string, timeZone: string): string {
  const { day, time } = wallTime(Date.parse(instant), timeZone)
  return `${day.split('-').reverse().join('/')} ${time}`
}
