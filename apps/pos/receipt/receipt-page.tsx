import { Button, Screen } from '@balcao/ui'
import Printer from 'lucide-react/icons/printer'
import { ReceiptPaper } from '../checkout/receipt/receipt-paper.tsx'
import { receiptPageWords } from '../checkout/words/receipt.ts'
import styles from './receipt-page.module.css'
import { type Reading, useReceipt } from './use-receipt.ts'

/** What a customer keeps of a sale: the page that the code beside *Pago* leads to. */
export function ReceiptPage() {
  const { reading, again } = useReceipt()
  return (
    <Screen className={styles.page}>
      {reading.status === 'there' ? (
        <>
          <div className={styles.sheet}>
            <ReceiptPaper receipt={reading.receipt} />
          </div>
          <div className={styles.actions}>
            <Button icon={<Printer aria-hidden />} onClick={() => print()}>
              {receiptPageWords.print}
            </Button>
          </div>
        </>
      ) : (
        <Without reading={reading} onAgain={again} />
      )}
    </Screen>
  )
}

/** What there is instead of a receipt, and what to do. */
function Without({ reading, onAgain }: { reading: Reading; onAgain: () => void }) {
  const [title, advice] = wordsFor(reading.status)
  const mayTryAgain = reading.status === 'too-many' || reading.status === 'unreachable'
  return (
    <div className={styles.without}>
      <h1 role="status">{title}</h1>
      {advice === undefined ? null : <p>{advice}</p>}
      {mayTryAgain ? (
        <Button kind="primary" onClick={onAgain}>
          {receiptPageWords.again}
        </Button>
      ) : null}
    </div>
  )
}

function wordsFor(status: Reading['status']): [title: string, advice?: string] {
  switch (status) {
    case 'reading':
    case 'there':
      return [receiptPageWords.reading]
    case 'not-found':
      return [receiptPageWords.notFound, receiptPageWords.notFoundAdvice]
    case 'too-many':
      return [receiptPageWords.tooMany, receiptPageWords.againAdvice]
    case 'unreachable':
      return [receiptPageWords.unreachable, receiptPageWords.againAdvice]
  }
}
