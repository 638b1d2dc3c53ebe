import { Charge } from '@balcao/contracts'
import type { Answer } from '../shop.ts'

/** A request as a till keeps it until it is answered: every retry repeats it. */
export type Request = { method: 'PUT' | 'POST'; path: string; body?: object }
export type Journal = ReturnType<typeof createJournal>

/**
 * What was asked for, and what the BFF has answered with 2xx: from then on it is held to it, whatever happens to its process. Kept by
 * whoever asked, so it survives everything that the BFF does not.
 */
export function createJournal() {
  const asked = new Map<string, number>()
  const told = new Map<string, Charge>()
  const refunds = new Map<string, { txid: string; amountCents: number }>()
  const paid = new Map<string, { txid: string; amountCents: number }>()
  const askedRefunds = new Map<string, number>()
  const refused = new Set<string>()
  const takenTwice = new Set<string>()
  const unanswered = new Set<Request>()
  let acknowledged = 0
  const awaited = new Map<number, () => void>()

  return {
    /** Cents of every sale for which a PUT was ever sent, by txid. */
    asked,
    /** The furthest that each charge was told to be, by txid. */
    told,
    /** Cents of every refund for which a PUT was ever sent, by id. */
    askedRefunds,
    /** Refunds that were taken, by id. */
    refunds,
    /** What customers have paid, by endToEndId. The PSP has it, whoever knows of it. */
    paid,
    /** Sales of which a till was told that the PSP does not want them. */
    refused,
    /** Sales under whose txid another amount was taken as well. */
    takenTwice,
    /** Requests to be repeated, as nobody knows what came of them. */
    unanswered,
    /** Answers with 2xx to requests that change something. */
    get acknowledged() {
      return acknowledged
    },

    /** Notes a 2xx. Answers may come in another order than they were given: the highest version is the latest. */
    acknowledge(charge: Charge) {
      acknowledged += 1
      const before = told.get(charge.txid)
      if (before === undefined || before.version <= charge.version) told.set(charge.txid, charge)
      awaited.get(acknowledged)?.()
    },
    /** Does something in the very moment in which so many more have been read. Answers with what calls it off. */
    afterAcknowledgements(more: number, act: () => void): () => void {
      const count = acknowledged + more
      awaited.set(count, act)
      return () => awaited.delete(count)
    },
    acknowledgeRefund(id: string, refund: { txid: string; amountCents: number }) {
      refunds.set(id, refund)
    },
  }
}

/** Notes what came of a request that was answered. Answers with the charge where it was taken. */
export function note(journal: Journal, { path }: Request, answer: Exclude<Answer, 'no-answer'>) {
  const txid = /^\/api\/charges\/(\w+)$/.exec(path)?.[1]
  // Too many at once is said of the till and not of the sale.
  if (txid !== undefined && answer.status > 299 && answer.status !== 429) journal.refused.add(txid)
  if (answer.status > 299) return undefined
  const charge = Charge.parse(answer.json)
  journal.acknowledge(charge)
  const refundId = /\/refunds\/(\w+)$/.exec(path)?.[1]
  const taken = charge.refunds.find(({ id }) => id === refundId)
  if (taken !== undefined)
    journal.acknowledgeRefund(taken.id, { txid: charge.txid, amountCents: taken.amountCents })
  return charge
}
