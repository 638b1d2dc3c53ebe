import type { Connection } from '@balcao/shell'
import { Amount, PaidTick, type QrCode } from '@balcao/ui'
import type { ReactNode } from 'react'
import { scannableText } from './charge-face.ts'
import { formatTime } from './format-time.ts'
import type { Scene } from './scene.ts'
import { Shape, type ShapeName } from './shape.tsx'
import styles from './stage.module.css'
import { TimeToPay } from './time-to-pay.tsx'
import { codeWords, customerWords, stateWords } from './words/customer.ts'

interface StageProps {
  scene: Scene
  connection: Connection
  shopName: string | undefined
  nowMs: number
  isPspDown: boolean
  /** The browser keeps the page silent until somebody touches it. */
  isSilent: boolean
  /** Where the customer's phone finds the receipt; null where there is none yet, or no public address for it. */
  receiptUrl: string | null
  /** Undefined until the encoder has been loaded. */
  Code: typeof QrCode | undefined
}

/** One thing at a time, said with size. The `status` region is the same element in every scene, so that its changes are read out. */
export function Stage({
  scene,
  connection,
  shopName,
  nowMs,
  isPspDown,
  isSilent,
  receiptUrl,
  Code,
}: StageProps) {
  const isIdle = scene.kind === 'idle'
  const face = scene.kind === 'charge' ? scene.face : undefined
  const charge = scene.kind === 'charge' ? scene.charge : undefined
  const text = charge && face ? scannableText(charge, face, connection) : null
  const hasPlate = text !== null || face === 'opening' || face === 'verifying'
  const shape = shapeOf(scene)
  return (
    <div className={styles.stage} data-scene={face ?? scene.kind} data-plate={hasPlate || undefined}>
      <div className={styles.words}>
        {face === 'paid' ? <PaidTick size="screen" /> : null}
        {shape ? <Shape name={shape} /> : null}
        {isIdle ? <h1 className={styles.shop}>{shopName}</h1> : null}
        {charge ? (
          <div className={styles.amount}>
            <Amount cents={charge.amountCents} size="amount" />
          </div>
        ) : null}
        <p key="status" role="status" className={styles.status}>
          {statusOf(scene)}
        </p>
        <div className={styles.advice}>{adviceOf(scene, isPspDown)}</div>
        {charge && text !== null ? <TimeToPay {...{ charge, nowMs }} /> : null}
        {isIdle ? <p className={styles.clock}>{formatTime(nowMs)}</p> : null}
      </div>
      {hasPlate ? (
        <div className={styles.plate}>
          {Code ? <Code text={text} pending={text === null} label={codeWords.qrCode} /> : null}
        </div>
      ) : null}
      {face === 'paid' && receiptUrl !== null && Code ? (
        <div className={styles.receipt}>
          <Code text={receiptUrl} label={codeWords.receipt} />
          <p>{codeWords.receiptAdvice}</p>
        </div>
      ) : null}
      {isIdle && isSilent ? <p className={styles.hint}>{customerWords.touchForSound}</p> : null}
    </div>
  )
}

function statusOf(scene: Scene): string {
  switch (scene.kind) {
    case 'idle':
      return ''
    case 'connecting':
      return customerWords.connecting
    case 'stale':
      return customerWords.stale
    case 'charge':
      return scene.face === 'underpaid' ? customerWords.advice.underpaid : stateWords[scene.face]
  }
}

function shapeOf(scene: Scene): ShapeName | undefined {
  if (scene.kind === 'stale') return 'warning'
  if (scene.kind !== 'charge') return undefined
  switch (scene.face) {
    case 'expired':
      return 'clock'
    case 'cancelled':
      return 'cross'
    case 'underpaid':
    case 'refused':
      return 'warning'
    default:
      return undefined
  }
}

function adviceOf(scene: Scene, isPspDown: boolean): ReactNode {
  if (scene.kind === 'idle') return <p>{isPspDown ? customerWords.pspDown : customerWords.welcome}</p>
  if (scene.kind !== 'charge' || scene.face === 'underpaid') return null
  const { face, charge } = scene
  if (face === 'awaiting')
    return (
      <>
        <p>{customerWords.advice.awaiting}</p>
        <p className={styles.check}>{customerWords.checkName}</p>
      </>
    )
  return (
    <p>
      {face === 'paid' && charge.flags.length > 0 ? customerWords.paidTooMuch : customerWords.advice[face]}
    </p>
  )
}
