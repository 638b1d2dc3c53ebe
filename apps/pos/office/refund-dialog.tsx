import type { Charge } from '@balcao/contracts'
import { Banner, Button, Dialog, formatCents, parseCents, TextField } from '@balcao/ui'
import { useState } from 'react'
import { mintTxid } from '../checkout/mint-txid.ts'
import { wordsForProblem } from '../checkout/problem-words.ts'
import { officeWords } from '../checkout/words/office.ts'
import styles from './office.module.css'
import { offeredOf, refundableOf } from './refundable.ts'
import { Refused, useRefund } from './sales-api.ts'

/** Asks for one refund. Its id is made once: whatever becomes of the answer, a second press asks for the same one. */
export function RefundDialog({
  sale,
  endToEndId,
  onClose,
}: {
  sale: Charge
  endToEndId: string
  onClose: () => void
}) {
  const [id] = useState(mintTxid)
  const [text, setText] = useState(() => formatCents(offeredOf(sale, endToEndId)))
  const refund = useRefund(sale.txid)
  const left = refundableOf(sale, endToEndId)
  const amountCents = parseCents(text)
  const isPossible = amountCents !== null && amountCents >= 1 && amountCents <= left
  const submit = () => {
    if (isPossible) refund.mutate({ id, amountCents, endToEndId }, { onSuccess: onClose })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={officeWords.refundTitle}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {officeWords.keep}
          </Button>
          <Button kind="danger" busy={refund.isPending} disabled={!isPossible} onClick={submit}>
            {officeWords.refund}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <TextField
          label={officeWords.refundAmount}
          value={text}
          onChange={setText}
          inputMode="decimal"
          hint={officeWords.refundable(formatCents(left))}
          error={isPossible ? undefined : officeWords.refundTooMuch(formatCents(left))}
        />
        <p className={styles.muted}>{officeWords.refundAdvice}</p>
        {refund.error === null ? null : (
          <Banner
            tone="danger"
            title={wordsForProblem(refund.error instanceof Refused ? refund.error.problem : 'network')}
          />
        )}
      </div>
    </Dialog>
  )
}
