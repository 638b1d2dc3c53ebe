import type { LineOffer, Period, Reconciliation, ReconciliationLine } from '@balcao/contracts'
import { paths } from '@balcao/contracts'
import { Banner, Button } from '@balcao/ui'
import { useState } from 'react'
import { mintTxid } from '../../checkout/mint-txid.ts'
import { officeWords } from '../../checkout/words/office.ts'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import { changeAddress, type ShownKind } from '../use-address.ts'
import { wordsForError } from '../words-for-error.ts'
import { kindChoices } from './kind-choices.ts'
import { LineDialog } from './line-dialog.tsx'
import { LinesTable } from './lines-table.tsx'
import styles from './reconciliation.module.css'
import { type LineDeed, lineParameters, useLineDeed, useLines } from './reconciliation-api.ts'
import { type AwaitedRefund, awaitRefund, refundNews } from './refund-news.ts'

type LinesProps = { found: Reconciliation; period: Period; kind: ShownKind | undefined }

/** Pix by Pix, and charge by charge where those differ. */
export function Lines({ found, period, kind }: LinesProps) {
  const [awaited, setAwaited] = useState<ReadonlyMap<string, AwaitedRefund>>(new Map())
  const lines = useLines(period, kind, found.reading.finishedAt, (line) => {
    const refund = awaited.get(line.id)
    return refund !== undefined && refundNews(refund, line) === 'open'
  })
  const [asked, setAsked] = useState<{ line: ReconciliationLine; offer: 'explain' | 'refund' }>()
  const [said, setSaid] = useState('')
  const refundIds = useRefundIds()
  const look = useLineDeed()
  const rows = lines.data?.pages.flatMap((page) => page.lines) ?? []

  const done = (deed: LineDeed, line: ReconciliationLine) => {
    setAsked(undefined)
    setSaid(wordsAfter(deed, line))
    if (deed.kind !== 'refund' || !asked) return
    refundIds.forget(line.id)
    setAwaited(new Map(awaited).set(line.id, awaitRefund(asked.line, deed.refund.amountCents)))
  }
  const onOffer = (line: ReconciliationLine, offer: LineOffer) => {
    if (offer !== 'look-again') return setAsked({ line, offer })
    const deed: LineDeed = { kind: 'look-again', lineId: line.id }
    look.mutate(deed, { onSuccess: (after) => done(deed, after) })
  }
  return (
    <section className={styles.lines} aria-label={lineWords.title}>
      <div className={styles.bar}>
        <label className={styles.field}>
          {lineWords.filter}
          <select
            value={kind ?? ''}
            onChange={({ target: { value } }) => changeAddress({ tipo: value || undefined })}
          >
            <option value="">{lineWords.all}</option>
            {kindChoices(found.kinds, kind).map((choice) => (
              <option key={choice.kind} value={choice.kind}>
                {choice.words}
              </option>
            ))}
          </select>
        </label>
        <div className={styles.exits}>
          <a href={`${paths.linesCsv()}?${lineParameters(period, kind)}`} download>
            {lineWords.csv}
          </a>
          <Button kind="quiet" size="compact" onClick={() => print()}>
            {lineWords.print}
          </Button>
        </div>
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
      {look.error ? <Banner tone="danger" title={wordsForError(look.error)} /> : null}
      {lines.isError ? (
        <Banner
          tone="danger"
          title={lineWords.failed}
          action={{ label: officeWords.retry, onPress: () => void lines.refetch() }}
        />
      ) : null}
      {lines.isPending ? <p className={styles.muted}>{lineWords.loading}</p> : null}
      {lines.isSuccess && rows.length === 0 ? (
        <p className={styles.muted}>{kind === undefined ? lineWords.empty : lineWords.emptyFiltered}</p>
      ) : null}
      {rows.length === 0 ? null : (
        <LinesTable
          lines={rows}
          period={period}
          timeZone={found.timeZone}
          lookingAt={
            look.isPending && look.variables.kind === 'look-again' ? look.variables.lineId : undefined
          }
          awaited={awaited}
          onOffer={onOffer}
        />
      )}
      {lines.hasNextPage ? (
        <>
          <p className={styles.muted}>{lineWords.partial(rows.length)}</p>
          <Button busy={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
            {lineWords.more}
          </Button>
        </>
      ) : null}
      {asked === undefined ? null : (
        <LineDialog
          key={`${asked.line.id} ${asked.offer}`}
          {...asked}
          refundId={refundIds.idFor(asked.line.id)}
          onDone={done}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  )
}

/** A refund whose answer was lost keeps its id until one has come: to close the dialog and open it again asks for the same refund. */
function useRefundIds() {
  const [ids] = useState(() => new Map<string, string>())
  return {
    idFor: (lineId: string) => {
      const id = ids.get(lineId) ?? mintTxid()
      ids.set(lineId, id)
      return id
    },
    forget: (lineId: string) => ids.delete(lineId),
  }
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
