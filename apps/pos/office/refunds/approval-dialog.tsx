import type { NewApproval } from '@balcao/contracts'
import { Banner, FormDialog, formatCents, TextField } from '@balcao/ui'
import { useState } from 'react'
import { isPin, PinField } from '../../checkout/pin-field.tsx'
import { approvalProblems, approvalWords as words } from '../../checkout/words/refund.ts'
import { wordsForError } from '../words-for-error.ts'
import styles from './refunds.module.css'
import { useApproval } from './use-approval.ts'

type ApprovalDialogProps = {
  /** What is allowed: this refund of this sale and this amount, for a minute and once. */
  refund: Omit<NewApproval, 'personId' | 'name' | 'pin'>
  /** It is allowed already and under way. */
  isReturning: boolean
  onAllowed: () => void
  onClose: () => void
}

/** A manager comes to somebody else's screen and allows one refund. The name is typed as well: the PIN is theirs, not the till's. */
export function ApprovalDialog({ refund, isReturning, onAllowed, onClose }: ApprovalDialogProps) {
  const [name, setName] = useState('')
  const [pin, setPin] = useState('')
  const { mutate, isPending, error } = useApproval()
  const allow = () =>
    mutate(
      { ...refund, name: name.trim(), pin },
      // A PIN that was wrong is typed anew as a whole: nobody sees which digit it was.
      { onSuccess: onAllowed, onError: () => setPin('') },
    )
  return (
    <FormDialog
      title={words.title}
      submit={{
        label: words.press,
        kind: 'danger',
        isReady: name.trim() !== '' && isPin(pin),
        isPending: isPending || isReturning,
      }}
      onSubmit={allow}
      error={error === null ? undefined : wordsForError(error, approvalProblems)}
      cancelLabel={words.keep}
      onClose={onClose}
    >
      <Banner tone="attention" title={words.above(formatCents(refund.amountCents))} />
      <TextField label={words.name} value={name} onChange={setName} />
      <PinField label={words.pin} value={pin} onChange={setPin} />
      <p className={styles.muted}>{words.advice}</p>
    </FormDialog>
  )
}
