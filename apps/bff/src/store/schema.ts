import type { Generated } from 'kysely'

/** The tables of migrations/, as rows. */
export type Tables = {
  charge: {
    txid: string
    terminal_id: string
    amount_cents: number
    description: string | null
    version: number
    status: string
    pending: string | null
    created_at_ms: number
    expires_at_ms: number | null
    copia_e_cola: string | null
    flags: string
    psp_request: string
  }
  pix: {
    end_to_end_id: string
    txid: string | null
    amount_cents: number
    paid_at_ms: number
    heard_at_ms: number
    heard_by: string
  }
  refund: {
    end_to_end_id: string
    id: string
    txid: string
    amount_cents: number
    status: string
    reason: string | null
    asked_at_ms: number
  }
  terminal: { terminal_id: string; current_txid: string | null }
  inbox: { id: Generated<number>; received_at_ms: number; body: string; handled_at_ms: number | null }
  sweep: { id: number; covered_until_ms: number }
}
