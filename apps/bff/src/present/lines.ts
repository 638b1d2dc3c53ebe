import type { ChargeStatus, LineKind, LineOffer, ReconciliationLine } from '@balcao/contracts'
import type { Refund } from '@balcao/domain'
import type { Deps } from '../deps.ts'
import { type Line, type LineNote, lineIdOf } from '../store/lines.ts'
import { iso, presentRefund } from './charges.ts'

/** Lines of a reconciliation as the back office reads them, each with what people have said about it and what became of its refunds. */
export function createLinePresenter({ store }: Pick<Deps, 'store'>) {
  return async (lines: readonly Line[]): Promise<ReconciliationLine[]> => {
    const endToEndIds = lines.filter(({ subject }) => subject === 'pix').map(({ id }) => id)
    const [notes, refunds] = await Promise.all([
      store.notesOf(lines.map(lineIdOf)),
      store.refundsOf(endToEndIds),
    ])
    const refundsOf = Map.groupBy(refunds, ({ endToEndId }) => endToEndId)
    return lines.map((line) =>
      presentLine(line, notes.get(lineIdOf(line)) ?? [], refundsOf.get(line.id) ?? []),
    )
  }
}

export function presentLine(
  line: Line,
  notes: readonly LineNote[],
  refunds: readonly Refund[],
): ReconciliationLine {
  const { subject, id, kind, txid, hereCents, thereCents } = line
  return {
    id: lineIdOf(line),
    kind,
    endToEndId: subject === 'pix' ? id : null,
    txid,
    at: iso(line.atMs),
    here:
      hereCents === null
        ? null
        : {
            amountCents: hereCents,
            refundedCents: line.hereRefundedCents ?? 0,
            terminalId: line.terminalId,
            status: line.chargeStatus as ChargeStatus | null,
          },
    there:
      thereCents === null ? null : { amountCents: thereCents, refundedCents: line.thereRefundedCents ?? 0 },
    webhookAt: line.webhookAtMs === null ? null : iso(line.webhookAtMs),
    heardBy: line.heardBy,
    refunds: refunds.toSorted((one, other) => one.askedAtMs - other.askedAtMs).map(presentRefund),
    notes: notes.map(({ text, txid: sale, atMs }) => ({ text, txid: sale, at: iso(atMs) })),
    offers: offersOf(kind, (hereCents ?? 0) - (line.hereTakenCents ?? 0)),
  }
}

const offers: Record<LineKind, readonly LineOffer[]> = {
  matched: [],
  'only-here': ['look-again'],
  'only-there': ['look-again'],
  'different-amount': ['look-again', 'explain'],
  'without-charge': ['explain', 'refund', 'look-again'],
  'refund-differs': ['look-again'],
  'charge-only-here': ['look-again'],
  'charge-only-there': ['explain', 'look-again'],
  'charge-differs': ['look-again'],
}

const offersOf = (kind: LineKind, leftCents: number): LineOffer[] =>
  offers[kind].filter((offer) => offer !== 'refund' || leftCents > 0)
