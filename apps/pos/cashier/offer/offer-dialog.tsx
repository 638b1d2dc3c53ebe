import type { Charge } from '@balcao/contracts'
import { FormDialog, formatCents, RadioGroup, TextField } from '@balcao/ui'
import { useState } from 'react'
import { mintTxid } from '../../checkout/mint-txid.ts'
import { frequencyWords, offerWords as words } from '../../checkout/words/recurrence.ts'
import styles from './offer.module.css'
import { putDueCharge, putRecurrence, wordsFor } from './offer-api.ts'
import { type OfferForm, type ReadForm, readOffer } from './read-offer.ts'

interface OfferDialogProps {
  terminalId: string
  /** That still awaits its payment: both are then agreed to at once. */
  charge: Charge | undefined
  /** In Brasília, by which the arrangement counts. */
  today: string
  /** Of the charge that is about to be made here. */
  onMaking: (txid: string) => void
  onClose: () => void
}

/** What the customer is to agree to. The id is minted once, so that whatever is sent again is the same offer. */
export function OfferDialog({ terminalId, charge, today, onMaking, onClose }: OfferDialogProps) {
  const [ids, setIds] = useState(mintIds)
  const [form, setForm] = useState<OfferForm>(() => emptyForm(charge, today))
  const [sending, setSending] = useState<'no' | 'yes' | { failed: string }>('no')
  const { offer, due, wrong } = readOffer(form, today)
  const change = (part: Partial<OfferForm>) => {
    setForm({ ...form, ...part })
    // What the server has refused is not this offer any more.
    if (typeof sending === 'object') setIds(mintIds)
    setSending('no')
  }
  const send = async () => {
    if (offer === undefined) return
    setSending('yes')
    if (due) onMaking(ids.txid)
    const failed = await offerAll(ids, { terminalId, charge, offer, due })
    if (failed === undefined) onClose()
    else setSending({ failed })
  }
  const errorOf = (field: (typeof wrong)[number], text: string) => (wrong.includes(field) ? text : undefined)
  return (
    <FormDialog
      title={words.title}
      submit={{
        label: words.send,
        kind: 'primary',
        isReady: offer !== undefined,
        isPending: sending === 'yes',
      }}
      onSubmit={() => void send()}
      error={typeof sending === 'object' ? sending.failed : undefined}
      cancelLabel={words.cancel}
      onClose={onClose}
    >
      {charge ? null : (
        <RadioGroup
          legend={words.now}
          options={companions}
          chosen={form.with}
          onChoose={(chosen) => change({ with: chosen })}
        />
      )}
      <p className={styles.lead}>{leadOf(charge, form)}</p>
      {form.with === 'due' ? (
        <div className={styles.days}>
          <TextField
            label={words.dueAmount}
            value={form.dueAmount}
            inputMode="decimal"
            error={errorOf('dueAmount', words.amountWrong)}
            onChange={(dueAmount) => change({ dueAmount })}
          />
          <TextField
            label={words.dueDay}
            type="date"
            min={today}
            value={form.dueDay}
            error={errorOf('dueDay', words.dueDayWrong)}
            onChange={(dueDay) => change({ dueDay })}
          />
        </div>
      ) : null}
      <TextField
        label={words.debtorName}
        value={form.debtorName}
        maxLength={140}
        onChange={(debtorName) => change({ debtorName })}
      />
      <TextField
        label={words.document}
        value={form.document}
        maxLength={20}
        error={errorOf('document', words.documentWrong)}
        onChange={(document) => change({ document })}
      />
      <TextField
        label={words.contract}
        value={form.contract}
        maxLength={35}
        hint={words.contractHint}
        onChange={(contract) => change({ contract })}
      />
      <TextField
        label={words.object}
        value={form.object}
        maxLength={35}
        onChange={(object) => change({ object })}
      />
      <RadioGroup
        legend={words.frequency}
        options={frequencies}
        chosen={form.frequency}
        onChoose={(frequency) => change({ frequency })}
      />
      <RadioGroup
        legend={words.amountKind}
        options={amountKinds}
        chosen={form.amountKind}
        onChoose={(amountKind) => change({ amountKind })}
      />
      <TextField
        label={form.amountKind === 'fixed' ? words.fixedAmount : words.minimum}
        value={form.amount}
        inputMode="decimal"
        hint={form.amountKind === 'fixed' ? undefined : words.minimumHint}
        error={errorOf('amount', words.amountWrong)}
        onChange={(amount) => change({ amount })}
      />
      <div className={styles.days}>
        <TextField
          label={words.firstDay}
          type="date"
          min={today}
          value={form.firstDay}
          error={errorOf('firstDay', words.dayWrong)}
          onChange={(firstDay) => change({ firstDay })}
        />
        <TextField
          label={words.lastDay}
          type="date"
          min={form.firstDay}
          value={form.lastDay}
          error={errorOf('lastDay', words.lastDayWrong)}
          onChange={(lastDay) => change({ lastDay })}
        />
      </div>
      <label className={styles.retry}>
        <input
          type="checkbox"
          checked={form.mayRetry}
          onChange={(event) => change({ mayRetry: event.currentTarget.checked })}
        />
        {words.retry}
      </label>
    </FormDialog>
  )
}

const mintIds = () => ({ recurrenceId: mintTxid(), txid: mintTxid() })

type Wanted = { terminalId: string; charge: Charge | undefined } & Pick<ReadForm, 'offer' | 'due'>

/** The charge first, where there is one to make: what is offered with it has to find it. Answers why it could not be done. */
async function offerAll(
  ids: ReturnType<typeof mintIds>,
  { terminalId, charge, offer, due }: Wanted,
): Promise<string | undefined> {
  if (offer === undefined) return undefined
  const made = due && (await putDueCharge(ids.txid, { terminalId, ...due }))
  if (made && !made.ok) return wordsFor(made)
  if (made?.value.status === 'opening') return words.dueWaiting
  const txid = made?.value.txid ?? charge?.txid
  const reply = await putRecurrence(ids.recurrenceId, { terminalId, ...(txid && { txid }), ...offer })
  return reply.ok ? undefined : wordsFor(reply)
}

function leadOf(charge: Charge | undefined, form: OfferForm): string {
  if (charge === undefined) return form.with === 'due' ? words.dueLead : words.alone
  const amount = formatCents(charge.amountCents)
  return charge.dueDay === null ? words.withCharge(amount) : words.withDue(amount)
}

const companions = [
  { value: 'nothing', label: words.nothingDue },
  { value: 'due', label: words.due },
] as const
const frequencies = (Object.keys(frequencyWords) as OfferForm['frequency'][]).map((value) => ({
  value,
  label: frequencyWords[value],
}))
const amountKinds = [
  { value: 'fixed', label: words.fixed },
  { value: 'varies', label: words.varies },
] as const

/** Once a month, what was just sold, from a month on: what a subscription at a counter is most of the time. */
const emptyForm = (charge: Charge | undefined, today: string): OfferForm => ({
  debtorName: '',
  document: '',
  contract: '',
  object: charge?.description?.slice(0, 35) ?? '',
  frequency: 'monthly',
  amountKind: 'fixed',
  amount: charge ? formatCents(charge.amountCents).replace(/^R\$\s/, '') : '',
  firstDay: charge ? monthAfter(today) : today,
  lastDay: '',
  mayRetry: false,
  with: 'nothing',
  dueAmount: '',
  dueDay: today,
})

/** The same day of the next month, or its last. */
function monthAfter(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month, Math.min(date, last))).toISOString().slice(0, 10)
}
