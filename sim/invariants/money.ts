import { cobsOf, first, type Invariant, pixOf, short, sumOf } from './invariant.ts'

/** I1, I1b, I1c, I6: no money is lost and none is invented. */
export const moneyInvariants: readonly Invariant[] = [
  {
    id: 'I1',
    sentence: 'Every Pix of a charge of ours is in the ledger once, with its amount and its charge.',
    kind: 'live',
    begin: () => (view) =>
      first(view.psp.pix.values(), (pix) => {
        if (pix.txid === undefined || !view.ledger.charges.has(pix.txid)) return undefined
        const rows = view.ledger.pix.filter(({ end_to_end_id }) => end_to_end_id === pix.endToEndId)
        const [row] = rows
        const isRight = rows.length === 1 && row?.txid === pix.txid && row.amount_cents === pix.amountCents
        return isRight
          ? undefined
          : `the Pix ${short(pix.endToEndId)} is in the ledger ${rows.length} times, or otherwise`
      }),
  },
  {
    id: 'I1b',
    sentence: 'Every Pix of the ledger is one that the PSP has, with the same amount and charge.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.ledger.pix, (row) => {
        const pix = view.psp.pix.get(row.end_to_end_id)
        const isTrue = pix?.amountCents === row.amount_cents && (pix.txid ?? null) === row.txid
        return isTrue
          ? undefined
          : `the ledger has a Pix ${short(row.end_to_end_id)} that the PSP has not, or otherwise`
      }),
  },
  {
    id: 'I1c',
    sentence: 'Money without a charge of ours is kept in exactly one row, for a person to look at.',
    kind: 'live',
    begin: () => (view) =>
      first(view.psp.pix.values(), (pix) => {
        if (pix.txid !== undefined && view.ledger.charges.has(pix.txid)) return undefined
        const rows = view.ledger.pix.filter(({ end_to_end_id }) => end_to_end_id === pix.endToEndId)
        return rows.length === 1
          ? undefined
          : `the Pix ${short(pix.endToEndId)} without a charge has ${rows.length} rows`
      }),
  },
  {
    id: 'I6',
    sentence: 'A charge whose Pix add up to its amount is paid, whatever else happened to it.',
    kind: 'live',
    begin: () => (view) =>
      first(cobsOf(view.psp), ({ txid }) => {
        const charge = view.ledger.charges.get(txid)
        if (charge === undefined || sumOf(pixOf(view.psp, txid)) < charge.amountCents) return undefined
        return charge.status === 'paid' ? undefined : `${short(txid)} has its money and is ${charge.status}`
      }),
  },
  {
    id: 'I6b',
    sentence: 'A charge that the ledger calls paid has Pix in the ledger that add up to its amount.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.ledger.charges.values(), (charge) =>
        charge.status === 'paid' && sumOf(charge.payments) < charge.amountCents
          ? `${short(charge.txid)} is paid with ${sumOf(charge.payments)} of ${charge.amountCents}`
          : undefined,
      ),
  },
  {
    id: 'I21',
    sentence:
      'Money is a whole number of cents between 1 and 999 999 999 999, in the ledger, on the wire and on the screens.',
    kind: 'safety',
    begin: () => {
      let looked = 0
      return (view) => {
        const news = view.sent.slice(looked)
        looked = view.sent.length
        return (
          first(view.ledger.pix, ({ end_to_end_id, amount_cents }) =>
            isMoney(amount_cents) ? undefined : `the Pix ${short(end_to_end_id)} is of ${amount_cents}`,
          ) ??
          first(view.screens, ({ screen, shown }) =>
            first(shown, ({ charge }) =>
              isMoney(charge.amountCents) &&
              Number.isSafeInteger(charge.receivedCents) &&
              Number.isSafeInteger(charge.refundedCents)
                ? undefined
                : `${screen.name} shows ${charge.amountCents}, ${charge.receivedCents} and ${charge.refundedCents} cents`,
            ),
          ) ??
          first(news, ({ operation, path, body }) => {
            if (operation !== 'putCob') return undefined
            const said = JSON.parse(body ?? '').valor.original
            const amount = view.history.presses.find(({ txid }) => path.endsWith(txid))?.amountCents
            const isSame = /^\d{1,10}\.\d{2}$/.test(said) && Number(said.replace('.', '')) === amount
            return isSame ? undefined : `the PSP is asked for ${said} where the till said ${amount}`
          })
        )
      }
    },
  },
]

const isMoney = (cents: number) => Number.isSafeInteger(cents) && cents >= 1 && cents <= 999_999_999_999
