import { Button, formatCents, Keypad, TextField } from '@balcao/ui'
import { type FormEvent, useRef, useState } from 'react'
import type { UseChargeStore } from '../checkout/charge-store.ts'
import { fieldOf, wordsForProblem } from '../checkout/problem-words.ts'
import type { useOutgoing } from '../checkout/use-outgoing.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import { pushDigits, type ReadAmount, readTyped, readWritten } from './read-amount.ts'
import styles from './sale-form.module.css'
import { useTyping } from './use-typing.ts'

interface SaleFormProps {
  terminalId: string
  useStore: UseChargeStore
  sending: ReturnType<typeof useOutgoing>
  /** Esc with nothing left to clear. */
  onBack: () => void
}

const maxDescription = 140
/** The second press of a double click finds the field empty already: that is not worth a word. */
const doublePressMs = 1_000

/** The amount comes from the keypad, the keyboard, wherever the focus is, or the clipboard; Enter charges, Esc clears. */
export function SaleForm({ terminalId, useStore, sending, onBack }: SaleFormProps) {
  const { amountCents, description, outgoing } = useStore()
  const [amountError, setAmountError] = useState<string>()
  const chargedAt = useRef(Number.NEGATIVE_INFINITY)
  const store = () => useStore.getState()

  const take = (read: ReadAmount) => {
    sending.forget()
    setAmountError(amountErrorOf(read))
    if (read.kind === 'amount') store().setAmount(read.cents)
  }
  const push = (digits: string) => take(pushDigits(store().amountCents, digits))
  const pop = () => take({ kind: 'amount', cents: Math.floor(store().amountCents / 10) })
  const charge = () => {
    if (store().outgoing) return
    if ([...store().description.trim()].length > maxDescription) return
    if (store().amountCents > 0) {
      chargedAt.current = performance.now()
      setAmountError(undefined)
      store().charge(terminalId)
    } else if (performance.now() - chargedAt.current > doublePressMs)
      setAmountError((error) => error ?? cashierWords.amountMissing)
  }
  const clear = () => {
    const { amountCents, description } = store()
    if (amountCents === 0 && description === '' && amountError === undefined) return onBack()
    sending.forget()
    setAmountError(undefined)
    store().clearDraft()
  }
  useTyping({ push, pop, charge, clear, paste: (text) => take(readWritten(text)) })

  const { refusal } = sending
  const length = [...description.trim()].length
  const refused = refusal && wordsForProblem(refusal)
  const field = refusal && fieldOf(refusal)
  const text = amountCents === 0 ? '' : formatCents(amountCents)
  return (
    <form
      className={styles.form}
      aria-label={cashierWords.newSale}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        charge()
      }}
    >
      <TextField
        label={cashierWords.amount}
        look="amount"
        value={text}
        placeholder={formatCents(0)}
        // The keys are on the screen: the system's own keyboard would only cover them.
        inputMode="none"
        enterKeyHint="done"
        onChange={(after) => take(readTyped(text, after))}
        onPaste={(event) => {
          event.preventDefault()
          take(readWritten(event.clipboardData.getData('text')))
        }}
        error={amountError ?? (field === 'description' ? undefined : refused)}
      />
      <TextField
        label={cashierWords.description}
        value={description}
        onChange={(next) => {
          sending.forget()
          store().setDescription(next)
        }}
        error={
          length > maxDescription
            ? cashierWords.descriptionTooLong(length)
            : field === 'description'
              ? refused
              : undefined
        }
      />
      <Keypad
        onDigit={push}
        onBackspace={pop}
        labels={{ keypad: cashierWords.keypad, backspace: cashierWords.backspace }}
      />
      <Button kind="primary" size="huge" type="submit" busy={outgoing !== null}>
        {cashierWords.charge}
      </Button>
    </form>
  )
}

function amountErrorOf(read: ReadAmount): string | undefined {
  switch (read.kind) {
    case 'amount':
      return undefined
    case 'too-large':
      return cashierWords.amountTooLarge
    case 'unread':
      return cashierWords.amountUnread(read.text.slice(0, 30))
  }
}
