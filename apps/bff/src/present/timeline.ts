import type { Doer, Timeline, TimelineEvent } from '@balcao/contracts'
import type { SaleDeed, SaleFacts } from '../store/timelines.ts'
import { iso } from './charges.ts'

type Moment = { atMs: number; event: TimelineEvent }

/**
 * How a sale went, from what the ledger has of it and nothing else. The bank's instants and the screen's are by the PSP's clock; what was
 * written down by this machine's is moved by `offsetMs`, which is how far the PSP's is ahead of it.
 */
export function presentTimeline(facts: SaleFacts, offsetMs: number): Timeline {
  const { charge } = facts
  const moments = [
    created(facts),
    ...facts.paintings.map(painted),
    ...charge.payments.map(({ endToEndId, amountCents, paidAtMs }) =>
      moment(paidAtMs, { kind: 'paid', at: iso(paidAtMs), endToEndId, amountCents }),
    ),
    ...heard(facts, offsetMs),
    ...facts.deeds.flatMap((deed) => told(deed, facts, deed.atMs + offsetMs)),
  ]
  // The order in which they are listed above is the order of those that share an instant.
  const events = moments.sort((a, b) => a.atMs - b.atMs).map(({ event }) => event)
  const waitedMs = settledToPaintedMs(facts)
  return {
    txid: charge.txid,
    events,
    settledToPaintedMs: waitedMs !== null && waitedMs >= 0 ? waitedMs : null,
    isClockOff: (waitedMs ?? 0) < 0 || isOutOfOrder(facts, offsetMs),
  }
}

const moment = (atMs: number, event: TimelineEvent): Moment => ({ atMs, event })

const created = (facts: SaleFacts): Moment => {
  const { createdAtMs, amountCents } = facts.charge
  return moment(createdAtMs, {
    kind: 'created',
    at: iso(createdAtMs),
    by: doerOf(facts.madeBy, facts.names),
    amountCents,
  })
}

const painted = ({ what, atMs }: SaleFacts['paintings'][number]): Moment =>
  moment(atMs, { kind: what === 'code' ? 'code-painted' : 'paid-painted', at: iso(atMs) })

function heard({ charge, heard: known }: SaleFacts, offsetMs: number): Moment[] {
  return charge.payments.flatMap(({ endToEndId, amountCents }) => {
    const found = known.find((one) => one.endToEndId === endToEndId)
    if (found === undefined) return []
    const atMs = found.heardAtMs + offsetMs
    return moment(atMs, { kind: 'heard', at: iso(atMs), endToEndId, amountCents, heardBy: found.heardBy })
  })
}

function told({ actor, action, detail }: SaleDeed, { names, allowed }: SaleFacts, atMs: number): Moment[] {
  const by = doerOf(actor, names)
  const at = iso(atMs)
  if (action === 'receipt-printed') return [moment(atMs, { kind: 'receipt-printed', at, by })]
  const { to, pending, expiresAtMs, refunds = [] } = detail
  const events: TimelineEvent[] = refunds.map(({ id, amountCents, status }) => {
    const allowedBy = status === 'requested' ? names.get(allowed.get(id) ?? '') : undefined
    return {
      ...{ kind: 'refund', at, by, refundId: id, amountCents, status },
      ...(allowedBy !== undefined && { allowedBy }),
    }
  })
  if (pending === 'cancel') events.push({ kind: 'cancel-asked', at, by })
  if (to === 'cancelled') events.push({ kind: 'cancelled', at })
  if (to === 'expired') events.push({ kind: 'expired', at })
  if (to === undefined && typeof expiresAtMs === 'number')
    events.push({ kind: 'extended', at, by, expiresAt: iso(expiresAtMs) })
  return events.map((event) => moment(atMs, event))
}

/** From the payment that made the amount whole to the screen that says "Pago". */
function settledToPaintedMs({ charge, paintings }: SaleFacts): number | null {
  const shown = paintings.find(({ what }) => what === 'paid')
  let sumCents = 0
  const whole = charge.payments.find(({ amountCents }) => {
    sumCents += amountCents
    return sumCents >= charge.amountCents
  })
  return shown === undefined || whole === undefined ? null : shown.atMs - whole.paidAtMs
}

/** Nothing is heard before it happens, and no code is shown before its sale is made. */
function isOutOfOrder({ charge, heard, paintings }: SaleFacts, offsetMs: number): boolean {
  const isEarly = charge.payments.some(({ endToEndId, paidAtMs }) =>
    heard.some((one) => one.endToEndId === endToEndId && one.heardAtMs + offsetMs < paidAtMs),
  )
  return isEarly || paintings.some(({ atMs }) => atMs < charge.createdAtMs)
}

function doerOf(actor: string | null, names: ReadonlyMap<string, string>): Doer {
  if (actor === null || actor === 'nobody') return { kind: 'unknown' }
  if (actor === 'key') return { kind: 'key' }
  if (actor === 'psp' || actor === 'balcao') return { kind: 'itself' }
  const name = names.get(actor)
  if (name === undefined) return { kind: 'unknown' }
  return { kind: actor.startsWith('person:') ? 'person' : 'device', name }
}
