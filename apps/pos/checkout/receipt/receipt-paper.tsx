import type { Receipt } from '@balcao/contracts'
import type { PaperWidth } from '../../shell/printer.ts'
import { type ReceiptLine, receiptLines } from './receipt-lines.ts'
import styles from './receipt-paper.module.css'

interface ReceiptPaperProps {
  receipt: Receipt
  /** 1 for the receipt itself and on a screen. */
  copy?: number
  /** As it comes out of a receipt printer, in millimetres; absent on a screen, where it is as wide as its place. */
  width?: PaperWidth
}

/** A receipt as it stands on paper; its width is that of whatever it lies in. */
export function ReceiptPaper({ receipt, copy = 1, width }: ReceiptPaperProps) {
  return (
    <article className={styles.paper} data-width={width}>
      {receiptLines(receipt, copy).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
        <Line key={index} line={line} />
      ))}
    </article>
  )
}

function Line({ line }: { line: ReceiptLine }) {
  switch (line.kind) {
    case 'shop':
      return <h1 className={styles.shop}>{line.text}</h1>
    case 'rule':
      return <hr className={styles.rule} />
    case 'fact':
      return (
        <p className={styles.fact} data-main={line.isMain || undefined}>
          <span>{line.label}</span> <strong>{line.value}</strong>
        </p>
      )
    case 'title':
    case 'notice':
    case 'note':
      return <p className={styles[line.kind]}>{line.text}</p>
  }
}
