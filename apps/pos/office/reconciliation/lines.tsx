import type { LineOffer, Period, Reconciliation, ReconciliationLine } from '@balcao/contracts'
import { Banner, Button } from '@balcao/ui'
import { useState } from 'react'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import { ReadState } from '../read-state.tsx'
import type { ShownKind } from '../use-address.ts'
import { wordsForError } from '../words-for-error.ts'
import { countOf, kindName } from './kind-choices.ts'
import { LineDialog } from './line-dialog.tsx'
import { LinesBar } from './lines-bar.tsx'
import { LinesTable } from './lines-table.tsx'
import { PrintState } from './print-state.tsx'
import styles from './reconciliation.module.css'
import { type LineDeed, useLineDeed, useLines, useSumsInStep } from './reconciliation-api.ts'
import { usePrinting } from './use-printing.ts'

type LinesProps = { found: Reconciliation; period: Period; kind: ShownKind | undefined }

/** Pix by Pix, and charge by charge where those differ. */
export function Lines({ found, period, kind }: LinesProps) {
  const lines = useLines({ period, kind }, found.reading.finishedAt)
  useSumsInStep(lines.data?.pages)
  const [asked, setAsked] = useState<{ line: ReconciliationLine; offer: 'explain' | 'refund' }>()
  const [said, setSaid] = useState('')
  const look = useLineDeed()
  const total = countOf(found.kinds, kind)
  const { printing, start } = usePrinting({ period, kind }, total)
  const rows = lines.data?.pages.flatMap((page) => page.lines) ?? []
  const table = { period, timeZone: found.timeZone }

  const done = (deed: LineDeed, line: ReconciliationLine) => {
    setAsked(undefined)
    setSaid(wordsAfter(deed, line))
  }
  const onOffer = (line: ReconciliationLine, offer: LineOffer) => {
    if (offer !== 'look-again') return setAsked({ line, offer })
    const deed: LineDeed = { kind: 'look-again', lineId: line.id }
    look.mutate(deed, { onSuccess: (after) => done(deed, after) })
  }
  return (
    <section
      className={styles.lines}
      aria-label={lineWords.title}
      data-printing={printing.status === 'ready' || undefined}
    >
      <LinesBar
        kinds={found.kinds}
        period={period}
        kind={kind}
        isPrinting={printing.status === 'reading'}
        onPrint={start}
      />
      <PrintState printing={printing} total={total} onRetry={start} />
      <p role="status" className={styles.said}>
        {said}
      </p>
      {look.error ? <Banner tone="danger" title={wordsForError(look.error)} /> : null}
      <ReadState query={lines} loading={lineWords.loading} failed={lineWords.failed} />
      {lines.isSuccess && rows.length === 0 ? (
        <p className={styles.muted}>{kind === undefined ? lineWords.empty : lineWords.emptyFiltered}</p>
      ) : null}
      {rows.length === 0 ? null : (
        <div className={styles.onScreen}>
          <LinesTable
            {...table}
            lines={rows}
            lookingAt={
              look.isPending && look.variables.kind === 'look-again' ? look.variables.lineId : undefined
            }
            onOffer={onOffer}
          />
          {lines.hasNextPage ? (
            <>
              <p className={styles.muted}>{lineWords.partial(rows.length, total)}</p>
              <Button busy={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
                {lineWords.more}
              </Button>
            </>
          ) : null}
        </div>
      )}
      {printing.status === 'ready' ? (
        <div className={styles.onPaper}>
          <p>{lineWords.printed(kindName(kind), printing.lines.length)}</p>
          <LinesTable {...table} lines={printing.lines} />
        </div>
      ) : null}
      {asked === undefined ? null : (
        <LineDialog
          key={`${asked.line.id} ${asked.offer}`}
          {...asked}
          onDone={done}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}

/** The line may leave the list at once, because it is no longer of the kind that is shown: what became of it is said beside the list. Of a refund the line itself tells. */
function wordsAfter({ kind }: LineDeed, line: ReconciliationLine): string {
  switch (kind) {
    case 'look-again':
      return lineWords.lookedAgain(kindWords[line.kind].name)
    case 'explain':
      return lineWords.noted
    case 'refund':
      return ''
  }
}
