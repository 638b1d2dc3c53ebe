import { first, type Invariant, short } from './invariant.ts'

const words = {
  EM_PROCESSAMENTO: 'processing',
  DEVOLVIDO: 'refunded',
  NAO_REALIZADO: 'not-realized',
} as const

/** I3, I4, I5b, I24b: never more goes back than came in, and every refund is known to both sides alike. */
export const refundInvariants: readonly Invariant[] = [
  {
    id: 'I3',
    sentence:
      'The refunds of a Pix that were not refused never add up to more than the Pix, at the PSP and in the ledger.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.psp.pix.values(), (pix) => {
        const there = pix.refunds
          .filter(({ status }) => status !== 'NAO_REALIZADO')
          .reduce((sum, { amountCents }) => sum + amountCents, 0)
        const here = view.ledger.refunds
          .filter(
            ({ end_to_end_id, status }) => end_to_end_id === pix.endToEndId && status !== 'not-realized',
          )
          // One that was made elsewhere may come to light when ours has been asked for; the PSP then refuses ours.
          .filter(({ id }) => view.history.askedRefunds.has(id))
          .reduce((sum, { amount_cents }) => sum + amount_cents, 0)
        return there <= pix.amountCents && here <= pix.amountCents
          ? undefined
          : `of the Pix ${short(pix.endToEndId)} of ${pix.amountCents} go back ${there} at the PSP and ${here} in the ledger`
      }),
  },
  {
    id: 'I4',
    sentence:
      'Every refund at the PSP is in the ledger with its id and amount, and both sides say the same of it.',
    kind: 'live',
    begin: () => (view) =>
      first(view.psp.pix.values(), (pix) => {
        const rows = view.ledger.refunds.filter(({ end_to_end_id }) => end_to_end_id === pix.endToEndId)
        return (
          first(pix.refunds, ({ id, amountCents, status }) => {
            const row = rows.find((one) => one.id === id)
            const isSame = row?.amount_cents === amountCents && row.status === words[status]
            return isSame
              ? undefined
              : `the refund ${short(id)} is ${status} at the PSP and ${row?.status} in the ledger`
          }) ??
          first(rows, ({ id, status }) =>
            status === 'refunded' && !pix.refunds.some((refund) => refund.id === id)
              ? `the refund ${short(id)} is ${status} in the ledger and unknown at the PSP`
              : undefined,
          )
        )
      }),
  },
  {
    id: 'I5b',
    sentence: 'No refund that was asked for here exists at the PSP before the ledger knows it.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.psp.pix.values(), (pix) =>
        first(pix.refunds, ({ id }) =>
          !view.history.askedRefunds.has(id) || view.ledger.refunds.some((row) => row.id === id)
            ? undefined
            : `the PSP has the refund ${short(id)} and the ledger has not`,
        ),
      ),
  },
  {
    id: 'I24b',
    sentence: 'Who asks for a refund once gets one refund, however often it is sent.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.psp.pix.values(), (pix) =>
        first(pix.refunds, ({ id }) =>
          view.history.askedRefunds.has(id) || view.history.refundsElsewhere.has(id)
            ? undefined
            : `nobody asked for the refund ${short(id)}`,
        ),
      ),
  },
  {
    id: 'I4b',
    sentence: 'A refund that has ended stays as it ended.',
    kind: 'safety',
    begin: () => {
      const ended = new Map<string, string>()
      return (view) =>
        first(view.ledger.refunds, ({ end_to_end_id, id, status }) => {
          const key = `${end_to_end_id} ${id}`
          const before = ended.get(key)
          if (status === 'refunded' || status === 'not-realized') ended.set(key, before ?? status)
          return before === undefined || before === status
            ? undefined
            : `the refund ${short(id)} was ${before} and is ${status}`
        })
    },
  },
]
