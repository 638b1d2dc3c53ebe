import type { Receipt } from '@balcao/contracts'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { ReceiptPaper } from '../../checkout/receipt/receipt-paper.tsx'
import { type PaperWidth, readPaperWidth } from '../../shell/printer.ts'
import styles from './browser-print.module.css'

interface BrowserPrintProps {
  receipt: Receipt
  copy: number
  /** The browser's dialog has been closed. Whether something was printed it does not say. */
  onClosed: () => void
}

/** Puts the receipt beside the page, and has the browser print it and nothing else. */
export function BrowserPrint({ receipt, copy, onClosed }: BrowserPrintProps) {
  const paper = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (paper.current) return printAlone(paper.current, readPaperWidth(), onClosed)
  }, [onClosed])
  return createPortal(
    <div ref={paper} className={styles.onPaper} aria-hidden>
      <ReceiptPaper receipt={receipt} copy={copy} width={readPaperWidth()} />
    </div>,
    document.body,
  )
}

/** CSS reckons an inch as 96 px. */
const mmPerPx = 25.4 / 96

/** One sheet as long as the receipt: a driver for rolls cuts at the end of a page, and a page of A4 would be mostly white. */
function printAlone(paper: HTMLElement, width: PaperWidth, onClosed: () => void): () => void {
  const root = document.documentElement
  // One more than it is: what is rounded up must not begin a second sheet. And never less than it is wide, or a driver would turn it.
  const heightMm = Math.max(Math.ceil(paper.getBoundingClientRect().height * mmPerPx), width) + 1
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`@page { size: ${width}mm ${heightMm}mm; margin: 0 }`)
  document.adoptedStyleSheets.push(sheet)
  root.setAttribute('data-printing', '')
  addEventListener('afterprint', onClosed)
  print()
  return () => {
    removeEventListener('afterprint', onClosed)
    root.removeAttribute('data-printing')
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  }
}
