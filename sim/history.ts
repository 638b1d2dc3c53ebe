/** One press of "Cobrar", whatever became of it. `by` is as the audit names people. */
export type Press = { txid: string; terminalId: string; amountCents: number; by: string }

/** A recurrence that was offered, and what was to be charged by it, in cents. */
export type Offer = { recurrenceId: string; contract: string; charges: Map<string, number> }

/** What was asked and what was promised: the invariants hold the world to it. */
export type History = {
  presses: Press[]
  /** Charges and refunds that some answer called accepted. */
  acceptedCharges: Map<string, Press>
  acceptedRefunds: Map<string, { txid: string; amountCents: number }>
  /** Ids of refunds that somebody asked for at this shop, and who. */
  askedRefunds: Map<string, string>
  /** Ids of refunds that were made in the bank's own app, or by the bank. */
  refundsElsewhere: Set<string>
  /** Bodies that the PSP was told were kept. */
  acceptedWebhooks: string[]
  /** Charges that a till was told had come to nothing, and why. */
  refused: Map<string, 'refused' | 'withdrawn'>
  /** Who has asked for anything about which charge: `deedOf`. */
  deeds: Set<string>
  offers: Offer[]
  /** How often somebody wished for a shift at each terminal, and the shifts of which was told that they are open, or over. */
  shiftWishes: Map<string, number>
  /** What a payer has agreed to, in cents and by the id of the consent; and what nobody agrees to once more. */
  consents: Map<string, number>
  agreedTo: Set<string>
  acceptedShifts: Map<string, 'open' | 'ended'>
  /** Every line that a BFF has logged, in whichever of its lives. */
  log: string[]
}

export const deedOfRecurrence = (by: string, recurrenceId: string) => `${by} recurrence:${recurrenceId}`
export const deedOfPayer = (by: string, deedId: string) => `${by} payer-deed:${deedId}`
export const deedOfShift = (by: string, shiftId: string) => `${by} shift:${shiftId}`
export const deedOf = (by: string, txid: string) => `${by} charge:${txid}`
