import { first, type Invariant, short } from './invariant.ts'

/** I5d, I6d, I18d, I24e: what somebody has agreed to is done once, and nothing else. */
export const payerInvariants: readonly Invariant[] = [
  {
    id: 'I5d',
    sentence: 'Nothing is paid from the account that nobody has agreed to, or that the ledger does not know.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.psp.registry.withdrawals.values(), ({ externalIdentifier }) =>
        view.ledger.deeds.some(({ deed_id }) => deed_id === externalIdentifier)
          ? undefined
          : `${short(externalIdentifier)} was paid, and the ledger has no such consent`,
      ),
  },
  {
    id: 'I6d',
    sentence: 'What is called paid from the account is paid, and what is called refused is not.',
    kind: 'safety',
    begin: () => (view) => {
      const paid = new Set(
        [...view.psp.registry.withdrawals.values()].map(({ externalIdentifier }) => externalIdentifier),
      )
      return first(view.ledger.deeds, ({ deed_id, payment_status }) => {
        if (payment_status === 'done' && !paid.has(deed_id)) return `${short(deed_id)} is called paid`
        if (payment_status === 'refused' && paid.has(deed_id))
          return `${short(deed_id)} is paid, and called refused`
        return undefined
      })
    },
  },
  {
    id: 'I18d',
    sentence: 'An authorisation comes to its end, and one that follows a payment waits for it.',
    kind: 'late',
    begin: () => (view) =>
      first(view.ledger.deeds, ({ deed_id, payment_status, authorization_status }) => {
        // What became of a payment whose answer was lost, no call of the provider's tells.
        if (payment_status === 'asked') return undefined
        const isOpen = ['waiting', 'asked', 'sent'].includes(authorization_status ?? '')
        return isOpen ? `the authorisation of ${short(deed_id)} is ${authorization_status}` : undefined
      }),
  },
  {
    id: 'I24e',
    sentence: 'One consent pays once, and what was agreed to.',
    kind: 'safety',
    begin: () => {
      const operation = 'withdraw'
      return (view) => {
        // One that was refused for its token was not looked at.
        const bodies = view.sent.flatMap((one) =>
          one.operation === operation && one.status !== 401 ? [one.body ?? ''] : [],
        )
        const ids = bodies.map((body) => String(JSON.parse(body).externalIdentifier))
        return first(ids, (deedId) => {
          const times = ids.filter((id) => id === deedId).length
          if (times > 1) return `the payment of ${short(deedId)} was sent ${times} times`
          const paid = view.psp.pix
          const { endToEndId } =
            [...view.psp.registry.withdrawals.values()].find(
              ({ externalIdentifier }) => externalIdentifier === deedId,
            ) ?? {}
          const cents = endToEndId === undefined ? undefined : paid.get(endToEndId)?.amountCents
          const wanted = view.history.consents.get(deedId)
          return cents !== undefined && cents !== wanted
            ? `${short(deedId)} paid ${cents}, and ${wanted} was agreed to`
            : undefined
        })
      }
    },
  },
]
