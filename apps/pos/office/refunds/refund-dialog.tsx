import type { NewPixRefund } from '@balcao/contracts'
import { Banner, Button, Dialog, formatCents, TextField } from '@balcao/ui'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import { type FormEvent, useId, useState } from 'react'

import { refundWords } from '../../checkout/words/refund.ts'
import { formatDate } from '../format-when.ts'
import { wordsForError } from '../words-for-error.ts'
import { readRefund } from './read-refund.ts'
import { refundWindow } from './refund-window.ts'
import styles from './refunds.module.css'

export interface RefundDialogProps {
  paidAt: string
  leftCents: number
  /** What stands in the field at first. */
  offeredCents: number
  /** What is under way, or came of it: whoever opens the dialog sends the request, always with the same id. */
  refund: { isPending: boolean; error: Error | null; ask: (refund: NewPixRefund) => void }
  onClose: () => void
}

/** Says what a refund will do and until when it can be done, before it asks for one. */
export function RefundDialog({ paidAt, leftCents, offeredCents, refund, onClose }: RefundDialogProps) {
  const [amount, setAmount] = useState(() => formatCents(offeredCents))
  const [reason, setReason] = useState('')
  // Read once: a deadline that passes while somebody types is the bank's to judge.
  const [{ endsMs, daysLeft, state }] = useState(() => refundWindow(paidAt, Date.now()))
  const formId = useId()
  const read = readRefund(amount, reason, leftCents)
  const lastDay = formatDate(endsMs)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (read.refund && !refund.isPending) refund.ask(read.refund)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={refundWords.title}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {refundWords.keep}
          </Button>
          <Button
            kind="danger"
            type="submit"
            form={formId}
            busy={refund.isPending}
            disabled={read.refund === undefined}
          >
            {refundWords.press}
          </Button>
        </>
      }
    >
      <form id={formId} className={styles.dialog} onSubmit={submit}>
        {state === 'over' ? <Banner tone="danger" title={refundWords.over(lastDay)} /> : null}
        {state === 'soon' ? <Banner tone="attention" title={refundWords.daysLeft(daysLeft)} /> : null}
        <TextField
          label={refundWords.amount}
          value={amount}
          onChange={setAmount}
          inputMode="decimal"
          hint={refundWords.refundable(formatCents(leftCents), lastDay)}
          error={read.amountError}
        />
        <TextField
          label={refundWords.reason}
          value={reason}
          onChange={setReason}
          hint={refundWords.reasonHint}
          error={read.reasonError}
        />
        <p className={styles.muted}>{refundWords.consequence}</p>
        <p className={styles.warning}>
          <TriangleAlert aria-hidden />
          <span>
            <strong>{refundWords.account}</strong> {refundWords.accountAdvice}
          </span>
        </p>
        {refund.error === null ? null : <Banner tone="danger" title={wordsForError(refund.error)} urgent />}
      </form>
    </Dialog>
  )
}
