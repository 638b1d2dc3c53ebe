import type { LineOffer, ReconciliationLine } from '@balcao/contracts'
import { Button } from '@balcao/ui'
import { kindWords, lineWords } from '../../checkout/words/reconciliation.ts'
import { whenIn } from '../shop-days.ts'
import { addressOf, goTo } from '../use-address.ts'
import { meaningOf } from './line-words.ts'
import styles from './reconciliation.module.css'
import type { refundNews } from './refund-news.ts'

type LineBelowProps = {
  line: ReconciliationLine
  timeZone: string
  /** What is being done about this line just now. */
  busy: LineOffer | undefined
  /** What became of a refund that was asked for here. */
  news: ReturnType<typeof refundNews> | undefined
  onOffer: (offer: LineOffer) => void
}

/** What a line that differs means, what people have said about it, and what can be done. */
export function LineBelow({ line, timeZone, busy, news, onOffer }: LineBelowProps) {
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
      {news === undefined ? null : (
        <p role="status" className={styles.said}>
          {lineWords.refundNews[news]}
        </p>
      )}
      <div className={styles.offers}>
        {line.offers.map((offer) => (
          <Button key={offer} size="compact" busy={busy === offer} onClick={() => onOffer(offer)}>
            {lineWords.offers[offer]}
          </Button>
        ))}
      </div>
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
