import type { Recurrence } from '@balcao/contracts'
import { FormDialog, formatCents, parseCents, TextField } from '@balcao/ui'
import { useState } from 'react'
import { mintTxid } from '../../checkout/mint-txid.ts'
import { recurrenceProblemWords } from '../../checkout/words/recurrence.ts'
import { recurrencesWords as words } from '../../checkout/words/recurrence-office.ts'
import { wordsForError } from '../words-for-error.ts'
import { useCharging } from './recurrences-api.ts'

const own = {
  problems: recurrenceProblemWords,
  fields: { dueDay: words.dueWrong, amountCents: words.amountWrong },
}

/** One charge of an agreed recurrence. Its txid is minted with the dialog: what is sent again is the same charge. */
export function ChargeDialog({ recurrence, onClose }: { recurrence: Recurrence; onClose: () => void }) {
  const { recurrenceId, terms, cycleToCharge } = recurrence
  const [txid, setTxid] = useState(mintTxid)
  const [amount, setAmount] = useState('')
  const [dueDay, setDueDay] = useState(cycleToCharge?.firstDay ?? terms.firstDay)
  const [info, setInfo] = useState('')
  const { mutate, isPending, error, reset } = useCharging(recurrenceId)
  const amountCents = terms.fixedCents ?? parseCents(amount) ?? 0
  const isReady = amountCents > 0 && dueDay !== ''
  const changing =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value)
      // What was refused is not this charge any more.
      if (error) setTxid(mintTxid())
      reset()
    }
  return (
    <FormDialog
      title={words.newChargeTitle}
      submit={{ label: words.send, kind: 'primary', isReady, isPending }}
      onSubmit={() =>
        mutate(
          { txid, charge: { amountCents, dueDay, ...(info.trim() !== '' && { info: info.trim() }) } },
          { onSuccess: onClose },
        )
      }
      error={error ? wordsForError(error, own) : undefined}
      cancelLabel={words.keep}
      onClose={onClose}
    >
      {terms.fixedCents === null ? (
        <TextField
          label={words.amount}
          inputMode="decimal"
          value={amount}
          error={amount !== '' && amountCents === 0 ? words.amountWrong : undefined}
          onChange={changing(setAmount)}
        />
      ) : (
        <p>
          <b>{formatCents(terms.fixedCents)}</b>. {words.amountFixed}
        </p>
      )}
      <TextField
        label={words.due}
        type="date"
        min={terms.firstDay}
        {...(terms.lastDay !== null && { max: terms.lastDay })}
        value={dueDay}
        hint={words.dueHint}
        onChange={changing(setDueDay)}
      />
      <TextField label={words.info} maxLength={140} value={info} onChange={changing(setInfo)} />
    </FormDialog>
  )
}
