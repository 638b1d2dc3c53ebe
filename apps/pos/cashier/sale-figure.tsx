import type { Charge } from '@balcao/contracts'
import { Amount, Countdown, type QrCode } from '@balcao/ui'
import { type Face, remainingMs } from '../checkout/charge-face.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import { codeWords, wordsForDue } from '../checkout/words/customer.ts'
import styles from './sale-panel.module.css'

interface SaleHeadProps {
  amountCents: number
  description: string | null
}

/** The largest thing of a sale is its amount. */
export function SaleHead({ amountCents, description }: SaleHeadProps) {
  return (
    <div>
      <Amount cents={amountCents} size="title" />
      {description ? <p className={styles.description}>{description}</p> : null}
    </div>
  )
}

/** Five minutes: time to offer ten more. */
const warnMs = 300_000

export function TimeLeft({ charge, nowMs }: { charge: Charge; nowMs: number }) {
  const leftMs = remainingMs(charge, nowMs)
  if (charge.dueDay !== null) return <p className={styles.time}>{wordsForDue(charge.dueDay)}</p>
  return (
    <p className={styles.time}>
      {codeWords.validFor}{' '}
      <Countdown remainingMs={leftMs} warn={leftMs < warnMs} label={codeWords.timeToPay} />
    </p>
  )
}

interface SaleCodeProps {
  face: Face
  /** Null while it must not be scanned. */
  code: string | null
  /** Undefined while it is on its way to this device. */
  Code: typeof QrCode | undefined
}

/** For a shop without a second screen: the cashier turns the tablet around. */
export function SaleCode({ face, code, Code }: SaleCodeProps) {
  if (code === null && face !== 'opening' && face !== 'verifying') return null
  return (
    <div className={styles.code}>
      {Code ? <Code text={code} pending={code === null} label={codeWords.qrCode} /> : null}
    </div>
  )
}

/** The browser refused the clipboard: the code stands here to be taken by hand. */
export function CodeByHand({ code }: { code: string }) {
  return (
    <label className={styles.byHand}>
      {cashierWords.copyByHand}
      <input readOnly value={code} onFocus={(event) => event.currentTarget.select()} />
    </label>
  )
}
