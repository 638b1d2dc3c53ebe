import { cobsOf, first, type Invariant, short } from './invariant.ts'

/** I5, I7, I10, I13, I14, I18, I22, I24: what was begun is known, kept, done once, and finished. */
export const chargeInvariants: readonly Invariant[] = [
  {
    id: 'I5',
    sentence: 'No charge exists at the PSP that the ledger does not know.',
    kind: 'safety',
    begin: () => (view) =>
      first(cobsOf(view.psp), ({ txid }) =>
        view.ledger.charges.has(txid) ? undefined : `the PSP has ${short(txid)} and the ledger has not`,
      ),
  },
  {
    id: 'I7',
    sentence: 'A charge that the ledger calls cancelled cannot be paid at the PSP any more.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.ledger.charges.values(), ({ txid, status }) =>
        status === 'cancelled' && view.psp.charges.get(txid)?.status === 'ATIVA'
          ? `${short(txid)} is cancelled here and ATIVA at the PSP`
          : undefined,
      ),
  },
  {
    id: 'I10',
    sentence: 'What a txid stands for never changes, and every attempt to create it sends the same bytes.',
    kind: 'safety',
    begin: () => {
      const bodies = new Map<string, string | undefined>()
      const known = new Map<string, string>()
      let looked = 0
      return (view) => {
        const news = view.sent.slice(looked)
        looked = view.sent.length
        return (
          first(news, ({ operation, path, body }) => {
            if (operation !== 'putCob') return undefined
            const before = bodies.get(path)
            bodies.set(path, before ?? body)
            return before === undefined || before === body
              ? undefined
              : `${short(path)} was sent as ${before} and as ${body}`
          }) ??
          first(view.ledger.charges.values(), ({ txid, amountCents, terminalId }) => {
            const fixed = `${amountCents} ${terminalId} ${view.ledger.pspRequests.get(txid)}`
            const before = known.get(txid)
            known.set(txid, before ?? fixed)
            return before === undefined || before === fixed
              ? undefined
              : `${short(txid)} was ${before} and is ${fixed}`
          })
        )
      }
    },
  },
  {
    id: 'I13',
    sentence: 'A terminal has one current charge at most, and it is one of its own.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.ledger.current, ({ terminal_id, current_txid }) =>
        current_txid === null || view.ledger.charges.get(current_txid)?.terminalId === terminal_id
          ? undefined
          : `${terminal_id} shows ${short(current_txid)}, which is not its own`,
      ) ??
      first(view.screens, ({ screen, shown }) =>
        screen.view === 'display' && shown.length > 1
          ? `${screen.name} shows ${shown.length} charges`
          : undefined,
      ),
  },
  {
    id: 'I14',
    sentence: 'Nobody is told that a charge came to nothing while it may be paid at the PSP.',
    kind: 'safety',
    begin: () => (view) => {
      const isOpen = (txid: string) => view.psp.charges.get(txid)?.status === 'ATIVA'
      return (
        first(view.history.refused, ([txid, why]) =>
          isOpen(txid) ? `a till was told that ${short(txid)} was ${why}` : undefined,
        ) ??
        first(view.screens, ({ screen, shown }) =>
          first(shown, ({ charge, face }) =>
            (face === 'refused' || face === 'cancelled') && isOpen(charge.txid)
              ? `${screen.name} calls ${short(charge.txid)} ${face} while the PSP takes its money`
              : undefined,
          ),
        )
      )
    },
  },
  {
    id: 'I18',
    sentence: 'Nothing stays half done: no charge opening or pending, no refund unsent, no webhook unread.',
    kind: 'live',
    begin: () => (view) =>
      first(view.ledger.charges.values(), ({ txid, status, pending, expiresAtMs }) => {
        if (status === 'opening' || pending !== null)
          return `${short(txid)} is still ${status}, ${pending} pending`
        const isOver = expiresAtMs !== null && view.nowMs > expiresAtMs + 60_000
        return status === 'awaiting' && isOver ? `${short(txid)} awaits a payment after its time` : undefined
      }) ??
      first(view.ledger.refunds, ({ id, status }) =>
        status === 'requested'
          ? `the refund ${short(id)} was never asked of the PSP, or nobody knows`
          : undefined,
      ) ??
      first(view.ledger.inbox, ({ body, handled_at_ms }) =>
        handled_at_ms === null ? `a webhook was not followed: ${body.slice(0, 60)}` : undefined,
      ),
  },
  {
    id: 'I22',
    sentence: 'What was answered with 2xx survives the death of the process and the loss of power.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.history.acceptedCharges.values(), ({ txid, amountCents }) =>
        view.ledger.charges.get(txid)?.amountCents === amountCents
          ? undefined
          : `${short(txid)} was accepted and is not there`,
      ) ??
      first(view.history.acceptedRefunds, ([id, { amountCents }]) =>
        view.ledger.refunds.some((row) => row.id === id && row.amount_cents === amountCents)
          ? undefined
          : `the refund ${short(id)} was accepted and is not there`,
      ) ??
      (view.ledger.inbox.length < view.history.acceptedWebhooks.length
        ? `${view.history.acceptedWebhooks.length} webhooks were accepted and ${view.ledger.inbox.length} are there`
        : undefined),
  },
  {
    id: 'I24',
    sentence: 'One press of "Cobrar" makes one charge, however often it is sent.',
    kind: 'safety',
    begin: () => (view) => {
      const pressed = new Set(view.history.presses.map(({ txid }) => txid))
      return (
        first(cobsOf(view.psp), ({ txid }) =>
          pressed.has(txid) ? undefined : `nobody pressed for ${short(txid)}`,
        ) ??
        first(view.ledger.charges.keys(), (txid) =>
          pressed.has(txid) ? undefined : `nobody pressed for ${short(txid)}`,
        )
      )
    },
  },
]
