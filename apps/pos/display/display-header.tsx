import type { WakeLockState } from '@balcao/shell'
import { formatTime } from '../checkout/format-time.ts'
import { customerWords } from '../checkout/words/customer.ts'
import styles from './display-header.module.css'

interface DisplayHeaderProps {
  shopName: string | undefined
  nowMs: number | undefined
  wakeLock: WakeLockState
  /** The idle scene says the name itself, larger. */
  isIdle: boolean
}

export function DisplayHeader({ shopName, nowMs, wakeLock, isIdle }: DisplayHeaderProps) {
  return (
    <div className={styles.header}>
      <p className={styles.shop}>{isIdle ? '' : shopName}</p>
      {wakeLock === 'refused' ? <p className={styles.mark}>{customerWords.mayGoDark}</p> : null}
      {isIdle || nowMs === undefined ? null : <p className={styles.clock}>{formatTime(nowMs)}</p>}
    </div>
  )
}
