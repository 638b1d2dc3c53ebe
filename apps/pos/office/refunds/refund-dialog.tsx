import type { NewApproval, NewPixRefund } from '@balcao/contracts'
import { Banner, FormDialog, formatCents, TextField } from '@balcao/ui'
import { useState } from 'react'
import { refundWords } from '../../checkout/words/refund.ts'
import type { Deed } from '../deed.ts'
import { formatDate } from '../format-when.ts'
import { wordsForError } from '../words-for-error.ts'
import { AccountNote } from './account-note.tsx'
import { ApprovalDialog } from './approval-dialog.tsx'
import { readRefund } from './read-refund.ts'
import { refundWindow } from './refund-window.ts'
import styles from './refunds.module.css'
import { needsApproval } from './use-approval.ts'

export interface RefundDialogProps {
  /** What is returned: of a charge, or of a Pix that pays none. */
  of: Pick<NewApproval, 'txid' | 'endToEndId'>
  /** The same for as long as the dialog is open: whatever is sent again is the same refund. */
  refundId: string
  paidAt: string
  leftCents: number
  /** What stands in the field at first. */
  offeredCents: number
  deed: Deed<NewPixRefund>
  onClose: () => void
}

/** Says what a refund will do and until when it can be done, before it asks for one. */
export function RefundDialog({
  of,
  refundId,
  paidAt,
  leftCents,
  offeredCents,
  deed,
  onClose,
}: RefundDialogProps) {
  const [amount, setAmount] = useState(() => formatCents(offeredCents))
  const [reason, setReason] = useState('')
  // Read once: a deadline that passes while somebody types is the bank's to judge.
  const [{ endsMs, daysLeft, state }] = useState(() => refundWindow(paidAt, Date.now()))
  const { refund, amountError, reasonError } = readRefund(amount, reason, leftCents)
  const lastDay = formatDate(endsMs)
  const [isAllowed, setAllowed] = useState(false)
  const isReturning = isAllowed && deed.isPending
  if (refund && (isReturning || needsApproval(deed.error)))
    return (
      <ApprovalDialog
        refund={{ ...of, refundId, amountCents: refund.amountCents }}
        isReturning={isReturning}
        onAllowed={() => {
          setAllowed(true)
          deed.ask(refund)
        }}
        onClose={onClose}
      />
    )
  return (
    <FormDialog
      title={refundWords.title}
      submit={{
        label: refundWords.press,
        kind: 'danger',
        isReady: refund !== undefined,
        isPending: deed.isPending,
      }}
      onSubmit={() => refund && deed.ask(refund)}
      error={deed.error === null ? undefined : wordsForError(deed.error)}
      cancelLabel={refundWords.keep}
      onClose={onClose}
    >
      {state === 'over' ? <Banner tone="danger" title={refundWords.over(lastDay)} /> : null}
      {state === 'soon' ? <Banner tone="attention" title={refundWords.daysLeft(daysLeft)} /> : null}
      <TextField
        label={refundWords.amount}
        value={amount}
        onChange={setAmount}
        inputMode="decimal"
        hint={refundWords.refundable(formatCents(leftCents), lastDay)}
        error={amountError}
      />
      <TextField
        label={refundWords.reason}
        value={reason}
        onChange={setReason}
        hint={refundWords.reasonHint}
        error={reasonError}
      />
      <p className={styles.muted}>{refundWords.consequence}</p>
      <AccountNote />
    </FormDialog>
  )
}
