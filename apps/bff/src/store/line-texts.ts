/**
 * How a line of a reconciliation is asked for. There are four kinds of question, since what we have and what the PSP lists may each
 * be without the other: a Pix or a charge that it lists, with ours beside it, and one of ours that it does not list. Each has an
 * index of its own by time, so that no question reads more than its stretch of time.
 */

const sumOfRefunds = (where: string) =>
  `(SELECT coalesce(sum(refund.amount_cents), 0) FROM refund WHERE ${where})`
const returned = "refund.status = 'refunded'"
const taken = "refund.status <> 'not-realized'"
const ofPix = 'refund.end_to_end_id = here.end_to_end_id'
const ofCharge = 'refund.end_to_end_id IN (SELECT end_to_end_id FROM pix WHERE pix.txid = here.txid)'

/** One that was asked for after the PSP's list was, and that the PSP has not answered: nobody can say yet that it is not there. */
const isUnheard = `(refund.status = 'requested' AND
  refund.asked_at_ms >= (SELECT started_at_ms FROM reading WHERE reading.id = there.reading_id))`

/** Not realised is as if never asked for; asked for and processing are the same to whoever waits for the money. */
const hasOtherRefunds = `(EXISTS (
    SELECT 1 FROM refund WHERE ${ofPix} AND ${taken} AND NOT ${isUnheard} AND NOT EXISTS (
      SELECT 1 FROM psp_refund AS other WHERE other.end_to_end_id = there.end_to_end_id AND other.reading_id = there.reading_id
        AND other.id = refund.id AND other.amount_cents = refund.amount_cents AND other.status <> 'not-realized'
        AND (other.status = 'refunded') = (${returned}))
  ) OR EXISTS (
    SELECT 1 FROM psp_refund AS other WHERE other.end_to_end_id = there.end_to_end_id AND other.reading_id = there.reading_id
      AND other.status <> 'not-realized' AND NOT EXISTS (
        SELECT 1 FROM refund WHERE ${ofPix} AND refund.id = other.id AND ${taken})
  ))`

/** Pix Automático: what a recurrence has brought pays a charge of its own. */
const isOfRecurrence = 'EXISTS (SELECT 1 FROM recurrence_charge WHERE recurrence_charge.txid = here.txid)'

/** Without its type PostgreSQL takes it for a text, which no sum is made of. */
const noNumber = 'CAST(NULL AS BIGINT)'

/** The columns of every line, in one order. */
const pixColumns = {
  here: `here.amount_cents AS "hereCents", ${sumOfRefunds(`${ofPix} AND ${returned}`)} AS "hereRefundedCents",
    ${sumOfRefunds(`${ofPix} AND ${taken}`)} AS "hereTakenCents",
    charge.terminal_id AS "terminalId", charge.status AS "chargeStatus", here.heard_by AS "heardBy"`,
  hint: '(SELECT first_at_ms FROM pix_hint WHERE pix_hint.end_to_end_id =',
}
const chargeHere = `here.amount_cents AS "hereCents", ${sumOfRefunds(`${ofCharge} AND ${returned}`)} AS "hereRefundedCents",
  ${noNumber} AS "hereTakenCents", here.terminal_id AS "terminalId", here.status AS "chargeStatus", NULL AS "heardBy"`

/** `where` is over `there`, of one reading. */
export const pixThere = (where: string) => `
  SELECT 'pix' AS subject, there.end_to_end_id AS id, there.paid_at_ms AS "atMs", coalesce(here.txid, there.txid) AS txid,
    CASE WHEN here.end_to_end_id IS NULL THEN 'only-there'
         WHEN here.amount_cents <> there.amount_cents THEN 'different-amount'
         WHEN charge.txid IS NULL AND NOT ${isOfRecurrence} THEN 'without-charge'
         WHEN ${hasOtherRefunds} THEN 'refund-differs'
         ELSE 'matched' END AS kind,
    ${pixColumns.here}, there.amount_cents AS "thereCents",
    (SELECT coalesce(sum(one.amount_cents), 0) FROM psp_refund AS one WHERE one.end_to_end_id = there.end_to_end_id
       AND one.reading_id = there.reading_id AND one.status = 'refunded') AS "thereRefundedCents",
    ${pixColumns.hint} there.end_to_end_id) AS "webhookAtMs"
  FROM psp_pix AS there
  LEFT JOIN pix AS here ON here.end_to_end_id = there.end_to_end_id
  LEFT JOIN charge ON charge.txid = here.txid
  WHERE ${where}`

/** `where` is over `here`. */
export const pixHere = (where: string) => `
  SELECT 'pix' AS subject, here.end_to_end_id AS id, here.paid_at_ms AS "atMs", here.txid AS txid, 'only-here' AS kind,
    ${pixColumns.here}, ${noNumber} AS "thereCents", ${noNumber} AS "thereRefundedCents",
    ${pixColumns.hint} here.end_to_end_id) AS "webhookAtMs"
  FROM pix AS here
  LEFT JOIN charge ON charge.txid = here.txid
  WHERE ${where}`

const chargeDiffers = `(here.amount_cents <> there.amount_cents OR (there.status = 'concluded' AND here.status <> 'paid'))`
/** In a list only these: of charges that agree, the Pix is the line. One that another system made counts when somebody paid it. */
export const chargeDisagrees = `((here.txid IS NULL AND there.status = 'concluded') OR ${chargeDiffers})`

/** `where` is over `there`, of one reading, and may look at ours beside it. */
export const chargeThere = (where: string) => `
  SELECT 'charge' AS subject, there.txid AS id, there.created_at_ms AS "atMs", there.txid AS txid,
    CASE WHEN here.txid IS NULL THEN 'charge-only-there' WHEN ${chargeDiffers} THEN 'charge-differs' ELSE 'matched' END AS kind,
    ${chargeHere}, there.amount_cents AS "thereCents", there.refunded_cents AS "thereRefundedCents", ${noNumber} AS "webhookAtMs"
  FROM psp_charge AS there
  LEFT JOIN charge AS here ON here.txid = there.txid
  WHERE ${where}`

/** Only charges that the PSP once had: it gave them their code. Those with a due date are in a list of their own, which is not read: their Pix are. */
export const chargeHereAlone = (where: string) => `
  SELECT 'charge' AS subject, here.txid AS id, here.created_at_ms AS "atMs", here.txid AS txid, 'charge-only-here' AS kind,
    ${chargeHere}, ${noNumber} AS "thereCents", ${noNumber} AS "thereRefundedCents", ${noNumber} AS "webhookAtMs"
  FROM charge AS here
  WHERE here.copia_e_cola IS NOT NULL AND here.due_day IS NULL AND ${where}`
