import type { LineList, ReconciliationLine } from '@balcao/contracts'
import { startTransition, useCallback, useEffect, useRef, useState } from 'react'
import { askForLines, type LinesAsked } from './reconciliation-api.ts'

/** Lines that are asked for at a time: few enough to come at once, so that the progress moves. */
const pageLength = 250
/** Some fifty sheets of A4. Beyond that a spreadsheet serves better, and the page would stand still while so many rows come into it. */
export const longestPrint = 2_500

export type Printing =
  | { status: 'idle' | 'failed' | 'too-long' }
  | { status: 'reading'; count: number }
  | { status: 'ready'; lines: readonly ReconciliationLine[] }

/** Reads every line of what is asked for, page by page, and then has the browser print. `total` is how many there are. */
export function usePrinting({ period: { from, to }, kind }: LinesAsked, total: number) {
  const [printing, setPrinting] = useState<Printing>({ status: 'idle' })
  const reading = useRef<AbortController>(undefined)
  const forget = useCallback(() => {
    reading.current?.abort()
    setPrinting({ status: 'idle' })
  }, [])
  useForgetting(`${from} ${to} ${kind}`, forget)
  usePrintWhen(printing.status === 'ready', forget)

  async function start() {
    reading.current?.abort()
    if (total > longestPrint) return setPrinting({ status: 'too-long' })
    const request = new AbortController()
    reading.current = request
    const lines: ReconciliationLine[] = []
    try {
      for (let after: string | null = ''; after !== null; ) {
        setPrinting({ status: 'reading', count: lines.length })
        const page: LineList = await askForLines(
          { period: { from, to }, kind },
          { after, limit: pageLength, signal: request.signal },
        )
        if (request.signal.aborted) return
        lines.push(...page.lines)
        after = page.nextAfter
      }
      // Thousands of rows are drawn in pieces, so that the screen goes on answering meanwhile.
      startTransition(() => setPrinting({ status: 'ready', lines }))
    } catch {
      if (!request.signal.aborted) setPrinting({ status: 'failed' })
    }
  }
  return { printing, start: () => void start() }
}

/** Another choice is another print: what was being read for the one before is not wanted any more. */
function useForgetting(choice: string, forget: () => void) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the choice that changes
  useEffect(() => forget, [choice, forget])
}

/** Opens the browser's print as soon as all lines stand in the page, and tells when it has been closed. */
function usePrintWhen(isReady: boolean, onClosed: () => void) {
  useEffect(() => {
    if (!isReady) return
    addEventListener('afterprint', onClosed)
    print()
    return () => removeEventListener('afterprint', onClosed)
  }, [isReady, onClosed])
}
