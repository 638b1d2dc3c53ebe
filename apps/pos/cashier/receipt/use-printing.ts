import type { Receipt } from '@balcao/contracts'
import { useCallback, useState } from 'react'
import { type PrintAsked, type PrintFault, printReceipt } from './print-receipt.ts'

export type Printing =
  | { readonly status: 'idle' | 'busy' | 'sent' }
  | { readonly status: 'by-browser'; readonly receipt: Receipt; readonly copy: number }
  | { readonly status: 'failed'; readonly fault: PrintFault; readonly copy: number | undefined }

/** One receipt at a time on its way to paper, and what became of it. */
export function usePrinting() {
  const [printing, setPrinting] = useState<Printing>({ status: 'idle' })
  /** The highest copy that was given out here. */
  const [copies, setCopies] = useState(0)
  const print = useCallback(async (asked: PrintAsked) => {
    setPrinting({ status: 'busy' })
    const { kind, ...rest } = await printReceipt(asked)
    setPrinting({ status: kind, ...rest } as Printing)
    setCopies((before) => Math.max(before, rest.copy ?? 0))
  }, [])
  const onClosed = useCallback(() => setPrinting({ status: 'idle' }), [])
  return { printing, copies, print, onClosed }
}
