import { first, type Invariant, short } from './invariant.ts'

/** As the ledger says what the PSP calls so; "opening" is what nobody knows yet. */
const recWords = {
  CRIADA: 'offered',
  APROVADA: 'approved',
  REJEITADA: 'rejected',
  EXPIRADA: 'expired',
  CANCELADA: 'cancelled',
} as const
const cobrWords = {
  CRIADA: 'created',
  ATIVA: 'active',
  CONCLUIDA: 'concluded',
  EXPIRADA: 'expired',
  REJEITADA: 'rejected',
  CANCELADA: 'cancelled',
} as const

/** I5c, I6c, I7b, I24c: what is charged again and again is known, once, and the same on both sides. */
export const recurrenceInvariants: readonly Invariant[] = [
  {
    id: 'I5c',
    sentence: 'No recurrence and no charge of one exists at the PSP that the ledger does not know.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.psp.registry.rec.values(), ({ fields: { vinculo } }) =>
        view.ledger.recurrences.some(({ contract }) => contract === vinculo.contrato)
          ? undefined
          : `the PSP has a recurrence ${vinculo.contrato} and the ledger has not`,
      ) ??
      first(view.psp.registry.cobr.keys(), (txid) =>
        view.ledger.recurrenceCharges.some((one) => one.txid === txid)
          ? undefined
          : `the PSP has the charge ${short(txid)} of a recurrence and the ledger has not`,
      ),
  },
  {
    id: 'I6c',
    sentence: 'A recurrence and its charges are in the ledger what they are at the PSP.',
    kind: 'late',
    begin: () => (view) =>
      first(view.ledger.recurrences, ({ psp_id, contract, status }) => {
        const rec = view.psp.registry.rec.get(psp_id ?? '')
        const there = rec === undefined ? 'cancelled' : recWords[rec.status]
        return status === there ? undefined : `${contract} is ${status} here and ${there} at the PSP`
      }) ??
      first(view.ledger.recurrenceCharges, ({ txid, status }) => {
        const cobr = view.psp.registry.cobr.get(txid)
        // What the PSP has refused is rejected here and unknown there.
        const there = cobr === undefined ? 'rejected' : cobrWords[cobr.status]
        return status === there ? undefined : `${short(txid)} is ${status} here and ${there} at the PSP`
      }),
  },
  {
    id: 'I7b',
    sentence: 'Nobody is charged for what the ledger calls cancelled or rejected.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.ledger.recurrences, ({ contract, status }) => {
        const isOver = status === 'cancelled' || status === 'rejected'
        const alive = [...view.psp.registry.rec.values()].find(
          (rec) =>
            rec.fields.vinculo.contrato === contract &&
            (rec.status === 'CRIADA' || rec.status === 'APROVADA'),
        )
        return isOver && alive ? `${contract} is ${status} here and ${alive.status} at the PSP` : undefined
      }) ??
      first(view.ledger.recurrenceCharges, ({ txid, status }) => {
        const there = view.psp.registry.cobr.get(txid)?.status
        const isOver = status === 'cancelled' || status === 'rejected'
        return isOver && (there === 'CRIADA' || there === 'ATIVA' || there === 'CONCLUIDA')
          ? `${short(txid)} is ${status} here and ${there} at the PSP`
          : undefined
      }),
  },
  {
    id: 'I24c',
    sentence:
      'One offer makes one recurrence, one wish one charge of what was asked, however often it is sent.',
    kind: 'safety',
    begin: () => (view) =>
      first(view.history.offers, ({ contract }) => {
        const count = [...view.psp.registry.rec.values()].filter(
          ({ fields }) => fields.vinculo.contrato === contract,
        ).length
        return count > 1 ? `${contract} is ${count} recurrences at the PSP` : undefined
      }) ??
      first(view.psp.registry.cobr.values(), ({ txid, fields: { valor } }) => {
        const wanted = view.history.offers.flatMap(({ charges }) => charges.get(txid) ?? [])
        return wanted[0] === Number(valor.original.replace('.', ''))
          ? undefined
          : `the charge ${short(txid)} of ${valor.original} at the PSP was asked for with ${wanted[0]} cents`
      }),
  },
]
