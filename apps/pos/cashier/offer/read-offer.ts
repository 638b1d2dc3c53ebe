import type { NewCharge, NewRecurrence } from '@balcao/contracts'
import { parseCents } from '@balcao/ui'

/** What the fields hold, as typed. */
export interface OfferForm {
  readonly debtorName: string
  readonly document: string
  readonly contract: string
  readonly object: string
  readonly frequency: NewRecurrence['frequency']
  readonly amountKind: 'fixed' | 'varies'
  readonly amount: string
  readonly firstDay: string
  readonly lastDay: string
  readonly mayRetry: boolean
  /** With a charge that has a due date, which is paid before the recurrence is offered; or with none. */
  readonly with: 'nothing' | 'due'
  readonly dueAmount: string
  readonly dueDay: string
}
export type WrongField = 'document' | 'amount' | 'firstDay' | 'lastDay' | 'dueAmount' | 'dueDay'

export interface ReadForm {
  /** Undefined while something is missing or wrong. */
  readonly offer: Omit<NewRecurrence, 'terminalId' | 'txid'> | undefined
  /** The charge that goes with it. */
  readonly due: Pick<NewCharge, 'amountCents' | 'due'> | undefined
  readonly wrong: readonly WrongField[]
}

/** The offer that the fields make, or which of them cannot be: what is only missing is not wrong yet. */
export function readOffer(form: OfferForm, today: string): ReadForm {
  const document = form.document.replace(/[\s./-]/g, '').toUpperCase()
  const cents = form.amount.trim() === '' ? undefined : (parseCents(form.amount) ?? 0)
  const isDue = form.with === 'due'
  const dueCents = form.dueAmount.trim() === '' ? undefined : (parseCents(form.dueAmount) ?? 0)
  const isDocument = /^(\d{11}|[0-9A-Z]{12}\d{2})$/.test(document)
  const wrong: WrongField[] = [
    ...(document.length >= 11 && !isDocument ? (['document'] as const) : []),
    ...(cents === 0 ? (['amount'] as const) : []),
    ...(form.firstDay !== '' && form.firstDay < today ? (['firstDay'] as const) : []),
    ...(form.lastDay !== '' && form.lastDay < form.firstDay ? (['lastDay'] as const) : []),
    ...(isDue && dueCents === 0 ? (['dueAmount'] as const) : []),
    ...(isDue && form.dueDay !== '' && form.dueDay < today ? (['dueDay'] as const) : []),
  ]
  const [name, contract, object] = [form.debtorName.trim(), form.contract.trim(), form.object.trim()]
  const isWhole =
    isDocument &&
    name !== '' &&
    contract !== '' &&
    form.firstDay !== '' &&
    (form.amountKind === 'varies' || cents !== undefined) &&
    (!isDue || (dueCents !== undefined && form.dueDay !== ''))
  if (!isWhole || wrong.length > 0) return { offer: undefined, due: undefined, wrong }
  const debtor = { name, document }
  return {
    wrong,
    due:
      isDue && dueCents !== undefined
        ? { amountCents: dueCents, due: { day: form.dueDay, debtor } }
        : undefined,
    offer: {
      contract,
      ...(object !== '' && { object }),
      debtor,
      frequency: form.frequency,
      firstDay: form.firstDay,
      ...(form.lastDay !== '' && { lastDay: form.lastDay }),
      ...(cents !== undefined &&
        (form.amountKind === 'fixed' ? { fixedCents: cents } : { minimumCents: cents })),
      retryPolicy: form.mayRetry ? 'three-in-seven-days' : 'none',
    },
  }
}
