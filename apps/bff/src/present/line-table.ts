import type { LineKind, ReconciliationLine } from '@balcao/contracts'
import { byteOrderMark, dateTime, reais, rowOf } from './csv-cells.ts'

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

/** Lines of a reconciliation as a table for spreadsheets. */
export function createLineTable(timeZone: string) {
  return {
    heading: byteOrderMark + rowOf(columns.map(([heading]) => heading)),
    row: (line: ReconciliationLine): string => rowOf(columns.map(([, cell]) => cell(line, timeZone))),
  }
}
