/** What went back, or is on its way back, of a Pix. Times in ms. */
export type Refund = {
  id: string
  rtrId: string
  amountCents: number
  natureza: Nature
  descricao?: string
  status: 'EM_PROCESSAMENTO' | 'DEVOLVIDO' | 'NAO_REALIZADO'
  motivo?: string
  requestedAt: number
  /** When and how the arrangement will answer; absent = never by itself. */
  plan?: { settleAt: number; outcome: RefundOutcome }
  settledAt?: number
}
/** The first two are asked for by who received; the others come from the bank, by the MED (API Pix 2.9.0, DevolucaoNatureza). */
export const natures = ['ORIGINAL', 'RETIRADA', 'MED_OPERACIONAL', 'MED_FRAUDE'] as const
export type Nature = (typeof natures)[number]
export type RefundOutcome = 'DEVOLVIDO' | 'NAO_REALIZADO'
