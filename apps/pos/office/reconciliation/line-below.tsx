import type { LineOffer, ReconciliationLine } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import { RefundTimeline } from '../refunds/refund-timeline.tsx'
import { whenIn } from '../shop-days.ts'
import { addressOf, goTo } from '../use-address.ts'
import { meaningOf } from './line-words.ts'
import styles from './reconciliation.module.css'

type LineBelowProps = {
  line: ReconciliationLine
  timeZone: string
  /** What is being done about this line just now. */
  busy: LineOffer | undefined
  /** Without it nothing is offered: on paper there is nothing to press. */
  onOffer: ((offer: LineOffer) => void) | undefined
}

/** What a line that differs means, what became of its refunds, what people have said about it, and what can be done. */
export function LineBelow({ line, timeZone, busy, onOffer }: LineBelowProps) {
  return (
    <div className={styles.below}>
      {line.kind === 'matched' ? null : (
        <p>
          {meaningOf(line)} <span className={styles.advice}>{kindWords[line.kind].advice}</span>
        </p>
      )}
      {line.endToEndId === null ? null : <p className={styles.code}>{lineWords.pix(line.endToEndId)}</p>}
      {line.notes.map(({ text, txid, at }) => (
        <p key={`${at} ${text}`} className={styles.note}>
          <bdi>{text}</bdi>
          <span className={styles.muted}>
            {lineWords.noteOf(whenIn(timeZone, at))}
            {txid === null ? null : (
              <>
                {' · '}
                <SaleLink txid={txid} words={lineWords.noteSale} />
              </>
            )}
          </span>
        </p>
      ))}
      {line.refunds.length === 0 ? null : <RefundTimeline refunds={line.refunds} timeZone={timeZone} />}
      {line.offers.length === 0 || onOffer === undefined ? null : (
        <div className={styles.offers}>
          {line.offers.map((offer) => (
            <Button key={offer} size="compact" busy={busy === offer} onClick={() => onOffer(offer)}>
              {lineWords.offers[offer]}
            </Button>
          ))}
        </div>
      )}
    </div>
  )
}

/** To the sale on the page of sales, without loading the page again. */
export function SaleLink({ txid, words }: { txid: string; words: string }) {
  const href = addressOf('vendas', { venda: txid })
  return (
    <a
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        goTo(href)
      }}
    >
      {words}
    </a>
  )
}
