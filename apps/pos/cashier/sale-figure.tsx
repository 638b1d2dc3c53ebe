import type { Charge } from '@balcao/contracts'
import { Amount, Countdown, PaidTick, QrCode } from '@balcao/ui'
import { type Face, remainingMs, scannableText } from '../checkout/charge-face.ts'
import { cashierWords } from '../checkout/words/cashier.ts'
import { codeWords } from '../checkout/words/customer.ts'
import type { Connection } from '../shell/liveness.ts'
import styles from './sale-panel.module.css'

interface SaleFigureProps {
  charge: Charge
  face: Face
  nowMs: number
  connection: Connection
  /** The browser refused the clipboard: the code stands here to be taken by hand. */
  byHand: boolean
}

/** Ten minutes would be half of what a customer has in a queue. */
const warnMs = 300_000

export function SaleFigure({ charge, face, nowMs, connection, byHand }: SaleFigureProps) {
  const text = scannableText(charge, face, connection)
  const leftMs = remainingMs(charge, nowMs)
  return (
    <>
      <div className={styles.figure}>
        <div className={styles.amount}>
          <Amount cents={charge.amountCents} size="title" />
          {charge.description ? <p className={styles.description}>{charge.description}</p> : null}
          {face === 'awaiting' ? (
            <p className={styles.time}>
              {codeWords.validFor}{' '}
              <Countdown remainingMs={leftMs} warn={leftMs < warnMs} label={codeWords.timeToPay} />
            </p>
          ) : null}
        </div>
        {text !== null || face === 'opening' || face === 'verifying' ? (
          <div className={styles.code}>
            <QrCode text={text} pending={text === null} label={codeWords.qrCode} />
          </div>
        ) : null}
        {face === 'paid' ? <PaidTick size="card" /> : null}
      </div>
      {byHand && text !== null ? (
        <label className={styles.byHand}>
          {cashierWords.copyByHand}
          <input readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
        </label>
      ) : null}
    </>
  )
}
