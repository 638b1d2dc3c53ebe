import type { Charge } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import Copy from 'lucide-react/icons/copy'
import ReceiptText from 'lucide-react/icons/receipt-text'
import type { Face } from '../checkout/charge-face.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import styles from './sale-panel.module.css'
import type { Actions } from './use-actions.ts'

interface SaleActionsProps {
  charge: Charge
  face: Face
  actions: Actions
  /** Undefined while there is no code that may be paid. */
  onCopy: (() => void) | undefined
  onChargeAgain: (charge: Charge) => void
  /** Undefined until receipts can be shown. */
  onReceipt: ((txid: string) => void) | undefined
}

/** What can be done now, the likeliest first. "Nova venda" is always there: whatever happens to a sale, the queue goes on. */
export function SaleActions({ charge, face, actions, onCopy, onChargeAgain, onReceipt }: SaleActionsProps) {
  const { busy } = actions
  const isAwaiting = face === 'awaiting'
  const isClosedUnpaid = face === 'expired' || face === 'cancelled' || face === 'refused'
  const wantsAnother = face === 'expired' || face === 'refused'
  const mayCancel = isAwaiting || (face === 'underpaid' && charge.status === 'awaiting')
  return (
    <div className={styles.actions}>
      {onCopy ? (
        <Button icon={<Copy aria-hidden />} onClick={onCopy}>
          {cashierWords.copy}
        </Button>
      ) : null}
      {face === 'paid' && onReceipt ? (
        <Button icon={<ReceiptText aria-hidden />} onClick={() => onReceipt(charge.txid)}>
          {cashierWords.receipt}
        </Button>
      ) : null}
      {isAwaiting && charge.dueDay === null ? (
        <Button busy={busy === 'extend'} onClick={() => actions.extend(charge)}>
          {cashierWords.extend}
        </Button>
      ) : null}
      {mayCancel ? (
        <Button busy={busy === 'cancel'} onClick={() => actions.cancel(charge)}>
          {cashierWords.cancel}
        </Button>
      ) : null}
      {isClosedUnpaid ? (
        <Button kind={wantsAnother ? 'primary' : 'secondary'} onClick={() => onChargeAgain(charge)}>
          {cashierWords.chargeAgain}
        </Button>
      ) : null}
      <Button
        kind={isAwaiting || wantsAnother ? 'secondary' : 'primary'}
        busy={busy === 'show'}
        onClick={() => actions.show(null)}
      >
        {cashierWords.nextSale}
      </Button>
    </div>
  )
}
