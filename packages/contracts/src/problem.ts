import * as z from 'zod/mini'

/**
 * Every problem the BFF can name, with its HTTP status. `type` on the wire is `/problems/{name}` (RFC 9457).
 * The screens turn the name into words; the names are stable.
 */
export const problems = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'unsupported-media-type': { status: 415, title: 'Send application/json' },
  'body-too-large': { status: 413, title: 'The body is larger than this door takes' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'charge-not-found': { status: 404, title: 'No charge has this txid' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'wrong-host': { status: 421, title: 'This server does not answer to that name' },
  'cross-origin': { status: 403, title: 'Another site may not do this' },
  unauthenticated: { status: 401, title: 'Nobody is signed in' },
  forbidden: { status: 403, title: 'This may not be done from here' },
  'other-terminal': { status: 403, title: 'This belongs to another terminal' },
  'wrong-pin': { status: 403, title: 'The PIN is not right' },
  'locked-out': { status: 429, title: 'Too many wrong guesses' },
  'approval-needed': { status: 403, title: 'This refund needs a manager' },
  'already-set-up': { status: 409, title: 'This shop is set up already' },
  'shop-not-found': { status: 404, title: 'No shop has this id' },
  'device-not-found': { status: 404, title: 'No device has this id' },
  'name-taken': { status: 409, title: 'Somebody has this name already' },
  'last-administrator': { status: 409, title: 'Somebody has to administer the shop' },
  'pairing-over': { status: 409, title: 'There is no such pairing now' },
  'txid-reused': { status: 409, title: 'This txid already belongs to another charge' },
  'pix-not-found': { status: 404, title: 'No Pix has this endToEndId' },
  'line-not-found': { status: 404, title: 'No line of a reconciliation has this id' },
  'period-not-read': { status: 409, title: 'These days have not been read at the PSP yet' },
  'charge-not-paid': { status: 409, title: 'The charge is not paid' },
  'receipt-not-found': { status: 404, title: 'There is no receipt at this address' },
  'shift-not-found': { status: 404, title: 'No shift has this id' },
  'shift-open': { status: 409, title: 'Somebody else has opened a shift at this terminal' },
  'shift-not-counted': { status: 409, title: 'The PSP has not been read for this shift yet' },
  'report-altered': { status: 409, title: 'This report is not the one that was written' },
  'already-closed': { status: 409, title: 'The charge is already closed' },
  'not-refundable': { status: 409, title: 'There is not this much left to return' },
  'refund-id-reused': { status: 409, title: 'This refund id already belongs to another refund' },
  'code-refused': { status: 422, title: 'This code is not shown, because it cannot be trusted' },
  'limit-below-value': { status: 409, title: 'With this limit no charge would ever be paid' },
  'proposal-over': { status: 409, title: 'This proposal cannot be answered any more' },
  'recurrence-not-found': { status: 404, title: 'No recurrence has this id' },
  'no-recurrences': { status: 404, title: 'The PSP has no Pix Automático' },
  'recurrence-charge-not-found': { status: 404, title: 'No charge of this recurrence has this txid' },
  'recurrence-id-reused': { status: 409, title: 'This id already belongs to another recurrence' },
  'recurrence-not-approved': { status: 409, title: 'No payer has agreed to this recurrence' },
  'recurrence-over': { status: 409, title: 'This recurrence has ended' },
  'billing-not-found': { status: 404, title: 'No billing has this txid' },
  'too-late': { status: 409, title: 'The time for this is over' },
  'deed-reused': { status: 409, title: 'This id already belongs to another deed' },
  'account-refused': { status: 422, title: "The account's provider refused this" },
  'account-unavailable': { status: 503, title: "The account's provider does not answer" },
  'no-account': { status: 404, title: 'This shop pays from no account' },
  'psp-refused': { status: 422, title: 'The PSP refused this' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'too-many-streams': { status: 503, title: 'Too many screens are connected' },
  'psp-unavailable': { status: 503, title: 'The PSP does not answer' },
  'store-unavailable': { status: 503, title: 'The ledger cannot be written' },
  stopping: { status: 503, title: 'The server is stopping' },
  internal: { status: 500, title: 'This failed on our side' },
} as const satisfies Record<string, { status: number; title: string }>
export type ProblemName = keyof typeof problems

/** application/problem+json. `errors` names each field that is wrong and says what to do. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
})
export type Problem = z.infer<typeof Problem>

export const problemType = (name: ProblemName) => `/problems/${name}`

/**
 * The name inside a `type`, or undefined where the answer is none of ours (a proxy's page). It is not looked up, since the table would be 2 KB
 * on every screen: a name of another version is possible, and whoever has words by name needs some for the rest.
 */
export function problemName({ type }: Problem): ProblemName | undefined {
  return type.startsWith('/problems/') ? (type.slice('/problems/'.length) as ProblemName) : undefined
}
