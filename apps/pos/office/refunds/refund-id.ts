import type { Charge } from '@balcao/contracts'

/** RefundId is 35 at most (API Pix 2.9.0, DevolucaoId): the end of an endToEndId, which is its random part, and a number. */
const pixCharacters = 29

/**
 * The id of the next refund of a Pix, made of what is known of it and not by chance: two tabs, a reload, or a dialog that
 * is opened again after a lost answer all ask for the same refund. The next one has the next number.
 */
export const nextRefundId = ({ refunds }: Pick<Charge, 'refunds'>, endToEndId: string): string =>
  `${endToEndId.slice(-pixCharacters)}R${refunds.filter((refund) => refund.endToEndId === endToEndId).length + 1}`
