import type { ShiftDifferenceKind, ShiftDoer, ShiftReport } from '@balcao/contracts'
import { byteOrderMark, dateTime, reais, rowOf } from '../present/csv-cells.ts'

/** The words of the office's screens: whoever holds the two beside each other finds the same line by the same name. */
const differences: Record<ShiftDifferenceKind, string> = {
  'only-here': 'Só aqui',
  'only-there': 'Só no banco',
  'different-amount': 'Valor diferente',
  'refund-differs': 'Devolução diferente',
}
const flagWords = {
  refused: 'recusada pelo banco',
  late: 'paga depois do prazo',
  underpaid: 'recebido a menos',
  overpaid: 'recebido a mais',
  duplicate: 'paga em dobro',
} as const

/** What every line may have; cents as integers. */
type Row = {
  at: string
  line: string
  endToEndId: string
  txid: string | null
  there?: number | null
  thereRefunded?: number | null
  here?: number | null
  hereRefunded?: number | null
  by?: ShiftDoer | null
  marks?: string
  ofShift?: number | null
}
const columns: readonly [heading: string, cell: (row: Row, timeZone: string) => string | null | undefined][] =
  [
    ['Data e hora', ({ at }, timeZone) => dateTime(at, timeZone)],
    ['Linha', ({ line }) => line],
    ['Recebido no banco', ({ there }) => reais(there)],
    ['Devolvido no banco', ({ thereRefunded }) => reais(thereRefunded)],
    ['Recebido aqui', ({ here }) => reais(here)],
    ['Devolvido aqui', ({ hereRefunded }) => reais(hereRefunded)],
    ['EndToEndId', ({ endToEndId }) => endToEndId],
    ['TxID', ({ txid }) => txid],
    ['Operador', ({ by }) => by?.name],
    ['Marcas', ({ marks }) => marks],
    ['Turno da venda', ({ ofShift }) => ofShift?.toString()],
  ]

/** The closing report line by line: every Pix, every refund, and what the ledger says otherwise. */
export function shiftTable({ pix, refunds, differences: found, shop }: ShiftReport): string {
  const rows: Row[] = [
    ...pix.map(({ paidAt, amountCents, flags, ...one }) => ({
      ...one,
      ...{
        at: paidAt,
        line: 'Pix',
        there: amountCents,
        marks: flags.map((flag) => flagWords[flag]).join(', '),
      },
    })),
    ...refunds.map(({ askedAt, amountCents, ...one }) => ({
      ...one,
      ...{ at: askedAt, line: 'Devolução', thereRefunded: amountCents },
    })),
    ...found.map((one) => ({
      ...{ at: one.paidAt, line: differences[one.kind], endToEndId: one.endToEndId, txid: one.txid },
      ...{ there: one.thereCents, thereRefunded: one.thereRefundedCents },
      ...{ here: one.hereCents, hereRefunded: one.hereRefundedCents },
    })),
  ]
  const lines = rows.map((row) => rowOf(columns.map(([, cell]) => cell(row, shop.timeZone))))
  return byteOrderMark + rowOf(columns.map(([heading]) => heading)) + lines.join('')
}
