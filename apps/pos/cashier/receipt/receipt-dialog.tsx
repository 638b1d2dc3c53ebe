import type { TillReceipt } from '@balcao/contracts'
import { Button, Dialog } from '@balcao/ui'
import Copy from 'lucide-react/icons/copy'
import Printer from 'lucide-react/icons/printer'
import { useEffect, useState } from 'react'
import { QrCode } from '../../checkout/code.ts'
import { wordsForProblem } from '../../checkout/problem-words.ts'
import { ReceiptPaper } from '../../checkout/receipt/receipt-paper.tsx'
import { printerFaultWords, tillReceiptWords } from '../../checkout/words/receipt.ts'
import { useCopy } from '../use-copy.ts'
import { BrowserPrint } from './browser-print.tsx'
import { askForReceipt } from './receipt-api.ts'
import styles from './receipt-dialog.module.css'
import { usePrinting } from './use-printing.ts'

type Reading =
  | { readonly status: 'reading' }
  | { readonly status: 'failed'; readonly words: string }
  | { readonly status: 'there'; readonly till: TillReceipt }

/** The receipt of a sale: on paper once more, or on the customer's phone. */
export function ReceiptDialog({ txid, onClose }: { txid: string; onClose: () => void }) {
  const { reading, again } = useTillReceipt(txid)
  const { printing, copies, print, onClosed } = usePrinting()
  const till = reading.status === 'there' ? reading.till : undefined
  const link = useCopy(till?.url ?? '')
  const failed = printing.status === 'failed' ? printing : undefined
  const prints = Math.max(copies, till?.prints ?? 0)
  return (
    <Dialog
      open
      onClose={onClose}
      title={tillReceiptWords.title}
      actions={
        <>
          <Button onClick={onClose}>{tillReceiptWords.close}</Button>
          {till?.url ? (
            <Button icon={<Copy aria-hidden />} onClick={link.copy}>
              {tillReceiptWords.copyLink}
            </Button>
          ) : null}
          {failed ? (
            <Button onClick={() => print({ txid, copy: failed.copy, byBrowser: true })}>
              {tillReceiptWords.printHere}
            </Button>
          ) : null}
          {till ? (
            <Button
              kind="primary"
              icon={<Printer aria-hidden />}
              busy={printing.status === 'busy'}
              onClick={() => print({ txid, copy: failed?.copy })}
            >
              {failed
                ? tillReceiptWords.retry
                : prints > 0
                  ? tillReceiptWords.printCopy(prints + 1)
                  : tillReceiptWords.print}
            </Button>
          ) : null}
          {reading.status === 'failed' ? (
            <Button kind="primary" onClick={again}>
              {tillReceiptWords.retry}
            </Button>
          ) : null}
        </>
      }
    >
      <p role="status" className={styles.status} data-failed={failed ? true : undefined}>
        {reading.status === 'reading' ? tillReceiptWords.reading : null}
        {reading.status === 'failed' ? reading.words : null}
        {failed ? printerFaultWords[failed.fault] : null}
        {printing.status === 'sent' ? tillReceiptWords.sent : null}
        {link.copied ? ` ${tillReceiptWords.linkCopied}` : null}
      </p>
      {till ? (
        <div className={styles.both}>
          <div className={styles.sheet}>
            <ReceiptPaper receipt={till.receipt} />
          </div>
          {till.url ? (
            <div className={styles.phone}>
              <QrCode text={till.url} label={tillReceiptWords.code} />
              <p>{tillReceiptWords.scan}</p>
            </div>
          ) : null}
        </div>
      ) : null}
      {till?.url && link.byHand ? (
        <label className={styles.byHand}>
          {tillReceiptWords.linkByHand}
          <input
            readOnly
            value={till.url}
            aria-label={tillReceiptWords.link}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
      ) : null}
      {printing.status === 'by-browser' ? (
        <BrowserPrint receipt={printing.receipt} copy={printing.copy} onClosed={onClosed} />
      ) : null}
    </Dialog>
  )
}

/** Read when the dialog opens, and again when somebody asks for it after a failure. */
function useTillReceipt(txid: string): { reading: Reading; again: () => void } {
  const [reading, setReading] = useState<Reading>({ status: 'reading' })
  const [attempt, setAttempt] = useState(1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again
  useEffect(() => {
    let isGone = false
    setReading({ status: 'reading' })
    void askForReceipt(txid).then((reply) => {
      if (isGone) return
      if (reply.ok) setReading({ status: 'there', till: reply.value })
      else setReading({ status: 'failed', words: wordsForProblem(reply.problem) })
    })
    return () => {
      isGone = true
    }
  }, [txid, attempt])
  return { reading, again: () => setAttempt(attempt + 1) }
}
