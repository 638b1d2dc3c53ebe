import type { ChargeTry, Recurrence, RecurrenceCharge } from '@balcao/domain'
import type { Value } from './database.ts'

/** Rows into what the rules know, and back. */

export const recurrenceColumns = `recurrence_id, version, status, terminal_id, txid, contract, object, debtor_name, debtor_document, frequency,
  first_day, last_day, fixed_cents, minimum_cents, retry_policy, loc_id, psp_id, code_alone, code_with_charge, journey, end_kind, end_by,
  end_code, end_text, created_at_ms, ending`

export type RecurrenceRow = {
  recurrence_id: string
  version: number
  status: Recurrence['status']
  terminal_id: string
  txid: string | null
  contract: string
  object: string | null
  debtor_name: string
  debtor_document: string
  frequency: Recurrence['terms']['frequency']
  first_day: string
  last_day: string | null
  fixed_cents: number | null
  minimum_cents: number | null
  retry_policy: Recurrence['terms']['retryPolicy']
  loc_id: number | null
  psp_id: string | null
  code_alone: string | null
  code_with_charge: string | null
  journey: Recurrence['journey']
  end_kind: NonNullable<Recurrence['end']>['kind'] | null
  end_by: NonNullable<Recurrence['end']>['by']
  end_code: string | null
  end_text: string | null
  created_at_ms: number
  ending: Recurrence['ending']
}

export const toRecurrence = (row: RecurrenceRow): Recurrence => ({
  recurrenceId: row.recurrence_id,
  version: row.version,
  status: row.status,
  terminalId: row.terminal_id,
  txid: row.txid,
  terms: {
    object: row.object,
    contract: row.contract,
    frequency: row.frequency,
    firstDay: row.first_day,
    lastDay: row.last_day,
    fixedCents: row.fixed_cents,
    minimumCents: row.minimum_cents,
    retryPolicy: row.retry_policy,
  },
  debtor: { name: row.debtor_name, document: row.debtor_document },
  locId: row.loc_id,
  idRec: row.psp_id,
  codes: { alone: row.code_alone, withCharge: row.code_with_charge },
  journey: row.journey,
  end: row.end_kind && { kind: row.end_kind, by: row.end_by, code: row.end_code, text: row.end_text },
  ending: row.ending,
  createdAtMs: row.created_at_ms,
})

/** In the order of the columns. */
export const fromRecurrence = ({ terms, debtor, codes, end, ...rest }: Recurrence): Value[] => [
  ...[rest.recurrenceId, rest.version, rest.status, rest.terminalId, rest.txid],
  ...[terms.contract, terms.object, debtor.name, debtor.document, terms.frequency],
  ...[terms.firstDay, terms.lastDay, terms.fixedCents, terms.minimumCents, terms.retryPolicy],
  ...[rest.locId, rest.idRec, codes.alone, codes.withCharge, rest.journey],
  ...[
    end?.kind ?? null,
    end?.by ?? null,
    end?.code ?? null,
    end?.text ?? null,
    rest.createdAtMs,
    rest.ending,
  ],
]

export const chargeColumns =
  'txid, recurrence_id, version, status, amount_cents, due_day, info, tries, end_code, refusal, created_at_ms'

export type ChargeRow = {
  txid: string
  recurrence_id: string
  version: number
  status: RecurrenceCharge['status']
  amount_cents: number
  due_day: string
  info: string | null
  tries: string
  end_code: string | null
  refusal: string | null
  created_at_ms: number
}

export const toRecurrenceCharge = (row: ChargeRow): RecurrenceCharge => ({
  txid: row.txid,
  recurrenceId: row.recurrence_id,
  version: row.version,
  status: row.status,
  amountCents: row.amount_cents,
  dueDay: row.due_day,
  info: row.info,
  tries: JSON.parse(row.tries) as ChargeTry[],
  endCode: row.end_code,
  refusal: row.refusal,
  createdAtMs: row.created_at_ms,
})
