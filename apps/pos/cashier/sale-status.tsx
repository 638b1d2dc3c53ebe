import type { Charge } from '@balcao/contracts'
import { Badge, PaidTick } from '@balcao/ui'
import type { Face } from '../checkout/charge-face.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import { stateWords } from '../checkout/words/customer.ts'
import styles from './sale-panel.module.css'
import { paidLine, sentencesFor, toneOf } from './sale-words.ts'

interface SaleStatusProps {
  shown: { charge: Charge; face: Face } | undefined
  isOutgoing: boolean
  shownForMs: number
  isCopied: boolean
}

/** Most charges are there sooner than this; a warning that flashes by only frightens. */
const calmMs = 1_500

/** The state as a word, and after it what the cashier should know. */
export function SaleStatus({ shown, isOutgoing, shownForMs, isCopied }: SaleStatusProps) {
  if (!shown && !isOutgoing) return null
  const face = shown?.face ?? 'opening'
  const isCalm = face === 'opening' && shownForMs < calmMs
  const sentences = isCalm
    ? [cashierWords.opening]
    : shown
      ? sentencesFor(shown.charge, face)
      : [cashierWords.checking]
  return (
    <>
      {face === 'paid' && shown ? (
        <span className={styles.paid}>
          <PaidTick size="card" />
          <span>
            <strong>{stateWords.paid}</strong> · {paidLine(shown.charge)}
          </span>
        </span>
      ) : (
        <Badge tone={toneOf[face]}>{stateWords[face]}</Badge>
      )}
      {sentences.map((sentence) => (
        <span key={sentence} className={styles.sentence}>
          {' '}
          {sentence}
        </span>
      ))}
      {isCopied ? <span className={styles.sentence}> {cashierWords.copied}</span> : null}
    </>
  )
}
